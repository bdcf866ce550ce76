import { Dexie } from 'dexie';
import type { Table } from 'dexie';
import { forceCloseDatabase, IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectDexie } from '#local/office/dexie-form.ts';
import { Store } from '#local/store.ts';
import { StoreDeleted, StoreFull, StoreTooNew, StoreUnavailable } from '#local/store-problem.ts';
import { freshBrowser } from './fresh.ts';
import { SHELVES, watchedBrowser } from './notebooks.ts';
import type { Browser, Notebook, Shelf } from './notebooks.ts';

/** Its types take the class for the object. */
const forceClose = forceCloseDatabase as unknown as (db: IDBDatabase) => void;

let browser: Browser;
beforeEach(() => {
  browser = watchedBrowser();
  // Dexie says on the console that it would reopen a dropped connection.
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The browser drops the connection in use, without a word. */
const drop = () => browser.connections.at(-1)!.close();

describe.each(SHELVES)('a store $kind', ({ in: shelfIn }) => {
  let open: Shelf;
  beforeEach(() => {
    open = shelfIn(browser);
  });

  describe('and versions of the app', () => {
    test('an older build that meets a newer store refuses to open it and changes nothing', async () => {
      const newer = open(3);
      await newer.write(1);
      newer.close();
      await expect(open(1).write(2)).rejects.toThrow(StoreTooNew);
      expect(await open(3).readAll()).toEqual([{ id: 1, text: 'note 1' }]);
      expect(browser.connections.at(-1)!.version).toBe(30);
    });

    test('a repair within the same version is no newer build', async () => {
      const repaired = new Dexie('notes', { indexedDB: browser.indexedDB });
      repaired.version(1.1).stores({ notes: 'id' });
      await repaired.open();
      repaired.close();
      const store = open(1);
      await store.write(1);
      expect(await store.readAll()).toHaveLength(1);
    });

    test('a newer build brings the store to its form, with everything in it', async () => {
      const old = open(1);
      await old.write(1);
      old.close();
      expect(await open(3).readAll()).toHaveLength(1);
      expect(browser.connections.at(-1)!.objectStoreNames.length).toBeGreaterThan(1);
    });

    test('an old tab lets go for a new one, stays closed and says so', async () => {
      const old = open(1);
      await old.write(1);
      let told = 0;
      old.onEnd(() => (told += 1));
      const fresh = open(2);
      await fresh.write(2);
      expect(told).toBe(1);
      await expect(old.write(3)).rejects.toThrow(StoreTooNew);
      await expect(old.readAll()).rejects.toThrow('Reload');
      expect(await fresh.readAll()).toHaveLength(2);
    });

    test('an old tab whose connection was dropped unseen asks again which version is there', async () => {
      const old = open(1);
      await old.write(1);
      drop();
      await open(2).write(2);
      await expect(old.write(3)).rejects.toThrow(StoreTooNew);
    });
  });

  describe('deleted by another tab', () => {
    const deleteIt = () =>
      new Promise<void>((resolve, reject) => {
        const request = browser.indexedDB.deleteDatabase('notes');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error ?? new Error());
      });

    test('is made anew where a survey must go on', async () => {
      const store = open();
      await store.write(1);
      await deleteIt();
      await store.write(2);
      expect(await store.readAll()).toEqual([{ id: 2, text: 'note 2' }]);
    });

    test('stays deleted where somebody signed out', async () => {
      const store = open(1, 'stay-closed');
      await store.write(1);
      await deleteIt();
      await expect(store.write(2)).rejects.toThrow(StoreDeleted);
      expect(await browser.indexedDB.databases()).toEqual([]);
    });
  });

  describe('in a browser that drops its connection', () => {
    test('does the whole operation again on a new one', async () => {
      const store = open();
      await store.write(1);
      let tries = 0;
      await store.run((write) => {
        tries += 1;
        if (tries < 3) drop();
        return write({ id: 7, text: 'again' });
      });
      expect(tries).toBe(3);
      expect(await store.readAll()).toContainEqual({ id: 7, text: 'again' });
    });

    test('is opened again when the browser says that it closed it, and says so', async () => {
      const store = open();
      const onReopened = vi.fn();
      store.onReopened(onReopened);
      await store.write(1);
      const before = browser.connections.length;
      forceClose(browser.connections.at(-1)!);
      expect(onReopened).not.toHaveBeenCalled();
      await store.write(2);
      expect(onReopened).toHaveBeenCalledTimes(1);
      expect(browser.connections.length).toBeGreaterThan(before);
      expect(await store.readAll()).toHaveLength(2);
    });

    test('is said to be unavailable after three times, with the cause', async () => {
      const store = open();
      let tries = 0;
      const operation = () => {
        tries += 1;
        return Promise.reject(
          new DOMException('Connection to Indexed Database server lost.', 'UnknownError'),
        );
      };
      await expect(store.run(operation)).rejects.toMatchObject({
        name: 'StoreUnavailable',
        problem: 'failed',
        cause: { name: 'UnknownError' },
      });
      expect(tries).toBe(3);
      await store.write(1);
    });

    test('tries an operation that is never answered again after its time', async () => {
      const store = open();
      await store.open();
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      let tries = 0;
      const result = store.run((write) => {
        tries += 1;
        return tries === 1 ? new Promise<void>(() => undefined) : write({ id: 1, text: 'late' });
      }, 5000);
      await vi.advanceTimersByTimeAsync(5000);
      vi.useRealTimers();
      await result;
      expect(await store.readAll()).toEqual([{ id: 1, text: 'late' }]);
    });

    test('does not repeat an error of the operation itself', async () => {
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

  describe('in a browser that does not open it', () => {
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

    test('asks again after three seconds, three times in all', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const outcome = outcomeOf(open(1, 'make-anew', { indexedDB: silentFor(Infinity) }));
      await vi.advanceTimersByTimeAsync(8_999);
      let ended = false;
      void outcome.then(() => (ended = true));
      await vi.advanceTimersByTimeAsync(0);
      expect(ended).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(await outcome).toMatchObject({ name: 'StoreUnavailable', problem: 'no-answer' });
    });

    test('is open when it answers the second time', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const store = open(1, 'make-anew', { indexedDB: silentFor(1) });
      const opened = store.open();
      await vi.advanceTimersByTimeAsync(3_000);
      vi.useRealTimers();
      await opened;
      await store.write(1);
      expect(await store.readAll()).toHaveLength(1);
    });

    test('says that another tab with an older build holds it', async () => {
      const older = browser.indexedDB.open('notes', 5);
      await new Promise((resolve) => (older.onsuccess = resolve));
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const outcome = outcomeOf(open());
      while (browser.blocked.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await outcome).toMatchObject({ name: 'StoreUnavailable', problem: 'blocked' });
      older.result.close();
    });

    test('says that there is none', async () => {
      vi.stubGlobal('indexedDB', undefined);
      const { indexedDB: _none, ...without } = browser;
      const outcome = outcomeOf(shelfIn(without)());
      expect(await outcome).toMatchObject({ name: 'StoreUnavailable', problem: 'missing' });
      vi.unstubAllGlobals();
    });
  });

  test('asks the browser for strict durability in every write', async () => {
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const store = open();
    await store.write(1);
    await store.write(2);
    const writes = asked.mock.calls.filter(([, mode]) => mode === 'readwrite');
    asked.mockRestore();
    expect(writes.map(([, , options]) => options?.durability)).toEqual(['strict', 'strict']);
  });

  test('that was closed refuses', async () => {
    const store = open();
    await store.open();
    store.close();
    await expect(store.write(1)).rejects.toThrow(StoreUnavailable);
  });
});

function outcomeOf(store: Notebook): Promise<unknown> {
  return store.open().then(
    () => 'opened',
    (error: unknown) => error,
  );
}

test('looking whether a store exists leaves no trace', async () => {
  const { indexedDB } = watchedBrowser();
  const store = SHELVES[0]!.in({ indexedDB })();
  vi.spyOn(Dexie.prototype, 'open').mockImplementation(() => Dexie.Promise.reject(new Error('not now')));
  await expect(store.open()).rejects.toThrow(StoreUnavailable);
  expect(await indexedDB.databases()).toEqual([]);
});

test('a full device is said to be full, at once, however deep the browser’s error lies', async () => {
  const store = SHELVES[0]!.in(browser)();
  const full = new DOMException('full', 'QuotaExceededError');
  let tries = 0;
  const operation = () => {
    tries += 1;
    return Promise.reject(Object.assign(new Error('abort'), { name: 'AbortError', inner: full }));
  };
  await expect(store.run(operation)).rejects.toThrow(StoreFull);
  expect(tries).toBe(1);
});

test('what a write of the office gives has been committed', async () => {
  const { indexedDB, IDBKeyRange } = freshBrowser();
  const schema = { version: 1, declare: (db: Dexie) => void db.version(1).stores({ notes: 'id' }) };
  const connect = connectDexie<{ notes: Table<{ id: number }, number> }>(schema, IDBKeyRange);
  const store = new Store('notes', { connect, whenDeleted: 'make-anew' }, { indexedDB });
  const order: string[] = [];
  await store.run((db) =>
    db.transaction('rw', db.notes, async (transaction) => {
      transaction.on('complete', () => order.push('complete'));
      await db.notes.put({ id: 1 });
      order.push('put');
    }),
  );
  order.push('run resolved');
  expect(order).toEqual(['put', 'complete', 'run resolved']);
});
