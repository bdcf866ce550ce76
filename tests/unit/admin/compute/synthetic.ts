import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import type { Activity } from '#domain/activity.ts';
import type { Release } from '#domain/release.ts';
import { CHUNK_ROWS } from '#local/office/columns.ts';
import type { ResponseColumns } from '#local/office/columns.ts';
import { activity, release, STANDARD } from './scene.ts';

/** A seeded stream of whole numbers below `limit`: the same data in every run. */
export function dice(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Activities spread evenly over the years 2025 and 2026, four of five with a release. */
export function manyDocuments(count: number): { activities: Activity[]; releases: Release[] } {
  const from = Date.parse('2024-12-31T17:00:00.000Z');
  const step = (730 * 86_400_000) / count;
  const activities = Array.from({ length: count }, (_one, at) => {
    const start = new Date(from + at * step).toISOString();
    return activity(`activity-${at}`, start, { organiser: `Perangkat daerah ${at % 40}`, invited: 300 });
  });
  const releases = activities
    .filter((_one, at) => at % 5 !== 0)
    .map(({ id, start }) => release(`release-${id}`, [id], { publishedOn: start.slice(0, 10) }));
  return { activities, releases };
}

/** Full chunks of responses to the standard questionnaire, the responses of one activity close together. */
export function manyResponses(responses: number, activities: readonly Activity[]): ResponseColumns[] {
  const roll = dice(20_260_817);
  const chunks: ResponseColumns[] = [];
  for (let first = 0; first < responses; first += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, responses - first);
    const places = Array.from({ length: count }, (_one, row) =>
      Math.floor(((first + row) * activities.length) / responses),
    );
    const named = [...new Set(places)];
    const nearest = new Map(named.map((place, at) => [place, at]));
    chunks.push({
      chunk: chunks.length + 1,
      count,
      activities: named.map((place) => activities[place]!.id),
      activity: Uint16Array.from(places, (place) => nearest.get(place)!),
      questionnaires: [{ id: STANDARD.id, version: 1, hash: STANDARD.hash }],
      questionnaire: new Uint16Array(count),
      channel: Uint8Array.from({ length: count }, () => roll(2)),
      submittedMinute: Int32Array.from(
        places,
        (place) => Date.parse(activities[place]!.start) / 60_000 + roll(180),
      ),
      flags: Uint8Array.from({ length: count }, () => (roll(20) === 0 ? 1 : 0)),
      answers: Object.fromEntries(
        NINE_ELEMENTS.map((key) => [
          key,
          Uint8Array.from({ length: count }, () => Math.max(1, 4 - (roll(5) % 4))),
        ]),
      ),
      profile: Object.fromEntries(
        STANDARD.content.profile.map(({ key, options }) => [
          key,
          {
            options: options.map((option) => option.key),
            codes: Uint8Array.from({ length: count }, () => roll(options.length + 1)),
          },
        ]),
      ),
    });
  }
  return chunks;
}
