import { satisfactionIndex } from './indicators/satisfaction.ts';
import type { SatisfactionResult } from './indicators/satisfaction.ts';
import { subtractTally } from './indicators/tally.ts';
import type { Tally } from './indicators/tally.ts';
import type { Answer } from './questionnaire.ts';
import type { ResponseFlag, SurveyResponse } from './response.ts';

/** Fewer equal answers than this say nothing: two or three fours in a row are ordinary. */
export const ALL_SAME_FROM = 5;

/** Nobody reads a question and chooses one of four options in less. */
export const FASTEST_MS_PER_ANSWER = 1000;

/**
 * The quality marks that one response alone decides. They are reported as "with and without" and never change or remove
 * anything: a delighted guest may well answer all fours.
 * An import has no duration (0), so its speed is not judged.
 */
export function responseFlags(
  response: Pick<SurveyResponse, 'answers' | 'durationMs' | 'channel'>,
): ResponseFlag[] {
  const flags: ResponseFlag[] = [];
  if (isAllSame(response.answers)) flags.push('all-same');
  if (response.channel !== 'import' && isTooFast(response.answers, response.durationMs))
    flags.push('too-fast');
  return flags;
}

/** At least five filled answers, all of one value. */
export function isAllSame(answers: Readonly<Record<string, Answer>>): boolean {
  const filled = Object.values(answers).filter((answer) => answer !== null);
  return filled.length >= ALL_SAME_FROM && filled.every((answer) => answer === filled[0]);
}

/** Less than a second for each answer given, "cannot judge" included. */
export function isTooFast(answers: Readonly<Record<string, Answer>>, durationMs: number): boolean {
  const given = Object.keys(answers).length;
  return given > 0 && durationMs < given * FASTEST_MS_PER_ANSWER;
}

export interface WithAndWithout {
  readonly all: SatisfactionResult;
  readonly withoutFlagged: SatisfactionResult;
  readonly flagged: number;
}

/** The index of all responses beside the one without the flagged ones; the first is the result, the second a check. */
export function withAndWithout(all: Tally, flagged: Tally, elements?: readonly string[]): WithAndWithout {
  return {
    all: satisfactionIndex(all, elements),
    withoutFlagged: satisfactionIndex(subtractTally(all, flagged), elements),
    flagged: flagged.respondents,
  };
}
