const DAY = 24 * 60 * 60 * 1000;
/** Asia/Jakarta is seven hours ahead, without summer time. */
const JAKARTA = 7 * 60 * 60 * 1000;

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
  const end = Date.parse(`${endDate}T00:00:00Z`) - JAKARTA;
  const from = end - 364 * DAY;
  return { from, now: end + 15 * 60 * 60 * 1000, newForm: changeOfForm(from) };
}

/**
 * The form changes on a new year's day, or on the first day of a quarter when that is too far: no quarter mixes two
 * forms, since a mixed index would be refused.
 */
function changeOfForm(from: number): number {
  const start = new Date(from + JAKARTA);
  const year = start.getUTCFullYear();
  const quarters = [3, 6, 9, 12].map((month) => Date.UTC(year, month, 1) - JAKARTA);
  const newYear = quarters[3] ?? from;
  if (newYear - from < 120 * DAY) return newYear - from < 14 * DAY ? newYear + 90 * DAY : newYear;
  return quarters.find((quarter) => quarter - from > 14 * DAY) ?? newYear;
}

/** Calendar date (`YYYY-MM-DD`) of a moment in Asia/Jakarta. */
export function dateAt(at: number): string {
  return new Date(at + JAKARTA).toISOString().slice(0, 10);
}

export function yearAt(at: number): number {
  return Number(dateAt(at).slice(0, 4));
}

export { DAY };
