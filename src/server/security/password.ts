import { Problem } from '../http/problem.ts';
import { hashPassword, isPassword, NOBODYS_PASSWORD } from '../storage/password-hash.ts';

export interface Hashing {
  hash(password: string): Promise<string>;
  isPassword(password: string, hashed: string): Promise<boolean>;
}

const ARGON2: Hashing = { hash: hashPassword, isPassword };

/** Hashes at work at once (each holds 19 MiB) and how many may wait for their turn. */
const AT_ONCE = 2;
const WAITING = 30;

/** Works on passwords a few at a time, so that a burst of sign-ins cannot eat the memory. */
export class Passwords {
  readonly #hashing: Hashing;
  #running = 0;
  readonly #queue: (() => void)[] = [];

  constructor(hashing: Hashing = ARGON2) {
    this.#hashing = hashing;
  }

  hash(password: string): Promise<string> {
    return this.#inTurn(() => this.#hashing.hash(password));
  }

  /** Whether the password is the hashed one. `null` stands for an account that does not exist: `false`, as slowly. */
  async verify(password: string, hashed: string | null): Promise<boolean> {
    const same = await this.#inTurn(() => this.#hashing.isPassword(password, hashed ?? NOBODYS_PASSWORD));
    return same && hashed !== null;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < AT_ONCE) this.#running += 1;
    else if (this.#queue.length >= WAITING) throw new Problem('busy', 'Too many sign-ins at once.', 5);
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
