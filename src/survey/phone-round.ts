import type { Stored } from '#local/survey/submit.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';
import type { Delivery, Opened } from './engine.ts';
import { takesAnswers } from './event-view.ts';
import type { EventView } from './event-view.ts';
import type { Round, RoundHost } from './round.ts';

/** How long a phone waits for the receipt before it says that the rating is not sent yet. */
export const RECEIPT_MS = 5_000;

/** One event, one phone: a draft is taken up again, and a response is followed until the office has it. */
export class PhoneRound implements Round {
  readonly #visit: RoundHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(visit: RoundHost) {
    this.#visit = visit;
  }

  ready({ draft, earlier }: Extract<Opened, { kind: 'ready' }>, before: EventView | null): void {
    const visit = this.#visit;
    const { state, filling } = visit;
    const { event, form } = state;
    state.earlier = earlier;
    if (event === null) return visit.showNotice('unknown');
    const fits = form === null || before?.questionnaire === event.questionnaire;
    // 1. What was begun goes on, in this page or from an earlier visit.
    if (draft?.questionnaire.hash === event.questionnaire) {
      return filling.resume(event.content, draft, fits ? (form?.answers ?? {}) : {});
    }
    if (form !== null && fits && Object.keys(form.answers).length > 0) return;
    // 2. Reasons not to begin.
    if (earlier.length > 0) return this.#showAnswered();
    if (!takesAnswers(event, Date.now())) return visit.showNotice('closed');
    // 3. The start, or the form that was asked for before it could be shown.
    if (form === null && !state.starting) state.screen = 'welcome';
    else if (form === null || !fits) visit.begin();
  }

  begun(): void {
    clearTimeout(this.#timer);
    this.#visit.state.thanks = null;
  }

  thank({ responseId, receipt }: Stored): void {
    Object.assign(this.#visit.state, {
      thanks: { responseId, receipt, state: 'waiting' },
      screen: 'thanks',
    });
    this.#timer = setTimeout(() => this.#tellUnsent(), RECEIPT_MS);
  }

  leave(): void {
    this.#visit.state.screen = 'welcome';
  }

  refresh(context: SurveyContext): void {
    const { state } = this.#visit;
    const resting = state.form === null && (state.screen === 'welcome' || state.notice === 'closed');
    if (!resting) return;
    const { earlier } = state;
    this.ready({ kind: 'ready', context, draft: null, earlier, choose: false }, state.event);
  }

  /** Only at the start: whoever has begun may finish, and is sent and marked as after the close. */
  refused(code: NoticeCode): void {
    const { form, screen } = this.#visit.state;
    if (form === null && screen === 'welcome') this.#visit.showNotice(code);
  }

  deliver({ stalled }: Delivery): void {
    void this.#follow(stalled);
  }

  reset(): void {
    this.#visit.seen();
  }

  /** Renews what this phone knows of its responses; the thank-you on the screen follows. */
  async #follow(stalled: boolean): Promise<void> {
    const { state } = this.#visit;
    if (state.context === null) return;
    const engine = await this.#visit.useEngine();
    state.earlier = await engine.earlier(state.context);
    const { thanks } = state;
    if (thanks === null) return;
    const mine = state.earlier.find(({ responseId }) => responseId === thanks.responseId);
    if (mine?.state === 'received') state.thanks = { ...thanks, state: 'received' };
    else if (stalled) this.#tellUnsent();
  }

  #tellUnsent(): void {
    const { state } = this.#visit;
    if (state.thanks?.state === 'waiting') state.thanks = { ...state.thanks, state: 'stored' };
  }

  #showAnswered(): void {
    this.#visit.filling.forget();
    this.#visit.state.screen = 'answered';
  }
}
