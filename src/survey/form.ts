import { mayLeave, nextPlace, previousPlace, resumePlace, stepsOf } from '#domain/flow.ts';
import type { Step } from '#domain/flow.ts';
import type { Answer, QuestionnaireContent } from '#domain/questionnaire.ts';
import { currentStep } from './drawn-step.ts';

/** One person's form, as far as filled. Never changed in place: each step gives a new one. */
export interface Form {
  readonly content: QuestionnaireContent;
  readonly steps: readonly Step[];
  readonly place: number;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly profile: Readonly<Record<string, string>>;
  readonly comment: string;
}

export function emptyForm(content: QuestionnaireContent): Form {
  return { content, steps: stepsOf(content), place: 0, answers: {}, profile: {}, comment: '' };
}

/** Stable name of a step, kept in the draft: `waktu`, `:profile`, `:comment`. */
export function stepName(step: Step): string {
  return step.kind === 'question' ? step.question.key : `:${step.kind}`;
}

export interface FilledSoFar {
  readonly answers: Readonly<Record<string, Answer>>;
  readonly profile: Readonly<Record<string, string>>;
  readonly comment: string;
  readonly step: string;
}

/** Takes a stored draft up again at its step, or earlier when a question before it has no answer. */
export function resumeForm(content: QuestionnaireContent, filled: FilledSoFar): Form {
  const { answers, profile, comment } = filled;
  const steps = stepsOf(content);
  const left = steps.findIndex((step) => stepName(step) === filled.step);
  const open = resumePlace(steps, answers);
  const latest = steps[open]?.kind === 'question' ? open : steps.length - 1;
  return { content, steps, place: left === -1 ? open : Math.min(left, latest), answers, profile, comment };
}

export function withAnswer(form: Form, question: string, answer: Answer): Form {
  return { ...form, answers: { ...form.answers, [question]: answer } };
}

/** Chooses an option of a profile field; `null` takes the choice back. */
export function withTrait(form: Form, field: string, option: string | null): Form {
  const profile = { ...form.profile };
  if (option === null) delete profile[field];
  else profile[field] = option;
  return { ...form, profile };
}

export function withComment(form: Form, comment: string): Form {
  return { ...form, comment };
}

/** Forgets everything chosen on the profile screen: that is what skipping it means. */
export function withoutProfile(form: Form): Form {
  return { ...form, profile: {} };
}

/** The form one step on; the same form when the step wants an answer first or is the last one. */
export function forward(form: Form): Form {
  const next = nextPlace(form.steps, form.place);
  return next === null || !mayLeave(currentStep(form), form.answers) ? form : { ...form, place: next };
}

/** The form one step back; `null` on the first step, where back leads to the start screen. */
export function backward(form: Form): Form | null {
  const previous = previousPlace(form.place);
  return previous === null ? null : { ...form, place: previous };
}
