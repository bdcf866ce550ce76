/**
 * Milliseconds of each of `count` puts of a row as large as a response, in one strict transaction each, without any
 * library. Runs in the page that is measured and closes over nothing.
 */
export async function rawStrictPuts(count: number): Promise<number[]> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('raw', 1);
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore('rows', { keyPath: 'id' }),
    );
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('raw')));
  });
  const times: number[] = [];
  for (let id = 0; id < count; id += 1) {
    const before = performance.now();
    await new Promise<void>((resolve, reject) => {
      const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.objectStore('rows').put({ id, body: 'x'.repeat(900) });
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('error', () => reject(transaction.error ?? new Error('raw')));
    });
    times.push(performance.now() - before);
  }
  db.close();
  return times;
}
