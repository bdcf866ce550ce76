/**
 * Why the store could not be used: `missing` this browser has none (or forbids it here); `blocked` another tab holds an
 * older version; `no-answer` the browser did not answer in time; `failed` it answered with an error (see `cause`).
 */
export type StoreProblem = 'missing' | 'blocked' | 'no-answer' | 'failed';

/** The store of this device cannot be used now; nothing was written. Trying again later is safe. */
export class StoreUnavailable extends Error {
  readonly database: string;
  readonly problem: StoreProblem;
  constructor(database: string, problem: StoreProblem, cause?: unknown) {
    super(`The store "${database}" of this browser cannot be used (${problem}).`, { cause });
    this.name = 'StoreUnavailable';
    this.database = database;
    this.problem = problem;
  }
}

/** A newer build has already changed the store's form: this one must not write. Reloading the page fetches that build. */
export class StoreTooNew extends Error {
  readonly database: string;
  constructor(database: string) {
    super(`The store "${database}" belongs to a newer version of this app. Reload the page to get it.`);
    this.name = 'StoreTooNew';
    this.database = database;
  }
}

/** The store was deleted while this tab had it open (sign-out in another tab); this tab may not make it anew. */
export class StoreDeleted extends Error {
  readonly database: string;
  constructor(database: string) {
    super(`The store "${database}" was deleted by another tab.`);
    this.name = 'StoreDeleted';
    this.database = database;
  }
}

/** The device has no room left for what was to be stored; nothing was written. */
export class StoreFull extends Error {
  constructor(cause: unknown) {
    super('This device has no room left to store anything. Free some space, then try again.', { cause });
    this.name = 'StoreFull';
  }
}

const LOST = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'UnknownError',
  'OpenFailedError',
  'AbortError',
]);

/** The connection, not the operation, failed: reopening and doing the whole operation again can help. */
export function isConnectionLost(error: unknown): boolean {
  return namesOf(error).some((name) => LOST.has(name)) && !isFull(error);
}

export function isFull(error: unknown): boolean {
  return namesOf(error).includes('QuotaExceededError');
}

/** Dexie wraps the browser's error in `inner`; both names count. */
function namesOf(error: unknown): string[] {
  const names: string[] = [];
  let current: unknown = error;
  while (typeof current === 'object' && current !== null && names.length < 5) {
    if ('name' in current && typeof current.name === 'string') names.push(current.name);
    current = 'inner' in current ? current.inner : undefined;
  }
  return names;
}
