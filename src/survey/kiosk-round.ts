import type { Stored } from '#local/survey/submit.ts';
import type { Delivery, Opened } from './engine.ts';
import { takesAnswers } from './event-view.ts';
import { chime } from './chime.ts';
import { IdleWatch } from './idle-watch.ts';
import { isOpenAt } from './opening-hours.ts';
import type { Round, RoundHost } from './round.ts';
import type { ScreenName } from './visit-state.ts';
import { WakeLock } from './wake-lock.ts';

/** How long a kiosk thanks before it is ready for the next person. */
export const THANKS_MS = 6_000;
export const COUNTDOWN_SECONDS = 10;
export const DEFAULT_IDLE_SECONDS = 45;
/** Screens on which somebody is in the middle of something. */
const BUSY = new Set<ScreenName>(['thanks', 'events', 'enrolment', 'corner']);
/** How often a kiosk at rest looks whether its opening hours have begun or ended. */
const HOURS_MS = 30_000;

/** One person after another at a kiosk: rest, answer, thanks, rest. Nothing of one is left for the next. */
export class KioskRound implements Round {
  readonly #visit: RoundHost;
  readonly #wakeLock: WakeLock;
  #idle: IdleWatch | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hours: ReturnType<typeof setInterval> | undefined;

  constructor(visit: RoundHost) {
    this.#visit = visit;
    this.#wakeLock = new WakeLock((awake) => (visit.state.awake = awake));
  }

  /** What a person left in the middle of is nobody else's business: it is dropped, never shown again. */
  ready({ context, draft, choose }: Extract<Opened, { kind: 'ready' }>): void {
    const visit = this.#visit;
    if (draft !== null) void visit.useEngine().then((engine) => engine.discardDraft(context, 'abandoned'));
    clearInterval(this.#hours);
    this.#hours = setInterval(() => this.#keepHours(), HOURS_MS);
    if (choose) visit.state.screen = 'events';
    else this.rest();
  }

  begun(): void {
    const { context, settings } = this.#visit.state;
    this.#idle?.stop();
    this.#idle = new IdleWatch({
      quietMs: (settings?.idleSeconds ?? (context?.idleSeconds || DEFAULT_IDLE_SECONDS)) * 1000,
      countdown: COUNTDOWN_SECONDS,
      onCount: (left) => (this.#visit.state.idleLeft = left),
      onGone: () => this.leave(),
    });
    this.#idle.start();
  }

  thank({ responseId, receipt }: Stored): void {
    this.#idle?.stop();
    Object.assign(this.#visit.state, {
      thanks: { responseId, receipt, state: 'stored' },
      screen: 'thanks',
    });
    if (this.#visit.state.settings?.sound) chime();
    this.#timer = setTimeout(() => this.rest(), THANKS_MS);
  }

  /** The person has gone, or gone back to the start: counted as given up, never as a response. */
  leave(): void {
    if (this.#visit.state.sending) return this.#idle?.start();
    this.#visit.filling.abandon();
    this.rest();
  }

  refresh(): void {
    const { form, screen } = this.#visit.state;
    if (form === null && !BUSY.has(screen)) this.rest();
  }

  /** A kiosk goes on with the events it has: staff decide when it stops, and late answers are marked. */
  refused(): void {
    this.refresh();
  }

  deliver({ queue, standing }: Delivery): void {
    this.#visit.state.queue = queue;
    const isShown = this.#visit.state.notice === 'kiosk-revoked' && this.#visit.state.screen === 'notice';
    if ((standing === 'revoked') !== isShown) this.refresh();
  }

  reset(): void {
    this.leave();
  }

  /** The attract screen, or the reason why there is none. Clean: language, answers and receipt of the last are gone. */
  rest(): void {
    const { state } = this.#visit;
    const { settings } = state;
    clearTimeout(this.#timer);
    this.#idle?.stop();
    this.#wakeLock.keep();
    state.thanks = null;
    const language = settings?.languages === 'en' ? 'en' : 'id';
    if (state.language !== language) void this.#visit.setLanguage(language);
    if (state.standing === 'revoked') this.#visit.showNotice('kiosk-revoked');
    else if (settings?.offDuty) this.#visit.showNotice('kiosk-off-duty');
    else if (this.#isAfterHours()) this.#visit.showNotice('kiosk-hours');
    else if (state.event === null) this.#visit.showNotice('kiosk-empty');
    else if (!takesAnswers(state.event, Date.now())) this.#visit.showNotice('kiosk-closed');
    else state.screen = 'attract';
  }

  #isAfterHours(): boolean {
    return !isOpenAt(this.#visit.state.settings?.hours ?? null, Date.now());
  }

  #keepHours(): void {
    const { screen, notice } = this.#visit.state;
    const isShown = screen === 'notice' && notice === 'kiosk-hours';
    if ((isShown || screen === 'attract') && isShown !== this.#isAfterHours()) this.refresh();
  }
}
