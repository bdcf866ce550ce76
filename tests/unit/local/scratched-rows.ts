import { IDBIndex, IDBObjectStore, IDBRequest } from 'fake-indexeddb';
import { vi } from 'vitest';

type Row = Readonly<Record<string, unknown>> | undefined;

/**
 * Makes rows, named by their tables and keys, unreadable as Chromium shows a damaged page of its file: their keys are named, and each is given
 * as `null` until it is written again. Until the mocks are restored.
 */
export function scratchRows(rows: Readonly<Record<string, readonly string[]>>): void {
  const scratched = new Map(Object.entries(rows).map(([table, keys]) => [table, new Set(keys)]));
  const keyOf = (store: IDBObjectStore, row: Row): string => String(row?.[store.keyPath as string]);

  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, row: Row) {
    scratched.get(this.name)?.delete(keyOf(this, row));
    return put.call(this, row);
  });
  for (const source of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    for (const method of ['get', 'getAll'] as const) {
      const read = source[method] as (this: IDBObjectStore | IDBIndex, ...args: unknown[]) => IDBRequest;
      vi.spyOn(source as IDBObjectStore, method).mockImplementation(function (
        this: IDBObjectStore | IDBIndex,
        ...args: unknown[]
      ) {
        const store = 'objectStore' in this ? this.objectStore : this;
        const request = read.apply(this, args);
        const lost = scratched.get(store.name);
        const seen = (row: Row): Row | null => (lost?.has(keyOf(store, row)) ? null : row);
        const result = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'result')!;
        Object.defineProperty(request, 'result', {
          set(found: unknown) {
            result.set!.call(request, found);
          },
          get(): unknown {
            const found: unknown = result.get!.call(request);
            return Array.isArray(found) ? (found as Row[]).map(seen) : seen(found as Row);
          },
        });
        return request;
      });
    }
  }
}
