/** Signs of a person; a finger that scrolls or types is not idle. */
const SIGNS = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const;

export interface IdleRules {
  /** Milliseconds without a sign until the countdown begins. */
  readonly quietMs: number;
  /** Seconds of the countdown. */
  readonly countdown: number;
  /** Seconds left, or `null` when the person is back. */
  readonly onCount: (left: number | null) => void;
  readonly onGone: () => void;
}

/**
 * Notices that the person at the kiosk has left: first a countdown that any sign of life ends, then `onGone`, once.
 * Measured on the monotonic clock, because a tablet's wall clock may jump.
 */
export class IdleWatch {
  readonly #rules: IdleRules;
  readonly #target: EventTarget;
  #timer: ReturnType<typeof setInterval> | null = null;
  #lastSign = 0;
  #left: number | null = null;

  constructor(rules: IdleRules, target: EventTarget = window) {
    this.#rules = rules;
    this.#target = target;
  }

  start(): void {
    this.stop();
    this.#lastSign = performance.now();
    for (const sign of SIGNS) this.#target.addEventListener(sign, this.touch, { passive: true });
    this.#timer = setInterval(() => this.#look(), 250);
  }

  stop(): void {
    for (const sign of SIGNS) this.#target.removeEventListener(sign, this.touch);
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#count(null);
  }

  readonly touch = (): void => {
    this.#lastSign = performance.now();
    this.#count(null);
  };

  #look(): void {
    const quiet = performance.now() - this.#lastSign - this.#rules.quietMs;
    if (quiet < 0) return;
    const left = Math.ceil(this.#rules.countdown - quiet / 1000);
    if (left > 0) return this.#count(left);
    this.stop();
    this.#rules.onGone();
  }

  #count(left: number | null): void {
    if (left === this.#left) return;
    this.#left = left;
    this.#rules.onCount(left);
  }
}
