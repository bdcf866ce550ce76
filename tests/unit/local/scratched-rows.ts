import { IDBIndex, IDBObjectStore, IDBRequest } from 'fake-indexeddb';
import { vi } from 'vitest';

type Row = Readonly<Record<string, unknown>>;
/** Keys of rows by the name of their table. */
type Named = Readonly<Record<string, readonly string[]>>;

/**
 * Makes rows unreadable as Chromium shows a damaged page of a table: their keys are named, and each row is given as
 * `null` until it is written again. Until the mocks are restored.
 */
export function scratchRows(rows: Named): void {
  const isScratched = untilWrittenAgain(rows);
  const seen = (store: IDBObjectStore, row: Row | undefined): Row | null | undefined =>
    row !== undefined && isScratched(store, row) ? null : row;
  for (const source of [IDBObjectStore.prototype, IDBIndex.prototype] as const) {
    const { get, getAll } = source;
    vi.spyOn(source, 'get').mockImplementation(function (this: IDBObjectStore | IDBIndex, query) {
      return seenAs<Row | undefined>(get.call(this, query), (row) => seen(storeOf(this), row));
    });
    vi.spyOn(source, 'getAll').mockImplementation(function (this: IDBObjectStore | IDBIndex, ...query) {
      return seenAs<Row[]>(getAll.apply(this, query), (found) =>
        found.map((row) => seen(storeOf(this), row)),
      );
    });
  }
}

/** Takes rows out of every index of their table, as a damaged page of the index does, until they are written again. */
export function dropFromIndexes(rows: Named): void {
  const isDropped = untilWrittenAgain(rows);
  const { getAll } = IDBIndex.prototype;
  const left = (index: IDBIndex, query: unknown, toResult: (rows: Row[]) => unknown): IDBRequest =>
    seenAs<Row[]>(getAll.call(index, query as IDBKeyRange), (found) =>
      toResult(found.filter((row) => !isDropped(index.objectStore, row))),
    );
  vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(function (this: IDBIndex, query, limit) {
    return left(this, query, (found) => found.slice(0, limit));
  });
  vi.spyOn(IDBIndex.prototype, 'get').mockImplementation(function (this: IDBIndex, query) {
    return left(this, query, ([first]) => first);
  });
  vi.spyOn(IDBIndex.prototype, 'count').mockImplementation(function (this: IDBIndex, query) {
    return left(this, query, ({ length }) => length);
  });
}

function untilWrittenAgain(rows: Named): (store: IDBObjectStore, row: Row) => boolean {
  const left = new Map(Object.entries(rows).map(([table, keys]) => [table, new Set(keys)]));
  const keyOf = (store: IDBObjectStore, row: Row): string => String(row[store.keyPath as string]);
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, row: Row) {
    left.get(this.name)?.delete(keyOf(this, row));
    return put.call(this, row);
  });
  return (store, row) => left.get(store.name)?.has(keyOf(store, row)) === true;
}

function storeOf(source: IDBObjectStore | IDBIndex): IDBObjectStore {
  return 'objectStore' in source ? source.objectStore : source;
}

/** The same request with another result. */
function seenAs<Found>(request: IDBRequest, toResult: (found: Found) => unknown): IDBRequest {
  const result = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'result')!;
  return Object.defineProperty(request, 'result', {
    set(found: unknown) {
      result.set!.call(request, found);
    },
    get(): unknown {
      return toResult(result.get!.call(request) as Found);
    },
  });
}
