import type { Activity } from '#domain/activity.ts';
import type { PublicActivity } from '#protocol/survey.ts';
import { Problem } from '../http/problem.ts';
import type { KnownVersion, Library } from './library.ts';

/** Whether an activity takes answers at a moment (milliseconds since 1970). */
export function isOpen(activity: Activity, at: number): boolean {
  const { open, closesAt } = activity.survey;
  return open && (closesAt === null || Date.parse(closesAt) > at);
}

/** What an activity asks, its own choice or its agency's; `null` when that version has not reached the endpoint. */
export async function questionnaireOf(library: Library, activity: Activity): Promise<KnownVersion | null> {
  const chosen = activity.survey.questionnaire ?? (await library.agency()).questionnaire;
  return library.questionnaire(chosen.id, chosen.version);
}

/** What a respondent may know of an activity: no organiser's notes, no officers, no counts. Throws a Problem. */
export async function publicActivity(library: Library, id: string, now: number): Promise<PublicActivity> {
  const known = await library.activity(id);
  if (known === null || known.deleted) {
    throw new Problem('activity-unknown', 'The activity is not known here (any more).');
  }
  const { activity } = known;
  const questionnaire = await questionnaireOf(library, activity);
  if (questionnaire === null) {
    throw new Problem('not-found', "The activity's questionnaire is not here yet.");
  }
  const { name, start, place, survey } = activity;
  const open = isOpen(activity, now);
  return { id, name, start, place, open, closesAt: survey.closesAt, questionnaire };
}

/** A kiosk prepared for a day still serves the other activities when some of them were deleted. */
export async function activitiesStillThere(
  library: Library,
  ids: readonly string[],
  at: number,
): Promise<PublicActivity[]> {
  const found: PublicActivity[] = [];
  for (const id of ids) {
    const known = await library.activity(id);
    if (known !== null && !known.deleted) found.push(await publicActivity(library, id, at));
  }
  return found;
}
