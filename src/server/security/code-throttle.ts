import { createHmac, randomBytes } from 'node:crypto';
import { Throttle } from './throttle.ts';

const EVERYWHERE = 'everywhere';

/**
 * Slows down guessing at enrolment codes, by network and over all of them. Networks are held as keyed hashes whose key
 * ends with the program. A network without a wrong try never waits for what others do: a tablet with the right code gets
 * in while somebody else guesses.
 */
export class CodeThrottle {
  readonly #salt = randomBytes(32);
  /** Twenty tablets may be enrolled at once; then 1, 2, 4 … seconds, at most a minute. */
  readonly #perNetwork: Throttle;
  /** Three hundred wrong tries an hour, then at most one every few seconds. */
  readonly #overall: Throttle;

  constructor(now: () => number) {
    this.#perNetwork = new Throttle({ free: 20, firstDelay: 1, longestDelay: 60 }, now);
    this.#overall = new Throttle({ free: 300, firstDelay: 1, longestDelay: 5 }, now);
  }

  /** Counts a try as a wrong one until `right` takes it back. Throws `too-many-attempts`. */
  begin(network: string): void {
    const key = this.#keyOf(network);
    this.#perNetwork.check(key);
    if (this.#perNetwork.isKnown(key)) this.#overall.check(EVERYWHERE);
    this.#overall.count(EVERYWHERE);
    this.#perNetwork.count(key);
  }

  /** The code of a try was a real one. */
  right(network: string): void {
    this.#perNetwork.excuse(this.#keyOf(network));
    this.#overall.excuse(EVERYWHERE);
  }

  #keyOf(network: string): string {
    return createHmac('sha256', this.#salt).update(network).digest('base64');
  }
}
