import { StoreUnavailable } from './store-problem.ts';

/** The version on disk, 0 when there is no database; leaves no trace of having looked. */
export function installedVersion(factory: IDBFactory, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name);
    let absent = false;
    request.onupgradeneeded = () => {
      absent = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      const { version } = request.result;
      request.result.close();
      resolve(version);
    };
    request.onerror = (event) => {
      event.preventDefault();
      if (absent) resolve(0);
      else reject(new StoreUnavailable(name, 'failed', request.error));
    };
  });
}
