import type { SurveyResponse } from '#domain/response.ts';
import type { QuarantineCode } from '#protocol/problem.ts';
import type { LinkChannel } from '../storage/link-store.ts';
import type { Verdict } from './judge.ts';
import type { KnownActivity, Library } from './library.ts';

/** What a phone or kiosk may send: its own numbers, its channel, the activities it was sent to. */
export interface FieldRights {
  readonly device: string;
  readonly channel: LinkChannel;
  readonly covered: ReadonlySet<string>;
  /** Why nothing of it is taken any more. */
  readonly withdrawn: { readonly code: QuarantineCode; readonly detail: string } | null;
  /** Milliseconds since 1970: later answers are marked. */
  readonly expiresAt: number;
}

/** Judges one response of a phone or kiosk by its rights. */
export async function judgeByRights(
  response: SurveyResponse,
  rights: FieldRights,
  library: Library,
): Promise<Verdict> {
  const { place, channel, activity } = response;
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
  return marksOf(response, known, rights.expiresAt);
}

/**
 * An answer given after the end is kept and marked, never refused: the person was thanked for it. A survey that was
 * closed by hand counts as closed since its activity was last changed, which never marks too many.
 */
function marksOf(response: SurveyResponse, known: KnownActivity, expiresAt: number): Verdict {
  const { open, closesAt } = known.activity.survey;
  const at = Date.parse(response.submittedAt);
  const late =
    at > expiresAt ||
    (closesAt !== null && at > Date.parse(closesAt)) ||
    ((!open || known.deleted) && at > known.changedAt);
  return { code: null, marks: late ? ['after-close'] : [] };
}
