/**
 * Calendar dates (`YYYY-MM-DD`) and their instants in Asia/Jakarta (WIB): UTC+7 all year, no daylight saving, so the
 * arithmetic is exact without a time zone database.
 */
const WIB_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the text is a date that exists: "2026-02-30" does not. Years 1900..2999, which catches slips of the finger. */
export function isCalendarDate(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  if (day < 1 || day > (DAYS_OF_MONTH[month - 1] ?? 0)) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month !== 2 || day < 29 || leap;
}

/** The date an instant (ISO 8601) has on the calendar in Jakarta; throws a RangeError for a text that is no instant. */
export function jakartaDate(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new RangeError(`Not an ISO 8601 instant: "${instant}".`);
  return new Date(time + WIB_OFFSET_MS).toISOString().slice(0, 10);
}

/** Milliseconds since 1970 (UTC) at which the date begins in Jakarta: 00:00 WIB, which is 17:00 UTC of the day before. */
export function startOfDate(date: string): number {
  return utc(date) - WIB_OFFSET_MS;
}

export function addDays(date: string, days: number): string {
  return new Date(utc(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from `from` up to and including `to`; 1 for the same date. */
export function daysInclusive(from: string, to: string): number {
  return (utc(to) - utc(from)) / DAY_MS + 1;
}

/** The date of a year, month 1..12 and day; day 0 of a month is the last day of the month before. */
export function dateOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function utc(date: string): number {
  if (!isCalendarDate(date)) throw new RangeError(`Not a calendar date: "${date}".`);
  return Date.parse(`${date}T00:00:00Z`);
}
