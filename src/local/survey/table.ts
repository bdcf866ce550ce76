/**
 * Promises over the browser's own database, for use inside one transaction: while it lasts nothing else may be awaited,
 * or the browser ends it.
 */

/** A key, or a range of keys. */
type Query = IDBValidKey | IDBKeyRange;

/** Rows in the order of a key, to read. One that the browser can no longer read, of a damaged page, is not there. */
export class Rows<Row> {
  readonly #source: IDBObjectStore | IDBIndex;

  constructor(source: IDBObjectStore | IDBIndex) {
    this.#source = source;
  }

  /** The first row that fits. */
  async get(query: Query): Promise<Row | undefined> {
    const row = await answer<Row | null | undefined>(this.#source.get(query));
    return row === null ? (await this.list(query))[0] : row;
  }

  async list(query?: Query, limit?: number): Promise<Row[]> {
    const rows = await answer<(Row | null)[]>(this.#source.getAll(query, limit));
    return rows.filter((row) => row !== null);
  }

  /** Their keys in the table, without reading the rows; those of unreadable rows as well. */
  listKeys(query?: Query): Promise<IDBValidKey[]> {
    return answer(this.#source.getAllKeys(query));
  }

  /** The last rows in the order of the key, last first. */
  async listLast(query: Query, limit: number): Promise<Row[]> {
    const request = this.#source.openCursor(query, 'prev');
    const found: Row[] = [];
    for (let cursor = await answer(request); cursor; cursor = await answer(request)) {
      if (cursor.value !== null) found.push(cursor.value as Row);
      if (found.length === limit) break;
      cursor.continue();
    }
    return found;
  }

  count(query?: Query): Promise<number> {
    return answer(this.#source.count(query));
  }
}

/** One table, with the names of its indexes. */
export class Table<Row, Index extends string = never> extends Rows<Row> {
  readonly #store: IDBObjectStore;

  constructor(store: IDBObjectStore) {
    super(store);
    this.#store = store;
  }

  /** The same rows by another key. */
  by(index: Index): Rows<Row> {
    return new Rows(this.#store.index(index));
  }

  /** The rows of the keys, in their order; `undefined` where there is none, or none that can be read. */
  getEach(keys: readonly IDBValidKey[]): Promise<(Row | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)));
  }

  put(row: Row): Promise<unknown> {
    return answer(this.#store.put(row));
  }

  putEach(rows: readonly Row[]): Promise<unknown> {
    return Promise.all(rows.map((row) => this.put(row)));
  }

  /** A new row. Throws ConstraintError when its key is taken. */
  add(row: Row): Promise<unknown> {
    return answer(this.#store.add(row));
  }

  delete(query: Query): Promise<void> {
    return answer(this.#store.delete(query));
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  const promise = new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error());
  });
  // Whoever does not wait for it learns of a failure from the transaction, which ends by it.
  promise.catch(() => undefined);
  return promise;
}
