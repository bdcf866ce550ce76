import { Dexie } from 'dexie';
import {
  isConnectionLost,
  isFull,
  StoreDeleted,
  StoreFull,
  StoreTooNew,
  StoreUnavailable,
} from './store-problem.ts';

/** Where the database lives; tests bring their own. */
export interface StoreOptions {
  readonly name?: string;
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

export interface StoreForm {
  /** Highest schema version this build knows. */
  readonly version: number;
  /** Declares every shipped schema version. */
  readonly declare: (db: Dexie) => void;
  /** May this tab make the database anew after another tab deleted it? */
  readonly whenDeleted: 'make-anew' | 'stay-closed';
}

const ATTEMPTS = 3;
const OPEN_MS = 3_000;
const UPGRADE_MS = 60_000;

/**
 * One database of this device that survives what browsers do to connections. WebKit drops them: the whole operation is
 * then done again on a new connection, so operations must be safe to repeat. Dexie would let an older build write into
 * a newer database: here it is refused. A tab whose database is upgraded by another one lets go and stays closed.
 */
export class Store<Tables> {
  readonly name: string;
  readonly #form: StoreForm;
  readonly #options: StoreOptions;
  #db: (Dexie & Tables) | null = null;
  #opening: Promise<Dexie & Tables> | null = null;
  #ended: 'too-new' | 'deleted' | 'closed' | null = null;
  readonly #endings = new Set<() => void>();

  constructor(name: string, form: StoreForm, options: StoreOptions) {
    this.name = options.name ?? name;
    this.#form = form;
    this.#options = options;
  }

  /**
   * Does `operation` on an open database; on a lost connection up to three times. `timeoutMs` also counts silence as
   * loss. Throws StoreUnavailable, StoreTooNew, StoreDeleted, StoreFull, or what the operation itself throws.
   */
  async run<R>(operation: (db: Dexie & Tables) => PromiseLike<R>, timeoutMs?: number): Promise<R> {
    for (let attempt = 1; ; attempt += 1) {
      this.#refuseIfEnded();
      const db = this.#db?.isOpen() ? this.#db : await this.open();
      try {
        const result = operation(db);
        return await (timeoutMs === undefined ? result : within(timeoutMs, result, this.name));
      } catch (error) {
        this.#refuseIfEnded();
        if (isFull(error)) throw new StoreFull(error);
        const silent = error instanceof StoreUnavailable;
        if (!silent && !isConnectionLost(error)) throw error;
        if (attempt === ATTEMPTS) throw silent ? error : new StoreUnavailable(this.name, 'failed', error);
        this.#letGo(db);
      }
    }
  }

  /** Opens the database unless it is open; three tries of three seconds each. */
  open(): Promise<Dexie & Tables> {
    this.#opening ??= this.#connect().finally(() => (this.#opening = null));
    return this.#opening;
  }

  /** For good: later operations are refused. */
  close(): void {
    this.#ended ??= 'closed';
    if (this.#db) this.#letGo(this.#db);
  }

  /** Calls back once when another tab upgraded or deleted the database, so that the screen can say so. */
  onEnd(callback: () => void): void {
    this.#endings.add(callback);
  }

  async #connect(): Promise<Dexie & Tables> {
    for (let attempt = 1; ; attempt += 1) {
      this.#refuseIfEnded();
      try {
        this.#db = await this.#connectOnce();
        return this.#db;
      } catch (error) {
        if (error instanceof StoreTooNew || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async #connectOnce(): Promise<Dexie & Tables> {
    const factory = this.#options.indexedDB ?? globalThis.indexedDB;
    if (!factory) throw new StoreUnavailable(this.name, 'missing');
    const found = await within(OPEN_MS, installedVersion(factory, this.name), this.name);
    this.#refuseNewer(found);
    const db = new Dexie(this.name, {
      autoOpen: false,
      chromeTransactionDurability: 'strict',
      cache: 'disabled',
      ...(this.#options.indexedDB && { indexedDB: this.#options.indexedDB }),
      ...(this.#options.IDBKeyRange && { IDBKeyRange: this.#options.IDBKeyRange }),
    }) as Dexie & Tables;
    this.#form.declare(db);
    let blocked = false;
    db.on('blocked', () => (blocked = true));
    db.on('versionchange', (event) => this.#yieldTo(db, event.newVersion));
    const upgrading = found > 0 && found < this.#form.version * 10;
    const opening = db.open();
    try {
      await within(upgrading ? UPGRADE_MS : OPEN_MS, opening, this.name);
    } catch (error) {
      void opening.then(
        () => db.close(),
        () => undefined,
      );
      if (error instanceof StoreUnavailable && !blocked) throw error;
      throw new StoreUnavailable(this.name, blocked ? 'blocked' : 'failed', error);
    }
    try {
      this.#refuseNewer(db.backendDB().version);
    } catch (error) {
      db.close();
      throw error;
    }
    // By itself Dexie would reopen a dropped connection without asking which version is there by now.
    db.open = () => Dexie.Promise.reject(new Dexie.DatabaseClosedError('reopened by the store only'));
    return db;
  }

  /** Dexie counts versions in tenths: 1 is 10 for the browser, and 11..19 are repairs of the same form. */
  #refuseNewer(found: number): void {
    if (Math.floor(found / 10) > this.#form.version) throw new StoreTooNew(this.name);
  }

  /** Another tab wants to upgrade or delete: close, never reopen by itself. `false` keeps Dexie's own answer out. */
  #yieldTo(db: Dexie & Tables, newVersion: number | null): false {
    if (newVersion !== null && newVersion > 0) this.#end('too-new');
    else if (this.#form.whenDeleted === 'stay-closed') this.#end('deleted');
    this.#letGo(db);
    return false;
  }

  #end(why: 'too-new' | 'deleted'): void {
    if (this.#ended) return;
    this.#ended = why;
    for (const callback of this.#endings) callback();
  }

  #letGo(db: Dexie & Tables): void {
    db.close();
    if (this.#db === db) this.#db = null;
  }

  #refuseIfEnded(): void {
    if (this.#ended === 'too-new') throw new StoreTooNew(this.name);
    if (this.#ended === 'deleted') throw new StoreDeleted(this.name);
    if (this.#ended === 'closed') throw new StoreUnavailable(this.name, 'failed');
  }
}

/** The version on disk, 0 when there is no database; leaves no trace of having looked. */
function installedVersion(factory: IDBFactory, name: string): Promise<number> {
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

function within<R>(ms: number, work: PromiseLike<R>, name: string): Promise<R> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreUnavailable(name, 'no-answer')), ms);
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
