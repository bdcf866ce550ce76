import { readdirSync, readFileSync } from 'node:fs';

/**
 * The most memory that a page of a browser held: its process's own pages (not the program's, which all share), looked at
 * every tenth of a second. `profile`: folder by which the browser is known among the running programs. Linux only.
 */
export class PageMemory {
  readonly #watch: ReturnType<typeof setInterval>;
  #peak = 0;

  constructor(profile: string) {
    const look = (): void => {
      this.#peak = Math.max(this.#peak, ...pagesOf(profile).map(ownMegabytes));
    };
    this.#watch = setInterval(look, 100);
  }

  /** Megabytes until now; ends the watch. */
  peak(): number {
    clearInterval(this.#watch);
    return this.#peak;
  }
}

/** Processes that draw pages, of the browser with this profile. */
function pagesOf(profile: string): number[] {
  const commands = new Map<number, string>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) commands.set(Number(name), read(name, 'cmdline').replaceAll('\0', ' '));
  }
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parentOf(at)) {
      if (commands.get(at)?.includes(`--user-data-dir=${profile}`)) return true;
    }
    return false;
  };
  return [...commands].flatMap(([pid, command]) =>
    command.includes('--type=renderer') && isOurs(pid) ? [pid] : [],
  );
}

function parentOf(pid: number): number | undefined {
  const found = /^PPid:\s+(\d+)/m.exec(read(pid, 'status'));
  return found === null ? undefined : Number(found[1]);
}

function ownMegabytes(pid: number): number {
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(read(pid, 'status'))?.[1] ?? 0) / 1024;
}

/** Empty when the process is gone. */
function read(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
