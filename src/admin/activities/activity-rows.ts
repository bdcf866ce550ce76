import type { Activity, ActivityCategory, ActivityStatus } from '#domain/activity.ts';
import { bounds } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import { plainWords } from '../agenda-import/words.ts';
import type { ReleaseState } from './release-state.ts';

/** An activity as the table shows it. */
export interface ActivityRow {
  readonly activity: Activity;
  readonly release: ReleaseState;
  /** Answers received so far, over all channels. */
  readonly answers: number;
  /** Changed on this device and not yet sent. */
  readonly unsent: boolean;
}

/** What a person filters the table by; `null` and the empty text let everything through. */
export interface ActivityFilter {
  readonly period: Period | null;
  readonly text: string;
  readonly status: ActivityStatus | null;
  readonly category: ActivityCategory | null;
  readonly release: ReleaseState | null;
}

/** The rows that pass the filter. The text finds rows that hold each of its words, in any of the fields a person knows. */
export function filterRows(rows: readonly ActivityRow[], filter: ActivityFilter): ActivityRow[] {
  const span = filter.period === null ? null : bounds(filter.period);
  const words = plainWords(filter.text)
    .split(' ')
    .filter((word) => word !== '');
  return rows.filter(({ activity, release }) => {
    if (filter.status !== null && activity.status !== filter.status) return false;
    if (filter.category !== null && activity.category !== filter.category) return false;
    if (filter.release !== null && release !== filter.release) return false;
    if (span !== null) {
      const start = Date.parse(activity.start);
      if (start < span.from || start >= span.until) return false;
    }
    if (words.length === 0) return true;
    const text = plainWords(`${activity.name} ${activity.place} ${activity.organiser} ${activity.notes}`);
    return words.every((word) => text.includes(word));
  });
}
