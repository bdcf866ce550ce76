import { isCalendarDate } from '#domain/calendar.ts';
import { readDays } from '../agenda-import/dates.ts';

/**
 * The date (`YYYY-MM-DD`) in what a person typed: "12/3/2026", "12 Maret 2026", "12-3-26", or "12/3" and "12 Maret" in
 * the year of `today`. `null` when it is no single date that exists.
 */
export function readTypedDate(typed: string, today: string): string | null {
  const text = typed.trim();
  const year = today.slice(0, 4);
  for (const attempt of [text, `${text}/${year}`, `${text} ${year}`]) {
    const days = readDays(attempt);
    if (days !== null) return days.from === days.to ? days.from : null;
  }
  return null;
}

/** "12/03/2026": how a date stands in a field, in every language of the office. */
export function shownDate(date: string): string {
  return isCalendarDate(date) ? `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}` : date;
}
