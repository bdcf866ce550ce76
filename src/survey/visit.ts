import type { Component } from 'vue';
import type { Language } from '#domain/questionnaire.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { isRunning } from '#local/survey/kiosk-settings.ts';
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';
import type { Stored } from '#local/survey/submit.ts';
import { leadsTo } from '#protocol/link-mark.ts';
import { indonesianPages } from '#ui/texts/survey-pages.id.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';
import { afterPaint } from './after-paint.ts';
import { DraftKeeper } from './draft-keeper.ts';
import type { Engine, Opened, WireAnswer } from './engine.ts';
import { Enrolling } from './enrolling.ts';
import { eventOfContext, takesAnswers } from './event-view.ts';
import type { EventView } from './event-view.ts';
import { Filling } from './filling.ts';
import { writeGlance } from './glance.ts';
import { KioskRound } from './kiosk-round.ts';
import { comesRight } from './notice-kinds.ts';
import type { Opening } from './opening.ts';
import { PhoneRound } from './phone-round.ts';
import type { Round } from './round.ts';
import { Staff } from './staff.ts';
import type { Corner } from './staff.ts';
import type { VisitState } from './visit-state.ts';
import { loadTexts } from './visit-texts.ts';

export interface VisitOptions {
  readonly opening: Opening;
  /** Monotonic milliseconds at which the person began, before the program was there. */
  readonly startedAt: number | undefined;
  /** Content hash of the questionnaire whose first question may be shown before the event is known. */
  readonly drawn?: string | undefined;
  /** Loads the store and sync; called again after a failure. */
  readonly loadEngine: () => Promise<Engine>;
  /** Loads the screen on which staff enrol a tablet. */
  readonly loadEnrolment: () => Promise<Component>;
  /** Loads the staff corner. */
  readonly loadCorner: () => Promise<Corner>;
}

/** How often a page that may come right by itself tries again. */
export const RETRY_MS = 10_000;
/** An enrolment that takes longer is shown to be under way. */
const PATIENCE_MS = 400;

/** One opening of the survey on this device: what is known, and which screen follows from it. */
export class Visit {
  readonly state: VisitState;
  readonly filling: Filling;
  readonly enrolling: Enrolling;
  readonly staff: Staff;
  #options: VisitOptions;
  readonly #keeper: DraftKeeper;
  readonly #contextKnown: Promise<SurveyContext>;
  #tellContext: (context: SurveyContext) => void = () => undefined;
  #engine: Promise<Engine> | null = null;
  #round: Round | null = null;
  #startedAt: number | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #opening = false;

  constructor(state: VisitState, options: VisitOptions) {
    this.state = state;
    this.#options = options;
    this.#startedAt = options.startedAt;
    state.pages ??= indonesianPages;
    this.#contextKnown = new Promise((resolve) => (this.#tellContext = resolve));
    this.#keeper = new DraftKeeper({
      engine: () => this.useEngine(),
      context: () => this.#context(),
      now: () => performance.now(),
    });
    this.filling = new Filling(this.state, this.#keeper, {
      store: async (draft, ms) => (await this.useEngine()).submit(await this.#context(), draft, ms),
      onStored: (stored) => this.#thank(stored),
      onLeave: () => this.#leave(),
    });
    this.enrolling = new Enrolling(state, {
      loadScreen: options.loadEnrolment,
      enrol: async (code) => (await this.useEngine()).enrol(code),
      onOpened: (opened) => this.#settle(opened),
      onLeave: () => this.#leaveEnrolment(),
    });
    this.staff = new Staff(state, {
      load: options.loadCorner,
      parts: async () => (await this.useEngine()).staff(),
      onLeave: () => this.reset(),
      onSettings: (settings) => this.#set(settings),
      onEvent: async (id) => this.#take(await (await this.useEngine()).selectActivity(id)),
    });
  }

  /** Finds out what the page was opened for; safe to call again, which is what "Coba lagi" does. */
  async open(early: Promise<WireAnswer> | null = null): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    clearTimeout(this.#retry);
    const { opening } = this.#options;
    const shown =
      opening.kind === 'enrolment' && this.state.screen === 'wait'
        ? setTimeout(() => this.enrolling.show(opening.code, null, true), PATIENCE_MS)
        : undefined;
    const opened = await this.#ask(early).catch((): Opened => ({ kind: 'notice', code: 'unreachable' }));
    clearTimeout(shown);
    this.#opening = false;
    this.#settle(opened);
  }

  /** Staff enter a code, at rest or instead of a page that says why there is no form. */
  askForCode(): void {
    clearTimeout(this.#retry);
    this.enrolling.show();
  }

  /** The event became known before the store was there: whoever waits for its questions gets them. */
  learn(event: EventView): void {
    if (this.state.context !== null) return;
    this.state.event = event;
    if (!this.state.starting) return;
    // The first question may be on the screen because the link promised it: now it comes for good, or goes.
    this.state.screen = 'welcome';
    this.start();
    if (this.state.form === null) this.state.tapped = undefined;
  }

  /** "Mulai". Before the questions are known the tap is kept; the form appears as soon as they are. */
  start(): void {
    const { state } = this;
    if (state.form !== null) this.filling.reopen();
    else if (state.event !== null && takesAnswers(state.event, Date.now())) this.begin();
    else if (state.context === null) this.#await();
    else this.showNotice(state.mode === 'kiosk' ? 'kiosk-closed' : 'closed');
  }

  /** A new form about the event that is known. */
  begin(): void {
    if (this.state.event === null) return;
    const { content, questionnaire } = this.state.event;
    this.filling.begin(content, questionnaire === this.#options.drawn, this.#startedAt);
    this.#startedAt = undefined;
    this.#round?.begun();
    this.#remember();
  }

  /** Staff choose which of the kiosk's events is current. */
  async chooseEvent(id: string): Promise<void> {
    const engine = await this.useEngine();
    const context = await engine.selectActivity(id);
    this.state.screen = 'wait';
    this.#refresh(context);
  }

  async setLanguage(language: Language): Promise<void> {
    Object.assign(this.state, { ...(await loadTexts(language)), language });
    this.filling.flush();
  }

  showNotice(code: NoticeCode): void {
    Object.assign(this.state, { starting: false, tapped: undefined, notice: code, screen: 'notice' });
    if (comesRight(code)) this.#retry = setTimeout(() => void this.open(), RETRY_MS);
  }

  /** The page is looked at again, or the network is back: try what failed for want of it. */
  seen(): void {
    const { screen, notice } = this.state;
    if (screen === 'notice' && notice !== null && comesRight(notice)) void this.open();
  }

  /** "Selesai" on a kiosk, or a page that the browser brought back out of its memory with whatever was on it. */
  reset(): void {
    this.#round?.reset();
  }

  /** Whether a new version of the app may take over now without anybody noticing. */
  isIdle(): boolean {
    const { screen, form, starting, settings } = this.state;
    if (settings !== null && isRunning(settings, Date.now())) return false;
    return ['welcome', 'attract', 'answered', 'notice'].includes(screen) && form === null && !starting;
  }

  useEngine(): Promise<Engine> {
    this.#engine ??= this.#options.loadEngine().then(
      (engine) => {
        engine.onContext((context) => this.#refresh(context));
        engine.onRefused((code) => this.#round?.refused(code));
        engine.onEnd(() => this.showNotice('newer'));
        engine.onDelivery((delivery) => {
          this.state.standing = delivery.standing;
          this.#round?.deliver(delivery);
        });
        return engine;
      },
      (error: unknown) => {
        this.#engine = null;
        throw error;
      },
    );
    return this.#engine;
  }

  /** What was asked for is not known yet; the first question is shown all the same when the link promises it. */
  #await(): void {
    const { opening, drawn } = this.#options;
    this.state.starting = true;
    const isPromised = opening.kind === 'link' && drawn !== undefined && leadsTo(opening.token, drawn);
    if (isPromised && this.state.event === null) this.state.screen = 'form';
  }

  /** The first question was answered before it was known which event it is about, and it is this one's. */
  #isTapped(): boolean {
    const { tapped, form, event } = this.state;
    if (tapped === undefined || form !== null || event === null) return false;
    return event.questionnaire === this.#options.drawn && takesAnswers(event, Date.now());
  }

  async #ask(early: Promise<WireAnswer> | null): Promise<Opened> {
    const engine = await this.useEngine();
    return engine.open(this.#options.opening, early);
  }

  /** A first tap may come before the context is known; whoever needs it waits. */
  async #context(): Promise<SurveyContext> {
    return this.state.context ?? this.#contextKnown;
  }

  #settle(opened: Opened): void {
    if (opened.kind === 'notice') return this.showNotice(opened.code);
    if (opened.kind === 'enrolment') return this.enrolling.show(opened.code, opened.problem);
    let before = this.state.event;
    const isOther = this.state.mode !== opened.context.mode;
    this.state.settings = opened.settings ?? null;
    this.#take(opened.context);
    if (this.#isTapped()) {
      this.begin();
      before = this.state.event;
    }
    if (this.#round === null || isOther) {
      this.#round = opened.context.mode === 'kiosk' ? new KioskRound(this) : new PhoneRound(this);
    }
    this.enrolling.forget();
    // From here on a reload finds its way without the token, which has no business in the address or the history.
    if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
    this.#round.ready(opened, before);
    this.#remember();
  }

  /** What the code of the address did not open is left behind with it. */
  #leaveEnrolment(): void {
    history.replaceState(null, '', location.pathname + location.search);
    if (this.#round !== null) return this.#round.leave();
    this.#options = { ...this.#options, opening: { kind: 'stored' } };
    this.state.screen = 'wait';
    void this.open();
  }

  #take(context: SurveyContext): void {
    const event = eventOfContext(context, this.state.settings?.optionOrder);
    Object.assign(this.state, { context, mode: context.mode, event });
    this.#tellContext(context);
  }

  #set(settings: KioskSettings): void {
    this.state.settings = settings;
    if (this.state.context !== null) this.#take(this.state.context);
  }

  #refresh(context: SurveyContext): void {
    this.#take(context);
    this.#round?.refresh(context);
    this.#remember();
  }

  #thank(stored: Stored): void {
    this.#round?.thank(stored);
    afterPaint(() => this.#remember());
  }

  #leave(): void {
    if (this.#round) this.#round.leave();
    else Object.assign(this.state, { starting: false, tapped: undefined, screen: 'welcome' });
    this.#remember();
  }

  /** What the next visit may paint before it knows anything. */
  #remember(): void {
    const { mode, screen, form, event } = this.state;
    const plain = mode === 'link' && screen === 'welcome' && form === null;
    writeGlance({ mode, event: plain ? event : null });
  }
}
