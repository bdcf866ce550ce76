import puppeteer from 'puppeteer-core';
import type { Page } from 'puppeteer-core';
import { findFirefox } from '../../../tools/engines.ts';
import type { Engine, Running, Size, Tab } from './engine.ts';

/** Firefox through WebDriver BiDi, without a window. */
export const FIREFOX: Engine = {
  name: 'Firefox',
  missing: () => {
    const found = findFirefox();
    return 'missing' in found ? found.missing : null;
  },
  start,
};

async function start(profile: string, size: Size, fault: (line: string) => void): Promise<Running> {
  const found = findFirefox();
  if ('missing' in found) throw new Error(`Firefox cannot be driven: ${found.missing}.`);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: found.programs.firefox,
    userDataDir: profile,
    headless: true,
    env: { ...process.env, TZ: 'Asia/Jakarta' },
    extraPrefsFirefox: { 'intl.accept_languages': 'id-ID, id' },
  });
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.setViewport(size);
  page.on('pageerror', (error) => fault(`uncaught: ${String(error)}`));
  page.on('console', (message) => {
    if (message.text().startsWith('policy: ')) fault(message.text());
  });
  // Firefox tells breaches of the policy to the page and to a person's console only.
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return { tab: new FirefoxTab(page), close: () => browser.close() };
}

class FirefoxTab implements Tab {
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
    const call = `(${run.toString()})(...${JSON.stringify(args)})`;
    return this.#page.evaluate(call) as Promise<R>;
  }

  async tap(where: string): Promise<void> {
    await this.#page.locator(selector(where)).setTimeout(5000).click();
  }

  async type(where: string, text: string): Promise<void> {
    await this.#page.type(selector(where), text);
  }

  screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }
}

function selector(where: string): string {
  return where.startsWith('//') ? `::-p-xpath(${where})` : where;
}
