import { installedVersion } from '../installed-version.ts';
import { OPEN_MS, UPGRADE_MS } from '../patience.ts';
import type { Connection, Place } from '../store.ts';
import { StoreTooNew, StoreUnavailable } from '../store-problem.ts';
import { Table } from './table.ts';

/** Brings a database one version further. */
export type Upgrade = (db: IDBDatabase, transaction: IDBTransaction) => void;

/** The browser counts versions in tenths of ours: 10 is version 1, and 11 to 19 were repairs of the same form. */
const TENTHS = 10;
/** What was begun on a connection that is closed ends by itself; after so long the browser has forgotten it. */
export const FORGOTTEN_MS = 2_000;

/** An open database whose transactions are strictly durable and end with their work. */
export class StrictConnection<Tables> implements Connection {
  readonly #db: IDBDatabase;
  #isOpen = true;
  /** Ends the wait for each transaction that is under way. */
  readonly #underWay = new Set<() => void>();

  constructor(db: IDBDatabase, onVersionChange: Place['onVersionChange']) {
    this.#db = db;
    db.onclose = () => this.close();
    db.onversionchange = ({ newVersion }) => {
      onVersionChange(newVersion);
      this.close();
    };
  }

  isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    this.#isOpen = false;
    this.#db.close();
    if (this.#underWay.size === 0) return;
    setTimeout(() => {
      for (const lose of this.#underWay) lose();
    }, FORGOTTEN_MS);
  }

  /**
   * One transaction over the tables named. Gives what `work` gives once the transaction has completed, which is when a
   * power cut no longer takes it; when `work` or the browser fails, nothing was written and it throws. `work` may say by
   * `last` that it asks nothing more: then the browser need not first tell how the last requests went.
   *
   * Throws an AbortError when the connection is gone and the browser says nothing more: Chromium, over a damaged file, ends
   * a connection without ending what was under way on it. Whether that was written is then not known.
   */
  transact<Name extends keyof Tables & string, R>(
    mode: 'readonly' | 'readwrite',
    names: readonly Name[],
    work: (tables: Pick<Tables, Name>, last: () => void) => R | PromiseLike<R>,
  ): Promise<R> {
    return new Promise((resolve, reject) => {
      const lose = (): void => reject(new DOMException('', 'AbortError'));
      this.#underWay.add(lose);
      this.#transact(mode, names, work)
        .then(resolve, reject)
        .finally(() => this.#underWay.delete(lose));
    });
  }

  async #transact<Name extends keyof Tables & string, R>(
    mode: 'readonly' | 'readwrite',
    names: readonly Name[],
    work: (tables: Pick<Tables, Name>, last: () => void) => R | PromiseLike<R>,
  ): Promise<R> {
    const transaction = this.#db.transaction(names, mode, { durability: 'strict' });
    const completed = new Promise<boolean>((resolve) => {
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => resolve(false);
    });
    const tables = names.map((name) => [name, new Table(transaction.objectStore(name))]);
    let result: R;
    try {
      result = await work(Object.fromEntries(tables) as Pick<Tables, Name>, () => endEarly(transaction));
    } catch (error) {
      giveUp(transaction);
      await completed;
      // A full disk shows as the transaction's own error; its requests then only say that they were given up.
      throw transaction.error ?? error;
    }
    if (await completed) return result;
    throw transaction.error ?? new DOMException('', 'AbortError');
  }
}

/** Browsers of before 2021 end it by themselves only. */
function endEarly(transaction: IDBTransaction): void {
  if ('commit' in transaction) transaction.commit();
}

function giveUp(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, or is about to.
  }
}

/** Opens a database that `upgrades`, one for each version that ever shipped, bring to the form of this build. */
export async function connectStrictly<Tables>(
  place: Place,
  upgrades: readonly Upgrade[],
): Promise<StrictConnection<Tables>> {
  const { name, factory } = place;
  try {
    return new StrictConnection(await open(place, upgrades, upgrades.length * TENTHS), place.onVersionChange);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'VersionError')) throw error;
  }
  const found = await installedVersion(factory, name);
  if (Math.floor(found / TENTHS) > upgrades.length) throw new StoreTooNew(name);
  return new StrictConnection(await open(place, upgrades, found), place.onVersionChange);
}

function open({ name, factory }: Place, upgrades: readonly Upgrade[], version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, version);
    let problem: 'no-answer' | 'blocked' = 'no-answer';
    let isLate = false;
    const tooLate = () => {
      isLate = true;
      reject(new StoreUnavailable(name, problem));
    };
    let timer = setTimeout(tooLate, OPEN_MS);
    request.onblocked = () => (problem = 'blocked');
    request.onupgradeneeded = ({ oldVersion }) => {
      clearTimeout(timer);
      if (!isLate) timer = setTimeout(tooLate, oldVersion > 0 ? UPGRADE_MS : OPEN_MS);
      const missing = upgrades.slice(Math.floor(oldVersion / TENTHS));
      for (const upgrade of missing) upgrade(request.result, request.transaction!);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      if (isLate) request.result.close();
      else resolve(request.result);
    };
    request.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      const { error } = request;
      reject(error?.name === 'VersionError' ? error : new StoreUnavailable(name, 'failed', error));
    };
  });
}
