import type { SurveyResponse } from '#domain/response.ts';
import type { QuarantineCode } from '#protocol/problem.ts';
import type { LinkChannel } from '../storage/link-store.ts';
import { burstMeasure, endpointMarks } from './endpoint-marks.ts';
import type { Moments } from './endpoint-marks.ts';
import type { Verdict } from './judge.ts';
import type { Library } from './library.ts';

/** What a phone or kiosk may send: its own numbers, its channel, the activities it was sent to. */
export interface FieldRights {
  readonly device: string;
  readonly channel: LinkChannel;
  readonly covered: ReadonlySet<string>;
  /** Why nothing of it is taken any more. */
  readonly withdrawn: { readonly code: QuarantineCode; readonly detail: string } | null;
  /** It came with nothing but the link that everybody has. */
  readonly anybody: boolean;
  readonly moments: Moments;
}

/** Judges one response of a phone or kiosk by its rights. */
export async function judgeByRights(
  response: SurveyResponse,
  rights: FieldRights,
  library: Library,
): Promise<Verdict> {
  const { place, channel, activity, submittedAt } = response;
  if (!('device' in place) || place.device !== rights.device) {
    return { code: 'id-mismatch', detail: 'It carries the number of another device.' };
  }
  if (rights.withdrawn !== null) return rights.withdrawn;
  if (channel !== rights.channel) {
    return { code: 'not-covered-by-link', detail: `The sender is not of the channel ${channel}.` };
  }
  if (activity === null) return { code: 'unknown-activity', detail: 'It names no activity.' };
  const known = await library.activity(activity);
  if (known === null) return { code: 'unknown-activity', detail: 'The activity is not known.' };
  if (!rights.covered.has(activity)) {
    return { code: 'not-covered-by-link', detail: 'The sender was sent to another activity.' };
  }
  if (rights.anybody && known.activity.survey.invitedOnly === true) {
    const since = await library.invitedOnlySince(activity);
    if (Date.parse(submittedAt) > since)
      return { code: 'not-covered-by-link', detail: 'The survey is for people with a personal code.' };
  }
  const marks = endpointMarks(response, known, rights.moments);
  const first = rights.anybody && place.sequence === 1;
  return { code: null, marks, burst: first ? burstMeasure(known.activity) : undefined };
}
