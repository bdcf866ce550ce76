import type { Language } from '#domain/questionnaire.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { Draft } from '#local/survey/drafts.ts';
import type { Engine } from './engine.ts';
import { currentStep } from './drawn-step.ts';
import { stepName } from './form.ts';
import type { Form } from './form.ts';

/** What the keeper needs of the page; engine and context may arrive after the person has begun. */
export interface Surroundings {
  readonly engine: () => Promise<Engine>;
  readonly context: () => Promise<SurveyContext>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** One person at the form. A late write of the person before must never land in the draft of the next. */
interface Person {
  draft: Draft | null;
  language: Language;
  readonly since: number;
}

/**
 * Writes the form behind the screens, in order and without making them wait. The first answers may be given before the
 * store is loaded: they stay in memory and are written once it is.
 */
export class DraftKeeper {
  readonly #around: Surroundings;
  #person: Person | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** A new person begins: from now on there is a response id. `since` may lie before the program was loaded. */
  begin(language: Language, since = this.#around.now()): void {
    const person: Person = { draft: null, language, since };
    this.#person = person;
    this.#enqueue(async () => {
      if (person === this.#person) await this.#draftOf(person);
    });
  }

  /** An earlier visit's draft goes on. */
  resume(draft: Draft): void {
    this.#person = { draft, language: draft.language, since: this.#around.now() - draft.elapsedMs };
  }

  /** Writes the form later; a failure shows when the form is sent, never in the middle of a question. */
  save(form: Form, language: Language): void {
    const person = this.#person;
    if (person === null) return;
    person.language = language;
    this.#enqueue(async () => {
      if (person !== this.#person) return;
      person.draft = this.#filled(person, await this.#draftOf(person), form);
      await (await this.#around.engine()).saveDraft(person.draft);
    });
  }

  /** The draft with everything of the form in it, for sending; rejects when the store cannot be used. */
  async complete(form: Form, language: Language): Promise<Draft> {
    await this.#queue;
    const person = this.#person;
    if (person === null) throw new Error('Nobody has begun a form that could be sent.');
    person.language = language;
    return this.#filled(person, await this.#draftOf(person), form);
  }

  /** Monotonic milliseconds since the person began, earlier visits of the same draft included. */
  elapsedMs(): number {
    return this.#person === null ? 0 : Math.max(0, Math.round(this.#around.now() - this.#person.since));
  }

  /** The response is stored: nothing of the person stays in memory. */
  forget(): void {
    this.#person = null;
  }

  /** The person gave up: the draft is deleted and counted. */
  abandon(): void {
    if (this.#person === null) return;
    this.#person = null;
    this.#enqueue(async () => {
      const engine = await this.#around.engine();
      await engine.discardDraft(await this.#around.context(), 'abandoned');
    });
  }

  /** Resolves when everything that was to be written has been tried. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  async #draftOf(person: Person): Promise<Draft> {
    if (person.draft === null) {
      const engine = await this.#around.engine();
      person.draft = await engine.startDraft(await this.#around.context(), person.language);
    }
    return person.draft;
  }

  #filled(person: Person, draft: Draft, form: Form): Draft {
    return {
      ...draft,
      answers: form.answers,
      profile: form.profile,
      comment: form.comment,
      step: stepName(currentStep(form)),
      language: person.language,
      elapsedMs: this.elapsedMs(),
    };
  }

  #enqueue(work: () => Promise<unknown>): void {
    this.#queue = this.#queue.then(work).catch(() => undefined);
  }
}
