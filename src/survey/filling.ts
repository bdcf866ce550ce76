import { isComplete } from '#domain/flow.ts';
import type { Answer, QuestionnaireContent } from '#domain/questionnaire.ts';
import type { Draft } from '#local/survey/drafts.ts';
import type { Stored } from '#local/survey/submit.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { currentStep, isLastStep } from './drawn-step.ts';
import * as forms from './form.ts';
import type { Form } from './form.ts';
import type { VisitState } from './visit-state.ts';

/** How long a chosen answer is shown before the next question comes. */
export const CONFIRM_MS = 160;
/** Typing is written when it pauses this long. */
const TYPING_MS = 400;
/** Storing is mostly done before anybody could read that it goes on. */
const SLOW_MS = 200;

export interface FillingRules {
  /** Stores the finished form for good; rejects when nothing was stored. */
  readonly store: (draft: Draft, durationMs: number) => Promise<Stored>;
  readonly onStored: (stored: Stored) => void;
  /** Back from the first question. */
  readonly onLeave: () => void;
}

/** What each tap on the form does. Every change is on the screen at once and written behind it. */
export class Filling {
  readonly #state: VisitState;
  readonly #keeper: DraftKeeper;
  readonly #rules: FillingRules;
  #confirm: ReturnType<typeof setTimeout> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** How the first question was answered before there was a form. */
  #early: 'go' | 'stay' = 'go';

  constructor(state: VisitState, keeper: DraftKeeper, rules: FillingRules) {
    this.#state = state;
    this.#keeper = keeper;
    this.#rules = rules;
  }

  /**
   * A new person begins. `isDrawn`: the first question is the one that may have been tapped already. `since` (monotonic
   * milliseconds) may lie before the program was loaded.
   */
  begin(content: QuestionnaireContent, isDrawn: boolean, since?: number): void {
    const { tapped } = this.#state;
    this.#state.tapped = undefined;
    this.#show(forms.emptyForm(content));
    this.#keeper.begin(this.#state.language, since);
    if (isDrawn && tapped !== undefined) this.pick(tapped, this.#early);
  }

  /** An earlier visit's draft goes on where it was left. `since`: answered before the draft was found; they count. */
  resume(content: QuestionnaireContent, draft: Draft, since: Form['answers']): void {
    this.#keeper.resume(draft);
    this.#show(forms.resumeForm(content, { ...draft, answers: { ...draft.answers, ...since } }));
  }

  /** The form that a person left with Back is shown again. */
  reopen(): void {
    if (this.#state.form !== null) this.#show(this.#state.form);
  }

  /**
   * Answers the current question. `go`: a tap or a deliberate key, so the form moves on after a short confirmation;
   * `stay`: arrow keys only move the choice. The last step never sends itself. Before there is a form the answer is kept
   * for its first question.
   */
  pick(answer: Answer, then: 'go' | 'stay'): void {
    const { form } = this.#state;
    if (form === null && this.#state.screen === 'form') {
      this.#state.tapped = answer;
      this.#early = then;
    }
    if (form === null || this.#state.sending) return;
    const step = currentStep(form);
    if (step.kind !== 'question') return;
    this.#change(forms.withAnswer(form, step.question.key, answer));
    clearTimeout(this.#confirm);
    this.#state.confirming = then === 'go' && !isLastStep(form);
    if (this.#state.confirming) this.#confirm = setTimeout(() => this.next(), CONFIRM_MS);
  }

  next(): void {
    const { form } = this.#state;
    if (form === null) this.#early = 'go';
    else if (isLastStep(form)) void this.send();
    else this.#change(forms.forward(form));
  }

  back(): void {
    const { form } = this.#state;
    if (form === null) return this.#rules.onLeave();
    if (this.#state.sending) return;
    const previous = forms.backward(form);
    if (previous !== null) return this.#change(previous);
    this.#settle();
    this.#rules.onLeave();
  }

  setTrait(field: string, option: string | null): void {
    if (this.#state.form !== null) this.#change(forms.withTrait(this.#state.form, field, option));
  }

  skipProfile(): void {
    if (this.#state.form === null) return;
    this.#state.form = forms.withoutProfile(this.#state.form);
    this.next();
  }

  setComment(comment: string): void {
    if (this.#state.form === null || this.#state.sending) return;
    this.#state.form = forms.withComment(this.#state.form, comment);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.flush(), TYPING_MS);
  }

  /** Writes what was typed last, for example because the page is about to be hidden. */
  flush(): void {
    clearTimeout(this.#typing);
    if (this.#state.form !== null) this.#keeper.save(this.#state.form, this.#state.language);
  }

  /** Sends the form once, however often it is asked; on failure the form stays as it is, to be tried again. */
  async send(): Promise<void> {
    const { form } = this.#state;
    if (form === null || this.#state.sending || !isComplete(form.content, form.answers)) return;
    clearTimeout(this.#typing);
    this.#state.sending = true;
    this.#state.failed = false;
    const slow = setTimeout(() => (this.#state.slow = true), SLOW_MS);
    try {
      const draft = await this.#keeper.complete(form, this.#state.language);
      const stored = await this.#rules.store(draft, this.#keeper.elapsedMs());
      this.#keeper.forget();
      this.#clear();
      this.#rules.onStored(stored);
    } catch {
      this.#state.failed = true;
    } finally {
      clearTimeout(slow);
      Object.assign(this.#state, { sending: false, slow: false });
    }
  }

  /** The person is gone: nothing of the form stays, and it is counted as given up. */
  abandon(): void {
    this.#keeper.abandon();
    this.#clear();
  }

  /** A start that led to nothing, for example because this phone has already answered: not counted as given up. */
  forget(): void {
    this.#keeper.forget();
    this.#clear();
  }

  #show(form: Form): void {
    this.#settle();
    this.#state.form = form;
    this.#state.starting = false;
    this.#state.screen = 'form';
  }

  #change(form: Form): void {
    this.#settle();
    this.#state.form = form;
    this.#keeper.save(form, this.#state.language);
  }

  #settle(): void {
    clearTimeout(this.#confirm);
    clearTimeout(this.#typing);
    this.#state.confirming = false;
  }

  #clear(): void {
    this.#settle();
    this.#state.form = null;
    this.#state.starting = false;
    this.#state.failed = false;
  }
}
