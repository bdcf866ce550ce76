import type { Language } from '#domain/questionnaire.ts';
import {
  findContextByToken,
  getContext,
  kioskContext,
  latestLinkContext,
  saveLinkContext,
  selectActivity,
} from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { discardDraft, getDraft, saveDraft, startDraft } from '#local/survey/drafts.ts';
import type { Draft } from '#local/survey/drafts.ts';
import { responsesOfContext } from '#local/survey/queue.ts';
import type { ResponseState } from '#local/survey/queue.ts';
import { submitDraft } from '#local/survey/submit.ts';
import type { Stored } from '#local/survey/submit.ts';
import { openKiosk, openLink } from '#sync/survey-open.ts';
import { startSurveySync } from '#sync/survey-schedule.ts';
import type { SurveySync, SyncStatus } from '#sync/survey-schedule.ts';
import { readLinkAnswer } from '#sync/survey-transport.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';
import type { Delivery, Engine, Opened, WireAnswer } from './engine.ts';
import { afterPaint } from './after-paint.ts';
import { currentActivity } from './event-view.ts';
import { isFinal } from './notice-kinds.ts';
import { noticeOf } from './notice-of.ts';
import type { Opening } from './opening.ts';
import { flagsOf } from './response-flags.ts';
import { SecondCopy } from './second-copy.ts';

/** The engine over this browser's own database and the endpoint that served the page. */
export class StoreEngine implements Engine {
  readonly #appVersion: string;
  #db: Promise<SurveyDatabase> | null = null;
  #sync: SurveySync | null = null;
  #copy: SecondCopy | null = null;
  #tellRefused: (code: NoticeCode) => void = () => undefined;
  #tellEnd: () => void = () => undefined;
  #tellContext: (context: SurveyContext) => void = () => undefined;
  #tellDelivery: (delivery: Delivery) => void = () => undefined;

  constructor(appVersion: string) {
    this.#appVersion = appVersion;
  }

  onContext(callback: (context: SurveyContext) => void): void {
    this.#tellContext = callback;
  }

  onDelivery(callback: (delivery: Delivery) => void): void {
    this.#tellDelivery = callback;
  }

  onRefused(callback: (code: NoticeCode) => void): void {
    this.#tellRefused = callback;
  }

  onEnd(callback: () => void): void {
    this.#tellEnd = callback;
  }

  async open(opening: Opening, early: Promise<WireAnswer> | null): Promise<Opened> {
    if (!isSecureContext) return { kind: 'notice', code: 'insecure' };
    early?.catch(() => undefined);
    try {
      const db = await this.#database();
      const known = await this.#find(db, opening);
      if (known === null && opening.kind === 'stored') return { kind: 'notice', code: 'landing' };
      const context = known ?? (await this.#fetch(db, opening, early));
      if (context === null) return { kind: 'notice', code: 'landing' };
      this.#sync?.kick('start');
      if (known !== null) void this.#renew(db, known, early);
      return {
        kind: 'ready',
        context,
        draft: await getDraft(db, context.id),
        earlier: await responsesOfContext(db, context.id),
        choose: opening.kind === 'kiosk' && context.activities.length > 1,
      };
    } catch (error) {
      return { kind: 'notice', code: noticeOf(error) };
    }
  }

  async selectActivity(id: string): Promise<SurveyContext> {
    const db = await this.#database();
    const before = await kioskContext(db);
    if (before === null) throw new Error('This browser is not enrolled as a kiosk.');
    await selectActivity(db, before.id, id);
    return { ...before, currentActivity: id };
  }

  async startDraft(context: SurveyContext, language: Language): Promise<Draft> {
    return startDraft(await this.#database(), context, language, Date.now());
  }

  async saveDraft(draft: Draft): Promise<void> {
    await saveDraft(await this.#database(), draft);
  }

  async discardDraft(context: SurveyContext, reason: 'abandoned' | 'event-change'): Promise<void> {
    await discardDraft(await this.#database(), context.id, reason);
  }

  async submit(context: SurveyContext, draft: Draft, durationMs: number): Promise<Stored> {
    const db = await this.#database();
    const now = Date.now();
    const circumstances = { draft, context, activity: currentActivity(context), durationMs, now };
    await this.#copy?.ready();
    const stored = await submitDraft(db, {
      ...{ draft, context, submittedAt: new Date(now).toISOString(), durationMs },
      flags: (repeated) => flagsOf({ ...circumstances, repeated }),
      keepCopy: (row) => this.#copy?.keep(row, context) ?? Promise.resolve(),
    });
    afterPaint(() => this.#sync?.kick('submit'));
    return stored;
  }

  async earlier(context: SurveyContext): Promise<readonly ResponseState[]> {
    return responsesOfContext(await this.#database(), context.id);
  }

  /** Opened when first needed and kept; whatever an earlier link left unsent begins to be sent at once. */
  #database(): Promise<SurveyDatabase> {
    this.#db ??= this.#begin().catch((error: unknown) => {
      this.#db = null;
      throw error;
    });
    return this.#db;
  }

  async #begin(): Promise<SurveyDatabase> {
    const db = await openSurveyDatabase();
    const copy = new SecondCopy(db);
    await copy.begin();
    this.#copy = copy;
    db.onEnd(() => this.#tellEnd());
    this.#sync = startSurveySync({
      db,
      appVersion: this.#appVersion,
      onStatus: (status) => this.#tellDelivery(deliveryOf(status)),
    });
    return db;
  }

  #find(db: SurveyDatabase, opening: Opening): Promise<SurveyContext | null> {
    if (opening.kind === 'link') return findContextByToken(db, opening.token);
    if (opening.kind === 'kiosk') return Promise.resolve(null);
    return kioskContext(db).then((kiosk) => kiosk ?? latestLinkContext(db));
  }

  /** What the token opens, from the endpoint; an enrolment that cannot be renewed now goes on as it was kept. */
  async #fetch(
    db: SurveyDatabase,
    opening: Opening,
    early: Promise<WireAnswer> | null,
  ): Promise<SurveyContext | null> {
    if (opening.kind === 'stored') return null;
    if (opening.kind === 'link') return this.#fetchLink(db, opening.token, early);
    try {
      return await openKiosk(db, opening.token, this.#appVersion);
    } catch (error) {
      const kept = await findContextByToken(db, opening.token);
      if (kept !== null) return kept;
      throw error;
    }
  }

  async #fetchLink(
    db: SurveyDatabase,
    token: string,
    early: Promise<WireAnswer> | null,
  ): Promise<SurveyContext> {
    const arrived = await early?.catch(() => null);
    if (arrived == null) return openLink(db, token);
    return saveLinkContext(db, token, readLinkAnswer(arrived.status, arrived.text), Date.now());
  }

  /** The kept context is good enough to begin with; the office may have changed it since. */
  async #renew(db: SurveyDatabase, known: SurveyContext, early: Promise<WireAnswer> | null): Promise<void> {
    try {
      const fresh =
        known.mode === 'kiosk'
          ? await openKiosk(db, known.token, this.#appVersion)
          : await this.#fetchLink(db, known.token, early);
      this.#tellContext((await getContext(db, fresh.id)) ?? fresh);
    } catch (error) {
      // Without network this device goes on with what it kept.
      const code = noticeOf(error);
      if (isFinal(code)) this.#tellRefused(code);
    }
  }
}

export function createEngine(appVersion: string): Engine {
  return new StoreEngine(appVersion);
}

function deliveryOf(status: SyncStatus): Delivery {
  return { queue: status.queue, stalled: status.phase === 'waiting' || status.phase === 'blocked' };
}
