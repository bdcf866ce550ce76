import type { Activity } from '#domain/activity.ts';
import { LinkRequest, RevokeLinkRequest } from '#protocol/office.ts';
import type { IssuedLink } from '#protocol/office.ts';
import { markOf } from '#protocol/link-mark.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { Library } from '../push/library.ts';
import { questionnaireOf } from '../push/public-activity.ts';
import { signLink } from '../security/link-token.ts';
import type { LinkRecord } from '../storage/link-store.ts';
import type { AgencyRecord } from '../storage/storage.ts';
import { requireActivities } from './known-activities.ts';
import type { StaffCall } from './route.ts';

const DAY = 24 * 60 * 60 * 1000;
/** A poster outlives its event by a season. */
const VALID_DAYS = 90;

/**
 * Issues a survey link: the same one again for the same day, activity and questionnaire, so that printed codes agree. The
 * token sits behind the `#`, which browsers never send to a server or write into its log.
 */
export async function issueLink({ endpoint, request, session }: StaffCall): Promise<Answer> {
  const { channel, activities, label } = await readJson(request, LinkRequest);
  const { agency } = session;
  const library = new Library(endpoint.storage, agency.id);
  const known = await requireActivities(library, activities);
  const at = endpoint.now();
  const [subject = ''] = activities;
  const link = { channel, subject, label, activities };
  const audit = { by: session.account.id, at };
  const issued = await endpoint.storage.links.issue(agency.id, link, audit);
  const { token, expiresAt } = tokenOf(agency, issued, known, at, await markFor(library, known));
  const answer: IssuedLink = {
    marker: PROTOCOL_MARKER,
    id: subject,
    url: `${endpoint.surveyOrigin}/#l=${token}`,
    expiresAt: instant(expiresAt),
  };
  return jsonAnswer(answer);
}

/** What a respondent's link tells of its questionnaire (`link-mark.ts`); nothing while the questionnaire is not here. */
async function markFor(library: Library, [first]: readonly Activity[]): Promise<number> {
  const asked = first ? await questionnaireOf(library, first) : null;
  return asked ? markOf(asked.hash) : 0;
}

/** The token of a link that is in force; the same all day. `mark`: see `link-mark.ts`; 0 for none. */
export function tokenOf(
  agency: AgencyRecord,
  { channel, subject, generation }: LinkRecord,
  activities: readonly Activity[],
  at: number,
  mark = 0,
): { token: string; expiresAt: number } {
  const latest = Math.max(at, ...activities.map(({ start }) => Date.parse(start)));
  const expiresAt = (Math.floor(latest / DAY) + 1 + VALID_DAYS) * DAY;
  const claims = { agency: agency.number, channel, subject, generation, expires: expiresAt / 1000 };
  return { token: signLink(claims, agency.linkKey, mark), expiresAt };
}

export async function revokeLink({ endpoint, request, session }: StaffCall): Promise<Answer> {
  const { channel, id } = await readJson(request, RevokeLinkRequest);
  const audit = { by: session.account.id, at: endpoint.now() };
  const known = await endpoint.storage.links.revoke(session.agency.id, channel, id, audit);
  if (!known) throw new Problem('not-found', 'No such link was issued.');
  return jsonAnswer({ marker: PROTOCOL_MARKER });
}
