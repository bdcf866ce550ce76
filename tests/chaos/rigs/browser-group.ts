import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { CHROMIUM_FLAGS } from '../../tools/chromium.ts';
import { Cdp } from './cdp.ts';

/** The two stores that Chromium can put under IndexedDB. */
export const ENGINES = {
  leveldb: [],
  sqlite: ['--enable-features=IdbSqliteBackingStore'],
} as const satisfies Record<string, readonly string[]>;
export type EngineName = keyof typeof ENGINES;

const FLAGS = ['--headless', '--remote-debugging-pipe', '--disable-breakpad', '--window-size=820,1180'];
const LONGEST_END_MS = 10_000;

/** A Chromium in a process group of its own, so that all of it can be ended at one moment. */
export class BrowserGroup {
  readonly cdp: Cdp;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  }

  /** `program`: path of a Chromium. */
  static async start(program: string, profile: string, engine: EngineName): Promise<BrowserGroup> {
    const args = [...FLAGS, ...CHROMIUM_FLAGS, ...ENGINES[engine], `--user-data-dir=${profile}`];
    const child = spawn(program, [...args, 'about:blank'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const group = new BrowserGroup(child);
    // In a group of its own it would outlive whoever started it.
    const endWithUs = (): boolean => process.kill(-group.#pid, 'SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => {
      process.off('exit', endWithUs);
      group.cdp.end();
    });
    await group.cdp.send('Target.setDiscoverTargets', { discover: true });
    return group;
  }

  /** Ends every process of it at once, without any warning. */
  async kill(): Promise<void> {
    this.cdp.end();
    await this.#end(() => process.kill(-this.#pid, 'SIGKILL'));
  }

  /** Ends it as a person does who closes the window. */
  async close(): Promise<void> {
    await this.#end(() => void this.cdp.send('Browser.close').catch(() => undefined));
  }

  get #pid(): number {
    if (this.#child.pid === undefined) throw new Error('The browser did not start.');
    return this.#child.pid;
  }

  async #end(how: () => void): Promise<void> {
    if (!this.#isOver()) {
      const exit = once(this.#child, 'exit');
      how();
      await exit;
    }
    const deadline = performance.now() + LONGEST_END_MS;
    while (membersOf(this.#pid).length > 0) {
      if (performance.now() > deadline) throw new Error('A process of the browser does not end.');
      await pause(5);
    }
  }

  #isOver(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

/** Processes of a group that still run; where the system does not list processes, none is known. */
function membersOf(group: number): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isMember(name, group));
  } catch {
    return [];
  }
}

function isMember(pid: string, group: number): boolean {
  try {
    // pid (name) state parent group …; a name may hold spaces and brackets.
    const [state, , of] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return Number(of) === group && state !== 'Z';
  } catch {
    return false;
  }
}
