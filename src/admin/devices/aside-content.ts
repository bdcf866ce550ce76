import type { SurveyResponse as Response } from '#domain/response.ts';
import { SurveyResponse } from '#protocol/response.ts';

/** Signs shown of a text that is no response. */
const SHOWN = 2000;

/** Reasons that staff cannot waive: there is nothing in it that could be counted. */
const NEVER_COUNTED = ['invalid-json', 'invalid-response', 'foreign-agency', 'answers-do-not-fit'];

export function canEverCount(code: string): boolean {
  return !NEVER_COUNTED.includes(code);
}

/** The response in the text of an item put aside; `null` when there is none. */
export function responseIn(body: string): Response | null {
  try {
    const parsed = SurveyResponse.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function asItCame(body: string): string {
  return body.length > SHOWN ? `${body.slice(0, SHOWN)}…` : body;
}

/** The endpoint's reason in "decision: cannot be counted, unknown-activity: …"; `null` when it gave another answer. */
export function obstacleIn(detail: string): string | null {
  return /^decision: cannot be counted, ([a-z-]+):/.exec(detail)?.[1] ?? null;
}
