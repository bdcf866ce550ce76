import { freshBrowser } from '../../unit/local/fresh.ts';

type Browser = ReturnType<typeof freshBrowser>;

interface StoreCopy {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly indexes: readonly { readonly name: string; readonly keyPath: string | string[] }[];
  readonly rows: readonly unknown[];
}

/** A database as it lay on the disk at one moment. */
export interface DatabaseCopy {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly StoreCopy[];
}

/** Reads everything of one database, as a copy of the disk would hold it. */
export async function copyDatabase({ indexedDB }: Browser, name: string): Promise<DatabaseCopy> {
  const db = await settled(indexedDB.open(name));
  const names = [...db.objectStoreNames];
  const stores: StoreCopy[] = [];
  const transaction = db.transaction(names, 'readonly');
  for (const store of names.map((each) => transaction.objectStore(each))) {
    const rows = await settled(store.getAll());
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath } = store.index(index);
      return { name: index, keyPath };
    });
    stores.push({ name: store.name, keyPath: store.keyPath as string, indexes, rows });
  }
  const { version } = db;
  db.close();
  return { name, version, stores };
}

/** A browser with nothing but that copy. */
export async function browserFrom({ name, version, stores }: DatabaseCopy): Promise<Browser> {
  const browser = freshBrowser();
  const request = browser.indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    for (const { name: store, keyPath, indexes, rows } of stores) {
      const made = request.result.createObjectStore(store, { keyPath });
      for (const index of indexes) made.createIndex(index.name, index.keyPath);
      for (const row of rows) made.put(row);
    }
  };
  (await settled(request)).close();
  return browser;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('request'));
  });
}
