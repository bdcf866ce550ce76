import type { Activity } from '#domain/activity.ts';
import type { ResponseFlag, SurveyResponse } from '#domain/response.ts';
import type { AcceptedItem } from '../storage/response-store.ts';
import type { KnownActivity } from './library.ts';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** A device clock further ahead than this gave an answer before it can have been given. */
const AHEAD = 10 * MINUTE;

export interface Moments {
  /** When the endpoint received it, milliseconds since 1970. */
  readonly receivedAt: number;
  /** When the agency began to use this program. */
  readonly foundedAt: number;
  /** Of the link it came with. */
  readonly expiresAt: number;
}

/**
 * Marks for what the endpoint can see and the device could not; nothing is ever refused for them.
 *
 * `after-close`: given after the end. A survey that was closed by hand counts as closed since its activity was last
 * changed, which never marks too many. `clock-odd`: given later than it was received, or before the agency was here.
 */
export function endpointMarks(
  response: SurveyResponse,
  known: KnownActivity,
  { receivedAt, foundedAt, expiresAt }: Moments,
): ResponseFlag[] {
  const { open, closesAt } = known.activity.survey;
  const at = Date.parse(response.submittedAt);
  const late =
    at > expiresAt ||
    (closesAt !== null && at > Date.parse(closesAt)) ||
    ((!open || known.deleted) && at > known.changedAt);
  const odd = at > receivedAt + AHEAD || at < foundedAt - DAY;
  const marks: ResponseFlag[] = [];
  if (late) marks.push('after-close');
  if (odd) marks.push('clock-odd');
  return marks;
}

/** Half of the window: ten seconds in all. */
const BURST_WITHIN_MS = 5000;
const BURST_SHARE = 0.2;
/** Fewer are an ordinary crowd at the end of an event. */
const BURST_LEAST = 30;
/** Of a crowd of unknown size. */
const BURST_OF_UNKNOWN = 60;

/**
 * How many first responses of phones within ten seconds are more than a crowd gives. People need forty seconds and more,
 * and not all the same, so that even when all are asked at once the fullest ten seconds hold about an eighth of them; the
 * measure is a fifth of the people invited, and never fewer than thirty. Times are those of the phones, so that a crowd
 * that was without network and sends all at once is not taken for a burst. Somebody who makes the times up stays
 * unseen: against that only personal codes help.
 */
export function burstMeasure({ invited }: Activity): AcceptedItem['burst'] {
  const count = invited === null ? BURST_OF_UNKNOWN : Math.max(BURST_LEAST, Math.ceil(invited * BURST_SHARE));
  return { count, withinMs: BURST_WITHIN_MS };
}
