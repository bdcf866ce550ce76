import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, BrowserContextOptions, Page, Route } from 'playwright-core';
import { CHROMIUM_FLAGS, headlessChromium } from '../../tools/chromium.ts';

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const SIZES = {
  phone: { width: 360, height: 740 },
  smallPhone: { width: 320, height: 568 },
  tablet: { width: 820, height: 1180 },
  tabletLandscape: { width: 1180, height: 820 },
  laptop: { width: 1440, height: 900 },
} as const;

const cut = (route: Route): Promise<void> => route.abort('internetdisconnected');

export interface DeviceOptions extends BrowserContextOptions {
  /** Flags of Chromium on top of those of every test. */
  readonly flags?: readonly string[];
  /** Path of a Chromium; left out: one that needs no window. */
  readonly program?: string;
}

/** A browser with a profile of its own on disk: one person's phone, one tablet, one laptop. */
export class Device {
  readonly profile: string;
  readonly #options: DeviceOptions;
  readonly #faults: string[] = [];
  #context: BrowserContext | null = null;

  private constructor(profile: string, options: DeviceOptions) {
    this.profile = profile;
    this.#options = options;
  }

  static async open(options: DeviceOptions = {}): Promise<Device> {
    const device = new Device(await mkdtemp(join(tmpdir(), 'skm-profile-')), {
      viewport: SIZES.phone,
      locale: 'id-ID',
      timezoneId: 'Asia/Jakarta',
      ...options,
    });
    await device.reopen();
    return device;
  }

  get context(): BrowserContext {
    if (this.#context === null) throw new Error('The browser is closed.');
    return this.#context;
  }

  /** Opens the browser (again) on the same profile. */
  async reopen(): Promise<void> {
    const { flags = [], program = headlessChromium(), ...options } = this.#options;
    this.#context = await chromium.launchPersistentContext(this.profile, {
      executablePath: program,
      args: [...CHROMIUM_FLAGS, ...flags],
      ...options,
    });
    this.#context.on('page', (page) => this.#watch(page));
    for (const page of this.#context.pages()) this.#watch(page);
  }

  async page(): Promise<Page> {
    return this.context.newPage();
  }

  /**
   * Takes the network away or gives it back. The browser's own switch is put on a page a moment after it was loaded, so
   * that a program that sends at its start may get through: calls to the endpoint are cut on top of it.
   */
  async offline(off: boolean): Promise<void> {
    if (off) await this.context.route('**/api/**', cut);
    // Back again the other way round: the page tries at once when it hears of the network, and must not be cut then.
    else await this.context.unroute('**/api/**', cut);
    await this.context.setOffline(off);
    if (off) return;
    // A page that was loaded under the switch was never told that it is offline, and so hears nothing of its end.
    for (const page of this.context.pages()) await page.evaluate(() => dispatchEvent(new Event('online')));
  }

  /** Closes the browser; the profile stays for `reopen`. */
  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
  }

  async dispose(): Promise<void> {
    await this.close();
    await rm(this.profile, { recursive: true, force: true });
  }

  /**
   * Breaches of the content policy, uncaught errors and requests to other hosts since the last call. Every story ends by
   * expecting none.
   */
  takeFaults(): string[] {
    return this.#faults.splice(0);
  }

  #watch(page: Page): void {
    page.on('pageerror', (error) => this.#faults.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      if (/content security policy|trusted ?(type|script|html)/i.test(text))
        this.#faults.push(`policy: ${text}`);
    });
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      const ours = ['localhost', '127.0.0.1', ''].includes(hostname) || protocol === 'data:';
      if (!ours) this.#faults.push(`foreign host: ${request.url()}`);
    });
  }
}

const EVERY_RULE = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;
const COLOURS_ONLY = { type: 'rule', values: ['color-contrast'] } as const;

export interface Scope {
  /** Left out: every rule; `colours` asks only for what another colour scheme can change. */
  readonly about?: 'all' | 'colours';
  /** Left out: the whole page; otherwise only what is inside the elements that the selector finds. */
  readonly inside?: string;
}

/** Breaches of WCAG 2.2 A and AA that axe finds on the page as it stands, one line each. */
export async function accessibilityBreaches(page: Page, scope: Scope = {}): Promise<string[]> {
  // Through the debugger, since the page's own policy rightly refuses a foreign script.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE_SOURCE);
  return page.evaluate(
    async ({ runOnly, inside }) => {
      interface Finding {
        readonly id: string;
        readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
      }
      interface Axe {
        run(scope: string, options: object): Promise<{ readonly violations: readonly Finding[] }>;
      }
      const { axe } = window as unknown as { axe: Axe };
      // None of these rules needs the style sheets, which axe would otherwise fetch anew for each look.
      const { violations } = await axe.run(inside, { runOnly, resultTypes: ['violations'], preload: false });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
      );
    },
    { runOnly: scope.about === 'colours' ? COLOURS_ONLY : EVERY_RULE, inside: scope.inside ?? 'html' },
  );
}
