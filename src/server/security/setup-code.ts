import { Problem } from '../http/problem.ts';
import { freshSecret, matchesHash, secretHash } from './secret.ts';
import { Throttle } from './throttle.ts';

/** The one-time code that proves that whoever sets the office up can read what the program printed. */
export class SetupCode {
  readonly #hash: string;
  readonly #throttle: Throttle;

  /** `told` hears the code once; only its hash stays. */
  constructor(now: () => number, told: (code: string) => void) {
    const code = freshSecret();
    this.#hash = secretHash(code);
    this.#throttle = new Throttle({ free: 5, firstDelay: 1, longestDelay: 60 }, now);
    told(code);
  }

  /** Throws a Problem when the code is wrong or was tried too often. */
  check(code: string): void {
    this.#throttle.begin('code');
    if (!matchesHash(code, this.#hash)) {
      throw new Problem('wrong-setup-code', 'Use the link that the program printed at its last start.');
    }
    this.#throttle.succeeded('code');
  }
}
