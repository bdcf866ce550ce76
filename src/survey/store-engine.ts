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
import { kioskSettings } from '#local/survey/kiosk-settings.ts';
import { responsesOfContext } from '#local/survey/queue.ts';
import type { ResponseState } from '#local/survey/queue.ts';
import { submitDraft } from '#local/survey/submit.ts';
import type { Stored } from '#local/survey/submit.ts';
import { openLink } from '#sync/survey-open.ts';
import { startSurveySync } from '#sync/survey-schedule.ts';
import type { SurveySync, SyncStatus } from '#sync/survey-schedule.ts';
import { readLinkAnswer } from '#sync/survey-transport.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';
import type { Delivery, Engine, Opened, WireAnswer } from './engine.ts';
import { afterPaint } from './after-paint.ts';
import { readEnrolmentCode } from './enrolment-code.ts';
import { currentActivity } from './event-view.ts';
import type { StoreParts } from './corner/desk.ts';
import { isFinal } from './notice-kinds.ts';
import { enrolmentProblemOf, noticeOf } from './notice-of.ts';
import type { Opening } from './opening.ts';
import { openJournal } from './open-journal.ts';
import { flagsOf } from './response-flags.ts';
import { SecondCopy } from './second-copy.ts';
import type { SecondCopyState } from './second-copy.ts';

/** How often a kiosk asks the office for its events while it is open. */
export const RENEW_MS = 15 * 60 * 1000;

const NO_COPY: SecondCopyState = { journal: 'none', compared: 'not-yet', broughtBack: 0, damaged: 0 };

/** What only kiosks need; a phone never loads it. */
const kioskParts = () =>
  import('#sync/kiosk-open.ts').catch((error: unknown) => {
    throw new TransportProblem('unreachable', 'retry', String(error));
  });

/** The engine over this browser's own database and the endpoint that served the page. */
export class StoreEngine implements Engine {
  readonly #appVersion: string;
  #db: Promise<SurveyDatabase> | null = null;
  #sync: SurveySync | null = null;
  #copy: SecondCopy | null = null;
  #renewal: ReturnType<typeof setTimeout> | undefined;
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
      if (opening.kind === 'enrolment') return await this.#openByCode(db, opening.code);
      const known = await this.#find(db, opening);
      const context =
        known ?? (opening.kind === 'link' ? await this.#fetchLink(db, opening.token, early) : null);
      if (context === null) return { kind: 'notice', code: 'landing' };
      if (known !== null) void this.#renew(db, known, early);
      return await this.#ready(db, context, false);
    } catch (error) {
      return { kind: 'notice', code: noticeOf(error) };
    }
  }

  async enrol(code: string): Promise<Opened> {
    try {
      return await this.#openByCode(await this.#database(), code);
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
    const stored = await submitDraft(db, {
      ...{ draft, context, submittedAt: new Date(now).toISOString(), durationMs },
      ready: () => this.#copy?.ready(),
      flags: (repeated) => flagsOf({ ...circumstances, repeated }),
      keepCopy: (row) => this.#copy?.keep(row, context),
    });
    afterPaint(() => this.#sync?.kick('submit'));
    return stored;
  }

  async earlier(context: SurveyContext): Promise<readonly ResponseState[]> {
    return responsesOfContext(await this.#database(), context.id);
  }

  async staff(): Promise<StoreParts> {
    const db = await this.#database();
    return {
      ...{ db, appVersion: this.#appVersion },
      secondCopy: () => this.#copy?.state ?? NO_COPY,
      sendNow: () => this.#sync?.kick('manual'),
      renew: () => this.#renewNow(db),
    };
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
    const onBroughtBack = () => this.#sync?.kick('submit');
    const copy = new SecondCopy({ db, journal: openJournal(), onBroughtBack });
    await copy.begin();
    this.#copy = copy;
    db.onEnd(() => this.#tellEnd());
    this.#sync = startSurveySync({
      db,
      appVersion: this.#appVersion,
      journal: () => copy.state.journal,
      onStatus: (status) => this.#tellDelivery(deliveryOf(status)),
    });
    return db;
  }

  async #ready(db: SurveyDatabase, context: SurveyContext, isEnrolled: boolean): Promise<Opened> {
    this.#sync?.kick('start');
    return {
      kind: 'ready',
      context,
      draft: await getDraft(db, context.id),
      earlier: await responsesOfContext(db, context.id),
      choose: isEnrolled && context.activities.length > 1,
      ...(context.mode === 'kiosk' && { settings: await kioskSettings(db) }),
    };
  }

  /** A code that this tablet was enrolled by opens it again, also without network. */
  async #openByCode(db: SurveyDatabase, typed: string): Promise<Opened> {
    const code = readEnrolmentCode(typed);
    if (code === null) return { kind: 'enrolment', code: typed, problem: 'incomplete' };
    try {
      const { enrolKiosk, isEnrolledBy } = await kioskParts();
      const known = (await isEnrolledBy(db, code)) ? await kioskContext(db) : null;
      const context = known ?? (await enrolKiosk(db, code, this.#appVersion));
      if (known !== null) void this.#renew(db, known, null);
      else this.#renewLater(db);
      return await this.#ready(db, context, true);
    } catch (error) {
      const problem = enrolmentProblemOf(error);
      if (problem === null) throw error;
      return { kind: 'enrolment', code, problem };
    }
  }

  #find(db: SurveyDatabase, opening: Opening): Promise<SurveyContext | null> {
    if (opening.kind === 'link') return findContextByToken(db, opening.token);
    return kioskContext(db).then((kiosk) => kiosk ?? latestLinkContext(db));
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
          ? await (await kioskParts()).renewKiosk(db, this.#appVersion)
          : await this.#fetchLink(db, known.token, early);
      if (fresh !== null) this.#tellContext((await getContext(db, fresh.id)) ?? fresh);
    } catch (error) {
      // Without network this device goes on with what it kept.
      const code = noticeOf(error);
      if (isFinal(code)) this.#tellRefused(code);
    }
    if (known.mode === 'kiosk') this.#renewLater(db);
  }

  async #renewNow(db: SurveyDatabase): Promise<boolean> {
    try {
      const fresh = await (await kioskParts()).renewKiosk(db, this.#appVersion);
      if (fresh !== null) this.#tellContext(fresh);
      return fresh !== null;
    } catch {
      return false;
    }
  }

  /** A kiosk stays open for days: the office's changes reach it without a reload. */
  #renewLater(db: SurveyDatabase): void {
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => {
      const again = kioskContext(db).then((known) => known && this.#renew(db, known, null));
      again.catch(() => this.#renewLater(db));
    }, RENEW_MS);
    // Whether the endpoint still takes this kiosk is shown with the state of its deliveries.
    this.#sync?.kick('start');
  }
}

export function createEngine(appVersion: string): Engine {
  return new StoreEngine(appVersion);
}

function deliveryOf({ queue, phase, standing }: SyncStatus): Delivery {
  return { queue, stalled: phase === 'waiting' || phase === 'blocked', standing };
}
