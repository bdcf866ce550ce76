import type { Clock } from './clock.ts';

/** Runs work while nobody else of the same name runs theirs. */
export type Exclusive = <R>(work: () => Promise<R>) => Promise<R>;

/** A tab that holds the lock for longer is frozen; then its turn is over. */
export const LONGEST_TURN_MS = 90_000;

/**
 * One sender per device, over all tabs, by Web Lock. It saves requests; it is not what keeps responses single, so where
 * locks are missing each tab only waits for itself, and a lock that a frozen tab holds is not waited for for ever.
 */
export function oneSender(
  name: string,
  clock: Clock,
  locks: LockManager | null | undefined = globalThis.navigator?.locks,
): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(() => (locks ? holding(locks, name, clock, work) : work()));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function holding<R>(
  locks: LockManager,
  name: string,
  clock: Clock,
  work: () => Promise<R>,
): Promise<R> {
  const abort = new AbortController();
  const stopTimer = clock.after(LONGEST_TURN_MS, () => abort.abort());
  let granted = false;
  try {
    return await locks.request(name, { signal: abort.signal }, () => {
      granted = true;
      stopTimer();
      return work();
    });
  } catch (error) {
    if (granted) throw error;
    return work();
  } finally {
    stopTimer();
  }
}
