import { Problem } from '../http/problem.ts';

export interface ThrottlePolicy {
  /** Wrong tries that cost nothing yet. */
  readonly free: number;
  /** Seconds after the first try beyond; doubles with each further one. */
  readonly firstDelay: number;
  readonly longestDelay: number;
}

interface Tries {
  failed: number;
  /** Milliseconds since 1970. */
  blockedUntil: number;
  lastAt: number;
}

/** A key without a wrong try for so long starts afresh. */
const FORGET_AFTER = 60 * 60 * 1000;
const KEYS_KEPT = 10_000;

/** Slows down guessing: each wrong try beyond the free ones doubles the wait for the next one with the same key. */
export class Throttle {
  readonly #policy: ThrottlePolicy;
  readonly #now: () => number;
  readonly #tries = new Map<string, Tries>();

  constructor(policy: ThrottlePolicy, now: () => number) {
    this.#policy = policy;
    this.#now = now;
  }

  /** Throws `too-many-attempts` while the key has to wait. */
  check(key: string): void {
    const tries = this.#tries.get(key);
    const wait = tries === undefined ? 0 : tries.blockedUntil - this.#now();
    if (wait > 0) throw new Problem('too-many-attempts', 'Wait before the next try.', Math.ceil(wait / 1000));
  }

  /** Whether tries with this key count at present. */
  isKnown(key: string): boolean {
    const tries = this.#tries.get(key);
    return tries !== undefined && tries.failed > 0 && this.#now() - tries.lastAt < FORGET_AFTER;
  }

  /** Counts a try before its outcome is known, so that many at once count as many. */
  begin(key: string): void {
    this.check(key);
    this.count(key);
  }

  /** Counts a try that `check` let through, or that may pass in spite of it. */
  count(key: string): void {
    const now = this.#now();
    const known = this.#tries.get(key);
    const tries =
      known !== undefined && now - known.lastAt < FORGET_AFTER
        ? known
        : { failed: 0, blockedUntil: 0, lastAt: now };
    tries.failed += 1;
    tries.lastAt = now;
    const beyond = tries.failed - this.#policy.free;
    if (beyond > 0) {
      const delay = Math.min(
        this.#policy.firstDelay * 2 ** Math.min(beyond - 1, 20),
        this.#policy.longestDelay,
      );
      tries.blockedUntil = now + delay * 1000;
    }
    this.#tries.delete(key);
    this.#tries.set(key, tries);
    this.#forgetOldest();
  }

  /** The try was right: the key starts afresh. */
  succeeded(key: string): void {
    this.#tries.delete(key);
  }

  /** The try was right, but the key is shared: only this try is taken back. */
  excuse(key: string): void {
    const tries = this.#tries.get(key);
    if (tries === undefined) return;
    tries.failed -= 1;
    tries.blockedUntil = 0;
  }

  #forgetOldest(): void {
    if (this.#tries.size <= KEYS_KEPT) return;
    const oldest = this.#tries.keys().next();
    if (oldest.done !== true) this.#tries.delete(oldest.value);
  }
}
