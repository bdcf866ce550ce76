import { Dexie } from 'dexie';
import type { Table } from 'dexie';
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Store } from '#local/store.ts';
import type { StoreForm, StoreOptions } from '#local/store.ts';
import { StoreDeleted, StoreFull, StoreTooNew, StoreUnavailable } from '#local/store-problem.ts';
import { freshBrowser } from './fresh.ts';

interface Tables {
  readonly notes: Table<{ id: number; text: string }, number>;
}

let browser: StoreOptions;
beforeEach(() => {
  browser = freshBrowser();
  // The library says on the console that it would reopen a dropped connection.
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function form(version: number, whenDeleted: StoreForm['whenDeleted'] = 'make-anew'): StoreForm {
  return {
    version,
    whenDeleted,
    declare: (db) => {
      db.version(1).stores({ notes: 'id' });
      if (version > 1) db.version(version).stores({ notes: 'id, text', added: 'id' });
    },
  };
}

function open(version = 1, options = browser, whenDeleted?: StoreForm['whenDeleted']): Store<Tables> {
  return new Store<Tables>('notes', form(version, whenDeleted), options);
}

const write = (store: Store<Tables>, id: number) =>
  store.run((db) => db.notes.put({ id, text: `note ${id}` }));
const readAll = (store: Store<Tables>) => store.run((db) => db.notes.toArray());

describe('versions of the app', () => {
  test('an older build that meets a newer store refuses to open it and changes nothing', async () => {
    const newer = open(3);
    await write(newer, 1);
    newer.close();
    await expect(write(open(1), 2)).rejects.toThrow(StoreTooNew);
    const again = open(3);
    expect(await readAll(again)).toEqual([{ id: 1, text: 'note 1' }]);
    const version = await again.run(async (db) => db.backendDB().version);
    expect(version).toBe(30);
  });

  test('a repair that the library made within the same version is no newer build', async () => {
    const repaired = new Dexie('notes', browser);
    repaired.version(1.1).stores({ notes: 'id' });
    await repaired.open();
    repaired.close();
    await expect(write(open(1), 1)).resolves.toBe(1);
  });

  test('an old tab lets go for a new one, stays closed and says so', async () => {
    const old = open(1);
    await write(old, 1);
    let told = 0;
    old.onEnd(() => (told += 1));
    const fresh = open(2);
    await write(fresh, 2);
    expect(told).toBe(1);
    await expect(write(old, 3)).rejects.toThrow(StoreTooNew);
    await expect(readAll(old)).rejects.toThrow('Reload');
    expect(await readAll(fresh)).toHaveLength(2);
  });

  test('an old tab whose connection was dropped unseen asks again which version is there', async () => {
    const old = open(1);
    await write(old, 1);
    await old.run(async (db) => db.backendDB().close());
    await write(open(2), 2);
    await expect(write(old, 3)).rejects.toThrow(StoreTooNew);
  });

  test('looking whether a store exists leaves no trace', async () => {
    const factory = new IDBFactory();
    const store = open(1, { ...browser, indexedDB: factory });
    vi.spyOn(Dexie.prototype, 'open').mockImplementation(() => Dexie.Promise.reject(new Error('not now')));
    await expect(store.open()).rejects.toThrow(StoreUnavailable);
    expect(await factory.databases()).toEqual([]);
  });
});

describe('a store deleted by another tab', () => {
  const deleteIt = () =>
    new Promise<void>((resolve, reject) => {
      const request = browser.indexedDB!.deleteDatabase('notes');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error());
    });

  test('is made anew where a survey must go on', async () => {
    const store = open();
    await write(store, 1);
    await deleteIt();
    await write(store, 2);
    expect(await readAll(store)).toEqual([{ id: 2, text: 'note 2' }]);
  });

  test('stays deleted where somebody signed out', async () => {
    const store = open(1, browser, 'stay-closed');
    await write(store, 1);
    await deleteIt();
    await expect(write(store, 2)).rejects.toThrow(StoreDeleted);
    expect(await browser.indexedDB!.databases()).toEqual([]);
  });
});

describe('a browser that drops its connection', () => {
  test('the whole operation is done again on a new one', async () => {
    const store = open();
    await write(store, 1);
    const ids: number[] = [];
    await store.run(async (db) => {
      ids.push(7);
      if (ids.length < 3) db.backendDB().close();
      await db.notes.put({ id: 7, text: 'again' });
    });
    expect(ids).toEqual([7, 7, 7]);
    expect(await readAll(store)).toContainEqual({ id: 7, text: 'again' });
  });

  test('after three times it is said to be unavailable, with the cause', async () => {
    const store = open();
    let tries = 0;
    const operation = () => {
      tries += 1;
      return Promise.reject(new DOMException('Connection to Indexed Database server lost.', 'UnknownError'));
    };
    await expect(store.run(operation)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      problem: 'failed',
      cause: { name: 'UnknownError' },
    });
    expect(tries).toBe(3);
    await write(store, 1);
  });

  test('an operation that is never answered is tried again after its time', async () => {
    const store = open();
    await store.open();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let tries = 0;
    const result = store.run((db) => {
      tries += 1;
      return tries === 1 ? new Promise<number>(() => undefined) : db.notes.put({ id: 1, text: 'late' });
    }, 5000);
    await vi.advanceTimersByTimeAsync(5000);
    vi.useRealTimers();
    expect(await result).toBe(1);
  });

  test('an error of the operation itself is not repeated', async () => {
    const store = open();
    let tries = 0;
    const failing = store.run(() => {
      tries += 1;
      return Promise.reject(new RangeError('mine'));
    });
    await expect(failing).rejects.toThrow('mine');
    expect(tries).toBe(1);
  });
});

describe('a browser that does not open the store', () => {
  /** A factory whose first `silent` requests are never answered. */
  function silentFor(silent: number): IDBFactory {
    const real = new IDBFactory();
    let requests = 0;
    const opening = real.open.bind(real);
    real.open = (name, version) => {
      requests += 1;
      return requests <= silent ? (new EventTarget() as IDBOpenDBRequest) : opening(name, version);
    };
    return real;
  }

  test('is asked again after three seconds, three times in all', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = open(1, { ...browser, indexedDB: silentFor(Infinity) });
    const outcome = store.open().then(
      () => 'opened',
      (error: unknown) => error,
    );
    await vi.advanceTimersByTimeAsync(8_999);
    let ended = false;
    void outcome.then(() => (ended = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ name: 'StoreUnavailable', problem: 'no-answer' });
  });

  test('that answers the second time is open', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = open(1, { ...browser, indexedDB: silentFor(1) });
    const opened = store.open();
    await vi.advanceTimersByTimeAsync(3_000);
    vi.useRealTimers();
    await opened;
    await expect(write(store, 1)).resolves.toBe(1);
  });

  test('that has none says so', async () => {
    const store = open(1, {});
    await expect(store.open()).rejects.toMatchObject({ name: 'StoreUnavailable', problem: 'missing' });
  });
});

test('a full device is said to be full, at once, however deep the browser’s error lies', async () => {
  const store = open();
  const full = new DOMException('full', 'QuotaExceededError');
  let tries = 0;
  const operation = () => {
    tries += 1;
    return Promise.reject(Object.assign(new Error('abort'), { name: 'AbortError', inner: full }));
  };
  await expect(store.run(operation)).rejects.toThrow(StoreFull);
  expect(tries).toBe(1);
});

test('every write asks the browser for strict durability', async () => {
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const store = open();
  await store.run((db) => db.transaction('rw', db.notes, () => db.notes.put({ id: 1, text: 'kept' })));
  await write(store, 2);
  const writes = asked.mock.calls.filter(([, mode]) => mode === 'readwrite');
  asked.mockRestore();
  expect(writes.map(([, , options]) => options?.durability)).toEqual(['strict', 'strict']);
});

test('what run returns has been committed: it resolves after the transaction’s complete event', async () => {
  const store = open();
  const order: string[] = [];
  await store.run((db) =>
    db.transaction('rw', db.notes, async (transaction) => {
      transaction.on('complete', () => order.push('complete'));
      await db.notes.put({ id: 1, text: 'kept' });
      order.push('put');
    }),
  );
  order.push('run resolved');
  expect(order).toEqual(['put', 'complete', 'run resolved']);
});

test('a closed store refuses', async () => {
  const store = open();
  await store.open();
  store.close();
  await expect(write(store, 1)).rejects.toThrow(StoreUnavailable);
});
