import type { PublicActivity } from '#protocol/survey.ts';

/** An event is rated while it runs and at its doors afterwards; one of an hour ago is likelier than one in an hour. */
const LEAD_MS = 60 * 60 * 1000;

/**
 * The event that probably takes place now: of those already begun (or about to begin within the hour) the latest, else
 * the next one, else the last of all. `now`: milliseconds since 1970. `null` when there are none.
 */
export function likelyActivity(activities: readonly PublicActivity[], now: number): string | null {
  const byStart = [...activities].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const begun = byStart.filter((activity) => Date.parse(activity.start) <= now + LEAD_MS);
  const today = begun.filter((activity) => now - Date.parse(activity.start) < 24 * LEAD_MS);
  const next = byStart.find((activity) => Date.parse(activity.start) > now + LEAD_MS);
  return (today.at(-1) ?? next ?? begun.at(-1))?.id ?? null;
}
