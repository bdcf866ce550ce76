import { within } from './patience.ts';
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
}

/** A database that was opened. */
export interface Connection {
  /** `false` as soon as somebody closed it: this page, another tab, or the browser. */
  isOpen(): boolean;
  close(): void;
}

/** What a form needs to open its database. */
export interface Place {
  readonly name: string;
  readonly factory: IDBFactory;
  /** Another tab wants to upgrade the database, to that version, or to delete it: `null`. The connection must close. */
  readonly onVersionChange: (newVersion: number | null) => void;
}

export interface StoreForm<Open extends Connection> {
  /** Opens the database in the form of this build. Throws StoreUnavailable or StoreTooNew; then nothing stays open. */
  readonly connect: (place: Place) => Promise<Open>;
  /** May this tab make the database anew after another tab deleted it? */
  readonly whenDeleted: 'make-anew' | 'stay-closed';
}

const ATTEMPTS = 3;

/**
 * One database of this device that survives what browsers do to connections. WebKit drops them: the whole operation is
 * then done again on a new connection, so operations must be safe to repeat. A tab whose database is upgraded by
 * another one lets go and stays closed.
 */
export class Store<Open extends Connection> {
  readonly name: string;
  readonly #form: StoreForm<Open>;
  readonly #options: StoreOptions;
  #db: Open | null = null;
  #opening: Promise<Open> | null = null;
  #ended: 'too-new' | 'deleted' | 'closed' | null = null;
  readonly #endings = new Set<() => void>();
  readonly #onReopened = new Set<() => void>();
  #wasOpen = false;
  #reopenings = 0;

  constructor(name: string, form: StoreForm<Open>, options: StoreOptions) {
    this.name = options.name ?? name;
    this.#form = form;
    this.#options = options;
  }

  /**
   * Does `operation` on an open database; on a lost connection up to three times. `timeoutMs` also counts silence as
   * loss. Throws StoreUnavailable, StoreTooNew, StoreDeleted, StoreFull, or what the operation itself throws.
   */
  async run<R>(operation: (db: Open) => PromiseLike<R>, timeoutMs?: number): Promise<R> {
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
  open(): Promise<Open> {
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

  /**
   * Calls back whenever a connection that was lost has been replaced. Chromium closes one over a damaged file, and repairs
   * the file as far as it can before it opens the next: what comes back may be less than there was.
   */
  onReopened(callback: () => void): void {
    this.#onReopened.add(callback);
  }

  /** How many lost connections have been replaced: what was read before the last one may not be there any more. */
  get reopenings(): number {
    return this.#reopenings;
  }

  async #connect(): Promise<Open> {
    const factory = this.#options.indexedDB ?? globalThis.indexedDB;
    if (!factory) throw new StoreUnavailable(this.name, 'missing');
    const onVersionChange: Place['onVersionChange'] = (newVersion) => this.#yieldTo(newVersion);
    for (let attempt = 1; ; attempt += 1) {
      this.#refuseIfEnded();
      try {
        this.#db = await this.#form.connect({ name: this.name, factory, onVersionChange });
        if (this.#wasOpen) this.#noteReopening();
        this.#wasOpen = true;
        return this.#db;
      } catch (error) {
        // Another request would only wait behind one that another tab blocks.
        const isBlocked = error instanceof StoreUnavailable && error.problem === 'blocked';
        if (error instanceof StoreTooNew || isBlocked || attempt === ATTEMPTS) throw error;
      }
    }
  }

  #noteReopening(): void {
    this.#reopenings += 1;
    for (const callback of this.#onReopened) callback();
  }

  #yieldTo(newVersion: number | null): void {
    if (newVersion !== null && newVersion > 0) this.#end('too-new');
    else if (this.#form.whenDeleted === 'stay-closed') this.#end('deleted');
  }

  #end(why: 'too-new' | 'deleted'): void {
    if (this.#ended) return;
    this.#ended = why;
    for (const callback of this.#endings) callback();
  }

  #letGo(db: Open): void {
    db.close();
    if (this.#db === db) this.#db = null;
  }

  #refuseIfEnded(): void {
    if (this.#ended === 'too-new') throw new StoreTooNew(this.name);
    if (this.#ended === 'deleted') throw new StoreDeleted(this.name);
    if (this.#ended === 'closed') throw new StoreUnavailable(this.name, 'failed');
  }
}
