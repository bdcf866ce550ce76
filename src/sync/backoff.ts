/** First wait at most 1 s, then doubling, never above 5 minutes. */
export const BASE_MS = 1_000;
export const CAP_MS = 5 * 60 * 1_000;
/** A longer `retryAfter` is not believed. */
const LONGEST_RETRY_AFTER_MS = 60 * 60 * 1_000;

/**
 * Milliseconds to wait after the `failures`-th failure in a row (1, 2, …): anywhere between 0 and the doubling bound
 * ("full jitter"), so that a thousand tablets that failed together do not come back together. What the endpoint asked
 * for is waited first. `random`: 0 ≤ x < 1.
 */
export function backoffMs(failures: number, retryAfterMs: number | null, random: () => number): number {
  const bound = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures - 1, 30));
  return floorMs(retryAfterMs) + Math.round(random() * bound);
}

/** The part of the wait that no trigger cuts short: what the endpoint asked for. */
export function floorMs(retryAfterMs: number | null): number {
  return Math.min(Math.max(0, retryAfterMs ?? 0), LONGEST_RETRY_AFTER_MS);
}
