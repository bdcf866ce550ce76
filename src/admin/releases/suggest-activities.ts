import type { Activity } from '#domain/activity.ts';
import { jakartaDate, daysInclusive } from '#domain/calendar.ts';
import { plainWords } from '../agenda-import/words.ts';

/** Words that every second title has and that therefore say nothing about which activity is meant. */
const COMMON = new Set(
  'wali kota walikota wakil pemkot pemerintah probolinggo kegiatan acara dan di ke dari yang untuk dengan pada dalam ini itu hadiri buka'.split(
    ' ',
  ),
);

/** A release is about something that happened shortly before it, or is announced shortly before it happens. */
const DAYS_AROUND = 21;

/**
 * The activities that a release is most likely about, at most `limit`: those around the day of publication that share
 * the most telling words with the title, the nearest first among equals.
 */
export function suggestActivities(
  title: string,
  publishedOn: string,
  activities: readonly Activity[],
  limit: number,
): Activity[] {
  const words = tellingWords(title);
  const untitled = title.trim() === '';
  return activities
    .map((activity) => {
      const distance = Math.abs(daysBetween(jakartaDate(activity.start), publishedOn));
      const own = tellingWords(`${activity.name} ${activity.place} ${activity.organiser}`);
      const shared = [...words].filter((word) => own.has(word)).length;
      return { activity, distance, shared };
    })
    .filter(({ distance, shared }) => distance <= DAYS_AROUND && (shared > 0 || (untitled && distance <= 2)))
    .toSorted((a, b) => b.shared - a.shared || a.distance - b.distance)
    .slice(0, limit)
    .map(({ activity }) => activity);
}

function tellingWords(text: string): Set<string> {
  return new Set(
    plainWords(text)
      .split(' ')
      .filter((word) => word.length > 2 && !COMMON.has(word)),
  );
}

function daysBetween(a: string, b: string): number {
  return a <= b ? daysInclusive(a, b) - 1 : 1 - daysInclusive(b, a);
}
