import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { indonesianPages } from '#ui/texts/survey-pages.id.ts';
import { offlineCopy } from '../e2e/harness/offline-copy.ts';
import { Respondent } from './respondent.ts';
import { BrowserGroup } from './rigs/browser-group.ts';
import type { EngineName } from './rigs/browser-group.ts';
import { BLANK_PAGE, ENGINE_PAGE } from './rigs/engine-page-files.ts';
import { FAIR } from './rigs/fate.ts';
import { keptTickets } from './rigs/kept-tickets.ts';
import type { Kept } from './rigs/kept-tickets.ts';
import { screens } from './rigs/screens.ts';
import { scratchFolder } from './rigs/scratch.ts';
import { Tab } from './rigs/tab.ts';
import type { Trial } from './trial.ts';

const DELIVERY_MS = 60_000;
const LOOK_MS = 100;

type Channel = 'kiosk' | 'link';

export interface TabletOptions {
  readonly channel?: Channel;
  readonly engine?: EngineName;
  /** Where the profile is; a folder that is thrown away when not given. */
  readonly profile?: string;
  /** Does something to the tab before the app is opened in it. */
  readonly prepare?: (tab: Tab) => Promise<void>;
}

/** A browser with a profile on disk that was opened for an event: a kiosk, or a phone. */
export class Tablet {
  readonly profile: string;
  readonly engine: EngineName;
  readonly #trial: Trial;
  readonly #channel: Channel;
  readonly #isOwn: boolean;
  #browser: BrowserGroup | null = null;

  private constructor(
    trial: Trial,
    {
      profile,
      engine,
      channel,
      isOwn,
    }: { profile: string; engine: EngineName; channel: Channel; isOwn: boolean },
  ) {
    this.#trial = trial;
    this.#channel = channel;
    this.profile = profile;
    this.engine = engine;
    this.#isOwn = isOwn;
    trial.atEnd(() => this.#dispose());
  }

  /** A browser on a profile that is there already, closed. */
  static on(trial: Trial, profile: string, engine: EngineName = trial.engine): Tablet {
    return new Tablet(trial, { profile, engine, channel: 'kiosk', isOwn: false });
  }

  /** Opens the app by a new event's address and waits until it works offline. */
  static async enrol(trial: Trial, options: TabletOptions = {}): Promise<Tablet> {
    const { channel = 'kiosk', engine = trial.engine, profile } = options;
    const own = profile ?? (await scratchFolder());
    const tablet = new Tablet(trial, { profile: own, engine, channel, isOwn: profile === undefined });
    await tablet.start();
    const tab = await Tab.open(tablet.browser.cdp);
    await options.prepare?.(tab);
    await tablet.openFor(tab, channel);
    await tab.close();
    return tablet;
  }

  get browser(): BrowserGroup {
    if (this.#browser === null) throw new Error('The browser is closed.');
    return this.#browser;
  }

  /** A page of the harness at the survey's origin. */
  get blankPage(): string {
    return `${this.#trial.lab.network.origin}${BLANK_PAGE}`;
  }

  get isOpen(): boolean {
    return this.#browser !== null;
  }

  async start(): Promise<void> {
    this.#browser = await BrowserGroup.start(this.#trial.browser, this.profile, this.engine);
  }

  async kill(): Promise<void> {
    const browser = this.#browser;
    this.#browser = null;
    await browser?.kill();
  }

  async close(): Promise<void> {
    const browser = this.#browser;
    this.#browser = null;
    await browser?.close();
  }

  /** A new event for this browser, in `tab`. */
  async openFor(tab: Tab, channel: Channel): Promise<void> {
    const { lab } = this.#trial;
    await tab.goto(channel === 'kiosk' ? await lab.kioskAddress() : await lab.phoneAddress());
    await screens.wait(tab, [channel === 'kiosk' ? 'attract' : 'welcome']);
    await tab.until(() => location.hash === '', []);
    await tab.run(offlineCopy);
  }

  /** Does what staff do about what a screen says: they try again, and give a kiosk a new code that asks for one. */
  async helpIfAsked(tab: Tab): Promise<void> {
    const { codeNeeded } = indonesianPages.device;
    await screens.tapIfThere(tab, '.notice .button-outline:not([aria-disabled="true"])');
    if (this.#channel !== 'kiosk' || !(await tab.run(asksForCode, codeNeeded))) return;
    await tab.goto(await this.#trial.lab.kioskAddress());
    // Of a database that is broken for good the app says so also here.
    await screens.wait(tab, ['attract', 'notice']);
  }

  /** The app itself, without any token in its address, and people in front of it. */
  async app(prepare: (tab: Tab) => Promise<void> = async () => undefined): Promise<Respondent> {
    const tab = await Tab.open(this.browser.cdp);
    const respondent = await Respondent.at(this.#trial, tab);
    await prepare(tab);
    await tab.goto(this.#trial.lab.network.origin);
    return respondent;
  }

  /** An empty private window and people in front of it; nothing of it stays when the browser ends. */
  async privately(): Promise<Respondent> {
    const { browserContextId } = await this.browser.cdp.send<{ browserContextId: string }>(
      'Target.createBrowserContext',
    );
    return Respondent.at(this.#trial, await Tab.open(this.browser.cdp, browserContextId));
  }

  /** The app's store and sync without its screens. */
  async enginePage(prepare: (tab: Tab) => Promise<void> = async () => undefined): Promise<Tab> {
    const tab = await Tab.open(this.browser.cdp);
    await tab.listen('chaosThanked', (ticket) => this.#trial.oracle.thank(ticket, 'engine'));
    await prepare(tab);
    await this.loadEngine(tab);
    return tab;
  }

  /**
   * The same after something happened to the profile: where the app does not know what it was opened for, staff open it
   * for an event again.
   */
  async reopenedEngine(): Promise<Tab> {
    if (!this.isOpen) await this.start();
    try {
      return await this.enginePage();
    } catch (reason) {
      const [words = ''] = String(reason).split('\n', 1);
      if (!words.includes('does not open')) throw reason;
      this.#trial.remarks.push(`opened for an event again by staff (${this.engine}: ${words})`);
    }
    const { network } = this.#trial.lab;
    const weather = network.weather;
    network.weather = FAIR;
    const tab = await Tab.open(this.browser.cdp);
    await this.openFor(tab, this.#channel);
    await tab.close();
    network.weather = weather;
    return this.enginePage();
  }

  /**
   * The same after the database was damaged. `null`: the app says of it that it cannot be used, and takes nobody's answer.
   */
  async engineIfUsable(): Promise<Tab | null> {
    try {
      return await this.reopenedEngine();
    } catch (reason) {
      const tab = await this.app();
      await screens.wait(tab.tab, ['notice']);
      if (!(await tab.tab.text()).includes(indonesianPages.notices.store.title)) throw reason;
      this.#trial.remarks.push(`says that it cannot store answers (${this.engine})`);
      return null;
    }
  }

  async loadEngine(tab: Tab): Promise<void> {
    await tab.goto(`${this.#trial.lab.network.origin}${ENGINE_PAGE}`);
    await tab.until(() => 'chaosEngine' in window, []);
    await tab.run(() => window.chaosEngine.open());
  }

  /** `count` people answer one after the other through the engine's page. Throws when one of them is not served. */
  async answer(tab: Tab, count: number, how: { times?: number; tries?: number } = {}): Promise<void> {
    const people = this.#trial.people(count);
    const refused = await tab.run((list, hands) => window.chaosEngine.answer(list, hands), people, how);
    if (refused !== null)
      throw new Error(`${people[refused.place]?.ticket} was not served: ${refused.reason}`);
  }

  /** Resolves when nothing waits here any more; the app must be open. */
  async delivered(): Promise<void> {
    const deadline = performance.now() + DELIVERY_MS;
    while ((await this.kept()).waiting.length > 0) {
      if (performance.now() > deadline) throw new Error('It is not delivered.');
      await pause(LOOK_MS);
    }
  }

  /** What still waits in this browser's database. */
  async kept(): Promise<Kept> {
    const tab = await Tab.open(this.browser.cdp);
    await tab.goto(this.blankPage);
    const kept = await tab.run(keptTickets);
    await tab.close();
    return kept;
  }

  async #dispose(): Promise<void> {
    await this.kill();
    if (this.#isOwn) await rm(this.profile, { recursive: true, force: true });
  }
}

/** Runs inside the app. */
function asksForCode(words: string): boolean {
  const rest = document.querySelector('main .screen.attract');
  return rest?.textContent.includes(words) ?? document.querySelector('main .notice .code-link') !== null;
}
