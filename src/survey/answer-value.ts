import { SCORES } from '#domain/questionnaire.ts';
import type { Answer } from '#domain/questionnaire.ts';

/** "Cannot judge" as the value of a radio button. */
const NONE = 'none';

export function writeAnswer(answer: Answer): string {
  return answer === null ? NONE : String(answer);
}

/** The answer behind a radio button's value; throws a RangeError for a value that this app never wrote. */
export function readAnswer(value: string): Answer {
  if (value === NONE) return null;
  const score = SCORES.find((known) => String(known) === value);
  if (score === undefined) throw new RangeError(`No ${value}.`);
  return score;
}
