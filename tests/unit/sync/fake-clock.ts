import type { Clock } from '#sync/clock.ts';

/** A clock that moves only when told; the wall clock can jump apart from the time that passes. */
export class FakeClock implements Clock {
  #elapsed = 0;
  #offset: number;
  #timers: { at: number; run: () => void }[] = [];

  constructor(wallClock = Date.parse('2026-08-17T05:00:00.000Z')) {
    this.#offset = wallClock;
  }

  now(): number {
    return this.#offset + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#elapsed + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Somebody sets the device's clock. */
  jump(ms: number): void {
    this.#offset += ms;
  }

  /** How long until each timer that is set. */
  get waits(): number[] {
    return this.#timers.map(({ at }) => at - this.#elapsed).sort((a, b) => a - b);
  }

  advance(ms: number): void {
    const end = this.#elapsed + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.run();
    }
    this.#elapsed = end;
  }
}

const LONGEST_WAIT_MS = 20_000;

/** Waits, without any sleep, until the work under way has made `condition` true; keys work beside the turns of the loop. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + LONGEST_WAIT_MS; performance.now() < end;) {
    if (await condition()) return;
    await nextTurn();
  }
  throw new Error(`It never came true: ${condition.toString()}`);
}

/** After everything that is ready to run now. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
