import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium, requireChromium } from '../../../tools/chromium.ts';
import type { Engine, Running, Size, Tab } from './engine.ts';

export const CHROMIUM: Engine = {
  name: 'Chromium',
  missing: () => (findChromium() === null ? 'install Chromium or set CHROME_PATH' : null),
  start,
};

async function start(profile: string, size: Size, fault: (line: string) => void): Promise<Running> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: requireChromium(),
    args: [...CHROMIUM_FLAGS],
    viewport: size,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    hasTouch: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => fault(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy|trusted ?(?:type|script|html)/i.test(message.text())) fault(message.text());
  });
  return { tab: new ChromiumTab(page), close: () => context.close() };
}

class ChromiumTab implements Tab {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  evaluate<A extends readonly unknown[], R>(run: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    // Playwright hands over one argument, which it unpacks for us.
    const call = `(${run.toString()})(...${JSON.stringify(args)})`;
    return this.#page.evaluate<R>(call);
  }

  async tap(where: string): Promise<void> {
    await this.#page.locator(where).first().tap({ timeout: 5000 });
  }

  async type(where: string, text: string): Promise<void> {
    await this.#page.locator(where).first().pressSequentially(text);
  }

  screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }
}
