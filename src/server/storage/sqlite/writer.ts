import type { Connection } from './connection.ts';

interface Job {
  readonly work: () => unknown;
  readonly done: (value: unknown) => void;
  readonly failed: (reason: unknown) => void;
}

/** How long jobs wait for each other at most. */
const LONGEST_WAIT_MS = 8;

/**
 * The one writer of a database. What is asked for while others ask is committed together (one flush of the disk for many
 * requests): as soon as a turn of the event loop brings nothing new, or after some milliseconds. Nobody hears of success
 * before that commit. A job that throws undoes only its own changes.
 */
export class Writer {
  readonly #connection: Connection;
  #waiting: Job[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Runs `work` (synchronous, only database calls) in the next commit; resolves once it is on the disk. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#waiting.length === 0) this.#flushWhenQuiet(1, performance.now());
      this.#waiting.push({ work, done: (value) => resolve(value as T), failed: reject });
    });
  }

  /** A job that comes alone is committed in the next turn. */
  #flushWhenQuiet(known: number, since: number): void {
    setImmediate(() => {
      const now = this.#waiting.length;
      if (now === known || performance.now() - since >= LONGEST_WAIT_MS) this.flush();
      else this.#flushWhenQuiet(now, since);
    });
  }

  /** Commits what is waiting now. */
  flush(): void {
    const jobs = this.#waiting;
    this.#waiting = [];
    if (jobs.length === 0) return;
    const outcomes: (() => void)[] = [];
    try {
      this.#connection.run('BEGIN IMMEDIATE');
      for (const job of jobs) outcomes.push(this.#attempt(job, jobs.length > 1));
      this.#connection.run('COMMIT');
    } catch (reason) {
      this.#undo();
      for (const job of jobs) job.failed(reason);
      return;
    }
    for (const tell of outcomes) tell();
  }

  #attempt(job: Job, shared: boolean): () => void {
    if (!shared) {
      const value = job.work();
      return () => job.done(value);
    }
    this.#connection.run('SAVEPOINT job');
    try {
      const value = job.work();
      this.#connection.run('RELEASE job');
      return () => job.done(value);
    } catch (reason) {
      this.#connection.exec('ROLLBACK TO job; RELEASE job');
      return () => job.failed(reason);
    }
  }

  #undo(): void {
    try {
      this.#connection.exec('ROLLBACK');
    } catch {
      // SQLite has already rolled back by itself (full disk, input/output error): nothing is left to undo.
    }
  }
}
