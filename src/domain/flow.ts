import type { Answer, Question, QuestionnaireContent } from './questionnaire.ts';

/** One screen of the respondent's path. Questions come first; the profile and the comment can be skipped in one tap. */
export type Step =
  | { readonly kind: 'question'; readonly question: Question; readonly number: number; readonly of: number }
  | { readonly kind: 'profile' }
  | { readonly kind: 'comment' };

/** What the path knows of the answers so far: by question key, `null` is "cannot judge", absent is not answered. */
export type AnswersSoFar = Readonly<Record<string, Answer>>;

/** The path of a questionnaire, in order. Without profile fields or comment those screens do not exist. */
export function stepsOf(content: QuestionnaireContent): Step[] {
  const of = content.questions.length;
  const steps: Step[] = content.questions.map((question, at) => ({
    kind: 'question',
    question,
    number: at + 1,
    of,
  }));
  if (content.profile.length > 0) steps.push({ kind: 'profile' });
  if (content.comment !== null) steps.push({ kind: 'comment' });
  return steps;
}

/** Place of the next step, or `null` when this was the last one: then the form is sent. */
export function nextPlace(steps: readonly Step[], place: number): number | null {
  return place + 1 < steps.length ? place + 1 : null;
}

/** Place of the step before, or `null` on the first: then back leads to the start screen. */
export function previousPlace(place: number): number | null {
  return place > 0 ? place - 1 : null;
}

/** Whether a person may go on from a step: a question wants an answer (or "cannot judge"), the rest is optional. */
export function mayLeave(step: Step, answers: AnswersSoFar): boolean {
  return step.kind !== 'question' || isAnswered(step.question, answers);
}

export function isAnswered(question: Question, answers: AnswersSoFar): boolean {
  if (!Object.hasOwn(answers, question.key)) return false;
  const answer = answers[question.key];
  return answer === null ? question.allowCannotJudge : answer !== undefined;
}

/** Where a stored draft is taken up again: the first unanswered question, else the first step after the questions. */
export function resumePlace(steps: readonly Step[], answers: AnswersSoFar): number {
  const open = steps.findIndex((step) => step.kind !== 'question' || !mayLeave(step, answers));
  return open === -1 ? steps.length - 1 : open;
}

/** Whether the form may be sent: every question is answered, if only with "cannot judge". */
export function isComplete(content: QuestionnaireContent, answers: AnswersSoFar): boolean {
  return content.questions.every((question) => isAnswered(question, answers));
}

/** How far a person is: `done` of `of` steps lie behind the one at `place`. */
export function progressAt(
  steps: readonly Step[],
  place: number,
): { readonly done: number; readonly of: number } {
  return { done: Math.min(place, steps.length), of: steps.length };
}
