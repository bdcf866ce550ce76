import type { SurveyResponse } from '#domain/response.ts';
import type { Grant } from './grant.ts';
import type { Sender, Verdict } from './judge.ts';
import type { KnownActivity, Library } from './library.ts';

/** A phone or kiosk with its token: its own numbers, its channel, the activities it was sent to. */
export function fieldSender(
  grant: Grant,
  device: string,
  covered: ReadonlySet<string>,
  library: Library,
): Sender {
  const { agency, link } = grant;
  return {
    agency: agency.id,
    library,
    judge: async (response) => {
      const { place, channel, activity } = response;
      if (!('device' in place) || place.device !== device) {
        return { code: 'id-mismatch', detail: 'It carries the number of another device.' };
      }
      if (grant.revoked) return { code: 'link-revoked', detail: 'The link was withdrawn.' };
      if (channel !== link.channel) {
        return { code: 'not-covered-by-link', detail: `The link is not for the channel ${channel}.` };
      }
      if (activity === null) return { code: 'unknown-activity', detail: 'It names no activity.' };
      const known = await library.activity(activity);
      if (known === null) return { code: 'unknown-activity', detail: 'The activity is not known.' };
      if (!covered.has(activity)) {
        return { code: 'not-covered-by-link', detail: 'The link is for another activity.' };
      }
      return marksOf(response, known, grant.expiresAt);
    },
  };
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
