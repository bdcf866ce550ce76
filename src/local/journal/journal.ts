import type { FromJournal, JournalAnswers, JournalRequest, JournalView, ToJournal } from './messages.ts';
import type { JournalRecord } from './record.ts';

/** The way to the journal's worker. */
export interface JournalPort {
  readonly post: (message: ToJournal) => void;
  readonly onMessage: (receive: (message: FromJournal) => void) => void;
  /** The worker could not be loaded, or something in it was not caught. */
  readonly onError: (receive: () => void) => void;
  readonly close: () => void;
}

/** `opfs`: what is thanked is kept a second time. `none`: the promise stands on the database alone. */
export type JournalState = 'opfs' | 'none';

/** Longest time that a thank-you waits for its second copy. */
export const PATIENCE_MS = 500;

interface Asked {
  readonly resolve: (answer: JournalAnswers[keyof JournalAnswers]) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * The second journal of this tab. It is a second copy, so it never fails anybody: where the browser cannot keep it, or
 * does not answer in time, the state says so and everything goes on.
 */
export class Journal {
  readonly #connect: () => JournalPort;
  readonly #patienceMs: number;
  #port: JournalPort | null = null;
  readonly #asked = new Map<number, Asked>();
  #last = 0;
  #late = 0;
  #state: JournalState = 'none';

  /** `connect` starts the worker; it is called when first needed, and again after the worker broke. */
  constructor(connect: () => JournalPort, patienceMs = PATIENCE_MS) {
    this.#connect = connect;
    this.#patienceMs = patienceMs;
  }

  get state(): JournalState {
    return this.#late > 0 ? 'none' : this.#state;
  }

  /** Starts the worker and opens this tab's file, so that nobody has to wait for that when it counts. */
  async prepare(): Promise<JournalState> {
    await this.#write({ kind: 'prepare' });
    return this.state;
  }

  /**
   * Resolves with `opfs` when the record is on the disk, with `none` when it is not and nobody should wait any longer.
   * While an earlier record has not been answered, it does not wait at all.
   */
  async keep(record: JournalRecord): Promise<JournalState> {
    const writing = this.#write({ kind: 'append', records: [record] });
    if (this.#late > 0) return 'none';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), this.#patienceMs);
    });
    const first = await Promise.race([writing, silence]);
    clearTimeout(timer);
    if (first === 'late') {
      this.#late += 1;
      void writing.then(() => (this.#late -= 1));
    }
    return this.state;
  }

  /** The same for records that nobody waits for. */
  async keepAll(records: readonly JournalRecord[]): Promise<JournalState> {
    await this.#write({ kind: 'append', records });
    return this.state;
  }

  /** What all tabs of this browser have written so far; `null` when it cannot be read. */
  look(): Promise<JournalView | null> {
    return this.#try({ kind: 'look' });
  }

  /** Rejects when the worker has ended since `look`: what it does not give may be there all the same. */
  async take(ids: readonly string[]): Promise<readonly JournalRecord[]> {
    return (await this.#ask({ kind: 'take', ids })) as JournalAnswers['take'];
  }

  /** Drops what is `safe`, ids of responses that the office has for good. `now`: milliseconds since 1970. */
  async tidy(safe: readonly string[], now: number): Promise<void> {
    await this.#try({ kind: 'tidy', safe, now });
  }

  close(): void {
    this.#break();
  }

  /** Only what was written tells whether there is a second copy. */
  async #write(request: JournalRequest): Promise<void> {
    this.#state = await this.#ask(request).then(
      () => 'opfs',
      () => 'none',
    );
  }

  async #try<R extends JournalRequest>(request: R): Promise<JournalAnswers[R['kind']] | null> {
    try {
      return (await this.#ask(request)) as JournalAnswers[R['kind']];
    } catch {
      return null;
    }
  }

  #ask(request: JournalRequest): Promise<JournalAnswers[keyof JournalAnswers]> {
    return new Promise((resolve, reject) => {
      this.#port ??= this.#open();
      this.#last += 1;
      this.#asked.set(this.#last, { resolve, reject });
      this.#port.post({ number: this.#last, request });
    });
  }

  #open(): JournalPort {
    const port = this.#connect();
    port.onMessage((message) => this.#receive(message));
    port.onError(() => this.#break());
    return port;
  }

  #receive(message: FromJournal): void {
    const asked = this.#asked.get(message.number);
    this.#asked.delete(message.number);
    if ('problem' in message) asked?.reject(new Error(message.problem));
    else asked?.resolve(message.answer);
  }

  #break(): void {
    this.#port?.close();
    this.#port = null;
    const open = [...this.#asked.values()];
    this.#asked.clear();
    for (const { reject } of open) reject(new Error('The worker of the journal has ended.'));
  }
}
