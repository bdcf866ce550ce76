import { addDays, jakartaDate, startOfDate } from '#domain/calendar.ts';

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** The span that the example covers, in milliseconds since 1970. */
export interface Span {
  /** First moment of the first day. */
  readonly from: number;
  /** "Now" of the example: the afternoon of the end date. */
  readonly now: number;
  /** From here on the nine elements are asked; before, the older form. */
  readonly newForm: number;
}

/** The year that ends with `endDate` (`YYYY-MM-DD` in Asia/Jakarta). */
export function spanEnding(endDate: string): Span {
  const first = addDays(endDate, -364);
  const newForm = startOfDate(changeOfForm(first));
  return { from: startOfDate(first), now: startOfDate(endDate) + 15 * HOUR, newForm };
}

/**
 * The form changes on a new year's day, or on the first day of a quarter when that is too far: no quarter mixes two
 * forms, since a mixed index would be refused.
 */
function changeOfForm(first: string): string {
  const year = Number(first.slice(0, 4));
  const quarters = [
    `${year}-04-01`,
    `${year}-07-01`,
    `${year}-10-01`,
    `${year + 1}-01-01`,
    `${year + 1}-04-01`,
  ];
  const [earliest, latest] = [addDays(first, 14), addDays(first, 120)];
  const newYear = quarters.find((day) => day.endsWith('01-01') && day > earliest && day < latest);
  return newYear ?? quarters.find((day) => day > earliest) ?? first;
}

/** Calendar date (`YYYY-MM-DD`) of a moment in Asia/Jakarta. */
export function dateAt(at: number): string {
  return jakartaDate(new Date(at).toISOString());
}

export function yearAt(at: number): number {
  return Number(dateAt(at).slice(0, 4));
}
