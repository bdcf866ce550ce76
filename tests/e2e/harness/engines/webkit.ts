import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { findWebKit } from '../../../tools/engines.ts';
import { freePorts } from '../endpoint.ts';
import type { Engine, Running, Size, Tab } from './engine.ts';
import { WebDriverSession } from './webdriver.ts';

const BROWSER = fileURLToPath(new URL('webkit-browser.gjs', import.meta.url));

/** WebKit as GNOME's browsers have it, through its own WebDriver, on a screen of memory. */
export const WEBKIT: Engine = {
  name: 'WebKitGTK',
  missing: () => {
    const found = findWebKit();
    return 'missing' in found ? found.missing : null;
  },
  start,
};

async function start(profile: string, size: Size, fault: (line: string) => void): Promise<Running> {
  const found = findWebKit();
  if ('missing' in found) throw new Error(`WebKitGTK cannot be driven: ${found.missing}.`);
  const { driver, gjs, xvfb } = found.programs;
  const screen = spawn(xvfb, ['-displayfd', '1', '-screen', '0', '1600x1600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [display] = (await once(screen.stdout, 'data')) as [Buffer];
  const [port] = await freePorts(1);
  const program = spawn(driver, [`--port=${port}`], {
    env: {
      ...process.env,
      DISPLAY: `:${display.toString().trim()}`,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      TZ: 'Asia/Jakarta',
      XDG_CACHE_HOME: `${profile}/cache`,
      XDG_DATA_HOME: `${profile}/data`,
      XDG_CONFIG_HOME: `${profile}/config`,
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  createInterface(program.stdout).on('line', (line) => {
    if (/^CONSOLE (?:JS|SECURITY) ERROR/.test(line)) fault(line);
  });
  const options = { binary: gjs, args: ['-m', BROWSER, profile, String(size.width), String(size.height)] };
  const address = `http://127.0.0.1:${port}`;
  await vi.waitFor(() => fetch(`${address}/status`), { timeout: 20_000, interval: 50 });
  const session = await WebDriverSession.begin(address, { 'webkitgtk:browserOptions': options });
  return {
    tab: new WebKitTab(session),
    close: async () => {
      await session.end();
      await ended(program);
      await ended(screen);
    },
  };
}

/** Resolves when the program and all that it started have let go of their output, so that nobody writes any more. */
async function ended(program: ChildProcess): Promise<void> {
  const gone = once(program, 'close');
  program.kill();
  await gone;
}

class WebKitTab implements Tab {
  readonly #session: WebDriverSession;

  constructor(session: WebDriverSession) {
    this.#session = session;
  }

  goto(url: string): Promise<void> {
    return this.#session.goto(url);
  }

  reload(): Promise<void> {
    return this.#session.reload();
  }

  evaluate<A extends readonly unknown[], R>(run: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    return this.#session.evaluate(`(${run.toString()})(...${JSON.stringify(args)})`);
  }

  tap(where: string): Promise<void> {
    return this.#session.click(where);
  }

  type(where: string, text: string): Promise<void> {
    return this.#session.type(where, text);
  }

  screenshot(): Promise<Uint8Array> {
    return this.#session.screenshot();
  }
}
