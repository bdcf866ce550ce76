import type { SurveyContext } from '#local/survey/contexts.ts';
import { getContext, saveLinkContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { startDraft } from '#local/survey/drafts.ts';
import { devicesWithUnsent } from '#local/survey/senders.ts';
import { submitDraft } from '#local/survey/submit.ts';
import type { Submission } from '#local/survey/submit.ts';
import type { StepOutcome } from '#sync/loop.ts';
import { surveyLane } from '#sync/survey-lane.ts';
import { freshBrowser } from '../../unit/local/fresh.ts';
import { nextTurn } from '../../unit/sync/fake-clock.ts';
import type { FakeClock } from '../../unit/sync/fake-clock.ts';
import type { ModelEndpoint } from './endpoints.ts';

type Browser = ReturnType<typeof freshBrowser>;

export interface Surroundings {
  readonly clock: FakeClock;
  readonly fetch: typeof fetch;
  readonly links: ModelEndpoint['links'];
}

/** One page of the app: a connection to the store of its browser, and what it learned of the endpoint's patience. */
export class ModelTab {
  readonly db: SurveyDatabase;
  readonly #around: Surroundings;
  readonly #lanes = new Map<string, () => Promise<StepOutcome>>();

  private constructor(db: SurveyDatabase, around: Surroundings) {
    this.db = db;
    this.#around = around;
  }

  static async open(browser: Browser, around: Surroundings): Promise<ModelTab> {
    return new ModelTab(await openSurveyDatabase(browser), around);
  }

  /** One round of every identity that has something to send. */
  async sync(): Promise<void> {
    for (const { device } of await devicesWithUnsent(this.db)) await this.#lane(device)();
  }

  /** A form about one of the tablet's events, filled in. */
  async fill(place: number): Promise<Submission> {
    const context = await this.#context(place);
    const at = this.#around.clock.now();
    const question = context.activities[0]!.questionnaire.content.questions[0]!.key;
    const draft = { ...(await startDraft(this.db, context, 'id', at)), answers: { [question]: 3 as const } };
    return { draft, context, submittedAt: new Date(at).toISOString(), durationMs: 40_000, flags: () => [] };
  }

  /** Stores it for good; returns the id that would be thanked. */
  async submit(submission: Submission): Promise<string> {
    return (await submitDraft(this.db, submission)).responseId;
  }

  /** From now on the page dies at the use of its store after `uses` ones; `late`: when that one has been done. */
  dieAfter(uses: number, late: boolean): void {
    const run = this.db.run.bind(this.db);
    let left = uses;
    this.db.run = async (operation, timeoutMs) => {
      left -= 1;
      if (left < 0 && !(late && left === -1)) throw new PageGone();
      const result = await run(operation, timeoutMs);
      if (left < 0) throw new PageGone();
      return result;
    };
  }

  close(): void {
    this.db.close();
  }

  /** The link of an event is opened, again after it was made anew. */
  async openLink(place: number): Promise<SurveyContext> {
    const { links, clock } = this.#around;
    const { token, answer } = links[place]!;
    return saveLinkContext(this.db, token, answer, clock.now());
  }

  async #context(place: number): Promise<SurveyContext> {
    const { id } = this.#around.links[place]!.answer.activity;
    return (await getContext(this.db, `link:${id}`)) ?? this.openLink(place);
  }

  #lane(device: string): () => Promise<StepOutcome> {
    const { clock, fetch } = this.#around;
    const known = this.#lanes.get(device);
    if (known) return known;
    const { signal } = new AbortController();
    const lane = surveyLane({
      ...{ db: this.db, device, appVersion: '1', clock, random: () => 0.5, wire: { clock, fetch }, signal },
      ...{ journal: () => 'none', idle: nextTurn },
    });
    this.#lanes.set(device, lane);
    return lane;
  }
}

export class PageGone extends Error {
  constructor() {
    super('The page is gone.');
    this.name = 'PageGone';
  }
}
