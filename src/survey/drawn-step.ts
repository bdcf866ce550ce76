import type { Step } from '#domain/flow.ts';
import type { AnswerOption, QuestionnaireContent } from '#domain/questionnaire.ts';

/** The part of a form that says where in it somebody is. */
interface Walk {
  readonly steps: readonly Step[];
  readonly place: number;
}

export function currentStep(form: Walk): Step {
  const step = form.steps[form.place];
  if (step === undefined) throw new RangeError(`No step ${form.place}.`);
  return step;
}

/** Whether leaving the current step sends the form. */
export function isLastStep(form: Walk): boolean {
  return form.place === form.steps.length - 1;
}

/** The four choices in the order in which they are drawn; as given while the questionnaire's order is not known. */
export function inOrder(
  options: readonly AnswerOption[],
  order: QuestionnaireContent['optionOrder'] | undefined,
): readonly AnswerOption[] {
  if (order === undefined) return options;
  const direction = order === 'worst-first' ? 1 : -1;
  return [...options].sort((a, b) => (a.value - b.value) * direction);
}
