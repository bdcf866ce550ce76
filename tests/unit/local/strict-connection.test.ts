import { forceCloseDatabase, IDBDatabase, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoreFull } from '#local/store-problem.ts';
import { Store } from '#local/store.ts';
import { connectStrictly, FORGOTTEN_MS } from '#local/survey/strict-connection.ts';
import type { StrictConnection } from '#local/survey/strict-connection.ts';
import type { Table } from '#local/survey/table.ts';
import { freshBrowser } from './fresh.ts';

interface Tables {
  readonly notes: Table<{ readonly id: number; readonly text: string }, 'text'>;
}

let store: Store<StrictConnection<Tables>>;
beforeEach(() => {
  const upgrade = (db: IDBDatabase) => {
    db.createObjectStore('notes', { keyPath: 'id' }).createIndex('text', 'text');
  };
  const connect: ConstructorParameters<typeof Store<StrictConnection<Tables>>>[1]['connect'] = (place) =>
    connectStrictly(place, [upgrade]);
  store = new Store('notes', { connect, whenDeleted: 'make-anew' }, freshBrowser());
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function write<R>(work: (notes: Tables['notes']) => Promise<R>): Promise<R> {
  return store.run((db) => db.transact('readwrite', ['notes'], ({ notes }) => work(notes)));
}
const kept = () => store.run((db) => db.transact('readonly', ['notes'], ({ notes }) => notes.list()));

/** Calls back with every transaction that begins. */
function onBegin(callback: (transaction: IDBTransaction) => void): void {
  const begin = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function begun(
    this: IDBDatabase,
    ...given: Parameters<typeof begin>
  ) {
    const transaction = begin.apply(this, given);
    callback(transaction);
    return transaction;
  });
}

describe('a write', () => {
  test('is told only after the browser has completed it', async () => {
    await store.open();
    const order: string[] = [];
    onBegin((transaction) => transaction.addEventListener('complete', () => order.push('complete')));
    await write(async (notes) => {
      await notes.put({ id: 1, text: 'kept' });
      order.push('put');
    });
    order.push('told');
    expect(order).toEqual(['put', 'complete', 'told']);
  });

  test('that fails in the middle leaves nothing of what it did before', async () => {
    const failing = write(async (notes) => {
      await notes.put({ id: 1, text: 'first' });
      throw new RangeError('mine');
    });
    await expect(failing).rejects.toThrow('mine');
    expect(await kept()).toEqual([]);
  });

  test('that the browser refuses leaves nothing, also where nobody waited for the answer', async () => {
    const failing = write(async (notes) => {
      void notes.add({ id: 1, text: 'first' });
      void notes.add({ id: 1, text: 'second' });
    });
    await expect(failing).rejects.toMatchObject({ name: 'ConstraintError' });
    expect(await kept()).toEqual([]);
  });

  test('that finds the disk full only while completing says that it is full, and is not tried again', async () => {
    const full = new DOMException('full', 'QuotaExceededError');
    const begun: IDBTransaction[] = [];
    await store.open();
    onBegin((transaction) => begun.push(transaction));
    const failing = write(async (notes) => {
      await notes.put({ id: 1, text: 'x' });
      Object.defineProperty(begun.at(-1), 'error', { value: full });
      begun.at(-1)!.abort();
    });
    await expect(failing).rejects.toThrow(StoreFull);
    expect(begun).toHaveLength(1);
  });

  test('that waits for something else than its own requests fails when it goes on', async () => {
    const failing = write(async (notes) => {
      await notes.put({ id: 1, text: 'first' });
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await notes.put({ id: 2, text: 'second' });
    });
    await expect(failing).rejects.toMatchObject({ name: 'TransactionInactiveError' });
    expect(await kept()).toHaveLength(1);
  });
});

describe('a write that the browser forgets, as Chromium does over a damaged file,', () => {
  let tries: number;
  let connections: Set<IDBDatabase>;

  const unheard = (): void => undefined;
  /** The first transaction from now on never says that it has ended. */
  function forgetTheNext(): void {
    tries = 0;
    connections = new Set();
    onBegin((transaction) => {
      connections.add(transaction.db);
      tries += 1;
      if (tries > 1) return;
      for (const event of ['oncomplete', 'onabort']) {
        Object.defineProperty(transaction, event, { set: unheard });
      }
    });
  }
  const one = () => write((notes) => notes.put({ id: 1, text: 'x' }));
  const begun = () => vi.waitFor(() => expect(tries).toBe(1));

  test('is done again on a new connection when the browser closes the old one', async () => {
    await store.open();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    forgetTheNext();
    const written = one();
    await begun();
    // Its types take the class for the object.
    const forceClose = forceCloseDatabase as unknown as (db: IDBDatabase) => void;
    forceClose([...connections][0]!);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    await vi.advanceTimersByTimeAsync(FORGOTTEN_MS);
    await written;
    expect(tries).toBe(2);
    expect(connections.size).toBe(2);
    expect(await kept()).toHaveLength(1);
  });

  test('is done again, too, when this page closed it over another failure', async () => {
    await store.open();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    forgetTheNext();
    const written = one();
    await begun();
    let failures = 0;
    await store.run(() => {
      failures += 1;
      return failures === 1 ? Promise.reject(new DOMException('', 'UnknownError')) : Promise.resolve();
    });
    await vi.advanceTimersByTimeAsync(FORGOTTEN_MS);
    await written;
    expect(tries).toBe(2);
    expect(connections.size).toBe(2);
    expect(await kept()).toHaveLength(1);
  });
});

describe('a table', () => {
  beforeEach(() => write((notes) => notes.putEach(['c', 'a', 'b'].map((text, id) => ({ id, text })))));

  const read = <R>(work: (notes: Tables['notes']) => Promise<R>) =>
    store.run((db) => db.transact('readonly', ['notes'], ({ notes }) => work(notes)));
  const texts = (rows: readonly ({ readonly text: string } | undefined)[]) => rows.map((row) => row?.text);

  test('gives its rows by its key and by others', async () => {
    expect(texts(await read((notes) => notes.list()))).toEqual(['c', 'a', 'b']);
    expect(texts(await read((notes) => notes.by('text').list()))).toEqual(['a', 'b', 'c']);
    expect(texts(await read((notes) => notes.by('text').list(IDBKeyRange.lowerBound('b'), 1)))).toEqual([
      'b',
    ]);
    expect((await read((notes) => notes.by('text').get('b')))?.id).toBe(2);
    expect(await read((notes) => notes.by('text').get('z'))).toBeUndefined();
    expect(texts(await read((notes) => notes.getEach([2, 9, 0])))).toEqual(['b', undefined, 'c']);
    expect(await read((notes) => notes.count(IDBKeyRange.bound(1, 5)))).toBe(2);
  });

  test('gives the last ones, last first, and not more than asked for', async () => {
    const all = IDBKeyRange.lowerBound('');
    expect(texts(await read((notes) => notes.by('text').listLast(all, 2)))).toEqual(['c', 'b']);
    expect(texts(await read((notes) => notes.by('text').listLast(all, 9)))).toEqual(['c', 'b', 'a']);
    expect(await read((notes) => notes.by('text').listLast(IDBKeyRange.only('z'), 9))).toEqual([]);
  });

  test('replaces with put, refuses with add, and deletes', async () => {
    await write((notes) => notes.put({ id: 0, text: 'new' }));
    await expect(write((notes) => notes.add({ id: 0, text: 'other' }))).rejects.toMatchObject({
      name: 'ConstraintError',
    });
    await write((notes) => notes.delete(1));
    expect(texts(await kept())).toEqual(['new', 'b']);
  });

  test('fails as a whole when the browser cannot take a row', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', 'DataCloneError');
    });
    await expect(write((notes) => notes.put({ id: 5, text: 'x' }))).rejects.toMatchObject({
      name: 'DataCloneError',
    });
    expect(await kept()).toHaveLength(3);
  });
});
