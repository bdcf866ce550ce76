import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineName } from '../../../tools/engines.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One page of a browser, as every engine can drive it. `where`: a CSS selector, or XPath when it begins with `//`. */
export interface Tab {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page; it sees nothing but its arguments, which are JSON, as is what it gives back. */
  evaluate<A extends readonly unknown[], R>(run: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** A real press on the first element of this description. */
  tap(where: string): Promise<void>;
  /** Real keys into a field. */
  type(where: string, text: string): Promise<void>;
  /** PNG. */
  screenshot(): Promise<Uint8Array>;
}

/** A started browser. */
export interface Running {
  readonly tab: Tab;
  close(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  /** What to install, or `null` when it can be driven on this machine. */
  missing(): string | null;
  /** `fault` is told each uncaught error and each breach of the content policy. */
  start(profile: string, size: Size, fault: (line: string) => void): Promise<Running>;
}

/** A browser with a profile of its own that outlives it: one person's phone, one tablet. */
export class EngineDevice {
  readonly profile: string;
  readonly #engine: Engine;
  readonly #size: Size;
  readonly #faults: string[] = [];
  #running: Running | null = null;

  private constructor(engine: Engine, size: Size, profile: string) {
    this.#engine = engine;
    this.#size = size;
    this.profile = profile;
  }

  static async open(engine: Engine, size: Size): Promise<EngineDevice> {
    const device = new EngineDevice(engine, size, await mkdtemp(join(tmpdir(), 'skm-engine-')));
    await device.reopen();
    return device;
  }

  get tab(): Tab {
    if (this.#running === null) throw new Error('The browser is closed.');
    return this.#running.tab;
  }

  /** Starts the browser (again) on the same profile. */
  async reopen(): Promise<void> {
    this.#running = await this.#engine.start(this.profile, this.#size, (line) => this.#faults.push(line));
  }

  /** Ends the whole browser; the profile stays for `reopen`. */
  async close(): Promise<void> {
    await this.#running?.close();
    this.#running = null;
  }

  async dispose(): Promise<void> {
    await this.close();
    await rm(this.profile, { recursive: true, force: true });
  }

  /** Since the last call. Every story ends by expecting none. */
  takeFaults(): string[] {
    return this.#faults.splice(0);
  }
}
