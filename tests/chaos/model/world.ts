import { StoreTooNew } from '#local/store-problem.ts';
import { SURVEY_DATABASE } from '#local/survey/database.ts';
import { freshBrowser } from '../../unit/local/fresh.ts';
import { FakeClock } from '../../unit/sync/fake-clock.ts';
import { BadLine } from './bad-line.ts';
import type { LineFault } from './bad-line.ts';
import { browserFrom, copyDatabase } from './copy-browser.ts';
import type { DatabaseCopy } from './copy-browser.ts';
import type { ModelEndpoint } from './endpoints.ts';
import { asSeenAhead } from './newer-browser.ts';
import { ModelTab, PageGone } from './model-tablet.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Rounds after which a device that does not come to an end never will. */
const LONGEST_DRAIN = 400;
export const TABS = 2;

/** Decides which of several answers that are under way arrives first. */
export type Order = (waiting: number) => number;

/** A tablet with two tabs, a bad line and an endpoint, and what people saw. */
export class World {
  readonly clock = new FakeClock();
  readonly endpoint: ModelEndpoint;
  readonly line: BadLine;
  /** Ids that were thanked for. */
  readonly thanked = new Set<string>();
  /** Ids that may be stored: thanked, or sent when the page died. */
  readonly attempted = new Set<string>();
  /** Thanked on a disk that was replaced by an older copy of itself before they were sent: no program can know them. */
  readonly gone = new Set<string>();
  readonly tabs: ModelTab[] = [];
  #browser = freshBrowser();
  #build = 0;
  #copy: { readonly disk: DatabaseCopy; readonly build: number } | null = null;
  #waiting: (() => void)[] | null = null;

  private constructor(endpoint: ModelEndpoint) {
    this.endpoint = endpoint;
    this.line = new BadLine(endpoint.fetch, () => endpoint.restart());
  }

  static async open(endpoint: ModelEndpoint): Promise<World> {
    const world = new World(endpoint);
    await world.reopen();
    return world;
  }

  /** All tabs again, on what is on the disk, with the newest build that was here. */
  async reopen(): Promise<void> {
    this.close();
    for (let place = 0; place < TABS; place += 1) this.tabs.push(await this.#open(this.#build));
  }

  /** A newer build is loaded in one tab. The other is told, refuses, and is loaded again by the person. */
  async upgrade(): Promise<void> {
    this.#build += 1;
    this.tabs[0]?.close();
    this.tabs[0] = await this.#open(this.#build);
    await expectTooNew(() => this.submit(1, 0));
    await expectTooNew(() => this.tabs[1]!.sync());
    await this.reopen();
  }

  /** An older build is installed again: it must not open what a newer one has written. */
  async rollBack(): Promise<void> {
    if (this.#build > 0) await expectTooNew(() => this.#open(this.#build - 1));
  }

  /** The office withdraws a link; what comes with it is put aside, and people open the new one when they get it. */
  async revoke(event: number): Promise<void> {
    await this.endpoint.revoke(event);
  }

  close(): void {
    for (const tab of this.tabs.splice(0)) tab.close();
  }

  async submit(tab: number, event: number): Promise<void> {
    const on = this.tabs[tab]!;
    const form = await on.fill(event);
    this.attempted.add(form.draft.responseId);
    this.thanked.add(await on.submit(form));
  }

  /** One form, sent from both tabs at once, by the same tap. */
  async submitTwice(event: number): Promise<void> {
    const form = await this.tabs[0]!.fill(event);
    this.attempted.add(form.draft.responseId);
    const ids = await Promise.all(this.tabs.map((tab) => tab.submit(form)));
    for (const id of ids) this.thanked.add(id);
  }

  async sync(tab: number, faults: readonly LineFault[]): Promise<void> {
    this.line.faults = [...faults];
    await this.tabs[tab]!.sync();
    this.line.faults = [];
  }

  /** Both tabs send at once; `order` picks whose request goes on next. */
  async overlap(faults: readonly LineFault[], order: Order): Promise<void> {
    this.line.faults = [...faults];
    this.#waiting = [];
    const running = new Set(this.tabs);
    const all = Promise.all(this.tabs.map((tab) => tab.sync().finally(() => running.delete(tab))));
    while (running.size > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = this.#waiting.splice(order(this.#waiting.length), 1);
      next?.();
    }
    this.#waiting = null;
    await all;
    this.line.faults = [];
  }

  /** The page dies at the `step`-th use of its store, while it answers or while it sends. */
  async crash(tab: number, doing: 'submit' | 'sync', step: number, late: boolean): Promise<void> {
    const dying = this.tabs[tab]!;
    dying.dieAfter(step, late);
    try {
      if (doing === 'sync') await dying.sync();
      else await this.submit(tab, 0);
    } catch (reason) {
      if (!(reason instanceof PageGone)) throw reason;
    }
    await this.reopen();
  }

  async backUpTablet(): Promise<void> {
    this.#copy = { disk: await copyDatabase(this.#browser, SURVEY_DATABASE), build: this.#build };
  }

  /** The tablet's disk is replaced by the copy that was made earlier. */
  async restoreTablet(): Promise<void> {
    if (this.#copy === null) return;
    const there = new Set(
      [...(await this.endpoint.counted()), ...(await this.endpoint.aside())].map(({ id }) => id),
    );
    this.close();
    this.#browser = await browserFrom(this.#copy.disk);
    this.#build = this.#copy.build;
    await this.reopen();
    const here = new Set((await this.rows()).map(({ id }) => id));
    for (const id of this.thanked) if (!there.has(id) && !here.has(id)) this.gone.add(id);
  }

  /** Good network, time passes: until nothing waits. */
  async drain(): Promise<void> {
    await this.line.release();
    for (const event of this.endpoint.links.keys()) await this.tabs[0]!.openLink(event);
    for (let turn = 0; turn < LONGEST_DRAIN; turn += 1) {
      this.clock.advance(2 * HOUR_MS);
      await this.sync(turn % TABS, []);
      if ((await this.rows()).every(({ received }) => received)) return;
    }
  }

  /** What the tablet keeps. */
  async rows(): Promise<{ id: string; hash: string; received: boolean; waits: boolean }[]> {
    const { responses, waiting } = await this.tabs[0]!.db.read(['responses', 'outbox'], async (tables) => ({
      responses: await tables.responses.list(),
      waiting: new Set((await tables.outbox.list()).map(({ responseId }) => responseId)),
    }));
    return responses.map(({ id, hash, receipt }) => ({
      ...{ id, hash, received: receipt !== undefined, waits: waiting.has(id) },
    }));
  }

  #open(build: number): Promise<ModelTab> {
    const around = { clock: this.clock, fetch: this.#fetch, links: this.endpoint.links };
    return ModelTab.open(asSeenAhead(this.#browser, build), around);
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const waiting = this.#waiting;
    if (waiting) await new Promise<void>((resolve) => waiting.push(resolve));
    const answer = await this.line.fetch(input, init);
    if (waiting && this.#waiting) await new Promise<void>((resolve) => waiting.push(resolve));
    return answer;
  };
}

async function expectTooNew(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (reason) {
    if (reason instanceof StoreTooNew) return;
    throw reason;
  }
  throw new Error('An older build used a store that belongs to a newer one.');
}
