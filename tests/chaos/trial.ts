import { Random } from '#cli/demo/random.ts';
import { headlessChromium, requireChromium } from '../tools/chromium.ts';
import type { Lab } from './lab.ts';
import { Oracle } from './oracle.ts';
import type { Answering } from './pages/engine-page-form.ts';
import type { EngineName } from './rigs/browser-group.ts';

/** One run of one fault: everything random in it follows from its seed. */
export class Trial {
  readonly lab: Lab;
  readonly seed: number;
  readonly random: Random;
  readonly oracle = new Oracle();
  /** `slice`: the short form in `npm test`. */
  readonly size: 'full' | 'slice';
  /** What is no failure and yet worth a line: told with the trial's figures. */
  readonly remarks: string[] = [];
  readonly #fault: string;
  readonly #endings: (() => Promise<void>)[] = [];
  #people = 0;

  constructor(lab: Lab, fault: string, seed: number, size: 'full' | 'slice') {
    this.lab = lab;
    this.seed = seed;
    this.size = size;
    this.random = new Random(seed);
    this.#fault = fault;
  }

  /** A person with an answer of their own, who has not sent it yet. */
  person(): Answering {
    this.#people += 1;
    return {
      ticket: `${this.#fault} ${this.seed} ${this.#people}`,
      score: this.random.pick([1, 2, 3, 4] as const),
    };
  }

  /** People who send their answers one after the other. */
  people(count: number): Answering[] {
    return Array.from({ length: count }, () => {
      const person = this.person();
      this.oracle.attempt(person);
      return person;
    });
  }

  /** Does `ending` when the trial is over, however it ends; the last one first. */
  atEnd(ending: () => Promise<void>): void {
    this.#endings.push(ending);
  }

  async end(): Promise<void> {
    for (const ending of this.#endings.splice(0).reverse()) await ending();
  }

  /** Both stores of the browser take turns. */
  get engine(): EngineName {
    return this.seed % 2 === 0 ? 'leveldb' : 'sqlite';
  }

  /** Program of the browser: in a full run the one that people have. */
  get browser(): string {
    return this.size === 'full' ? requireChromium() : headlessChromium();
  }

  /** `full` in a full run, `slice` in the short one. */
  scaled(full: number, slice: number): number {
    return this.size === 'full' ? full : slice;
  }
}
