import { addDays, dateOf, daysInclusive, isCalendarDate, jakartaDate, startOfDate } from './calendar.ts';

/** The span of time a result is about, on the calendar of Asia/Jakarta. */
export type Period =
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'quarter'; readonly year: number; readonly quarter: number }
  | { readonly kind: 'semester'; readonly year: number; readonly semester: number }
  | { readonly kind: 'year'; readonly year: number }
  /** Both days belong to it. */
  | { readonly kind: 'range'; readonly from: string; readonly to: string };

export type PeriodKind = Period['kind'];
/** A kind that repeats, so that it has a number within its year. */
export type RegularKind = Exclude<PeriodKind, 'range'>;

const MONTHS_OF: Readonly<Record<RegularKind, number>> = { month: 1, quarter: 3, semester: 6, year: 12 };

/** The `number`-th period of its kind in a year, from 1. Throws a RangeError when there is none. */
export function regularPeriod(kind: RegularKind, year: number, number = 1): Period {
  const count = 12 / MONTHS_OF[kind];
  if (
    !Number.isInteger(year) ||
    year < 1900 ||
    year > 2999 ||
    !Number.isInteger(number) ||
    number < 1 ||
    number > count
  ) {
    throw new RangeError(`There is no ${kind} ${number} of the year ${year}.`);
  }
  switch (kind) {
    case 'month':
      return { kind, year, month: number };
    case 'quarter':
      return { kind, year, quarter: number };
    case 'semester':
      return { kind, year, semester: number };
    case 'year':
      return { kind, year };
  }
}

/** A free range of days, both included. Throws a RangeError for dates that do not exist or stand in the wrong order. */
export function range(from: string, to: string): Period {
  if (!isCalendarDate(from) || !isCalendarDate(to) || from > to) {
    throw new RangeError(`Not a range of days: "${from}" to "${to}".`);
  }
  return { kind: 'range', from, to };
}

/** The period of a kind in which an instant (ISO 8601) or a calendar date lies. */
export function periodAt(kind: RegularKind, when: string): Period {
  const date = isCalendarDate(when) ? when : jakartaDate(when);
  const month = Number(date.slice(5, 7));
  return regularPeriod(kind, Number(date.slice(0, 4)), Math.ceil(month / MONTHS_OF[kind]));
}

export function firstDay(period: Period): string {
  return period.kind === 'range' ? period.from : dateOf(period.year, firstMonth(period), 1);
}

export function lastDay(period: Period): string {
  return period.kind === 'range'
    ? period.to
    : dateOf(period.year, firstMonth(period) + MONTHS_OF[period.kind], 0);
}

/** The period in milliseconds since 1970 (UTC): `from` belongs to it, `until` is the first instant that does not. */
export function bounds(period: Period): { readonly from: number; readonly until: number } {
  return { from: startOfDate(firstDay(period)), until: startOfDate(addDays(lastDay(period), 1)) };
}

/** Whether an instant (ISO 8601) lies in the period; 23:59:59.999 WIB of its last day does, 00:00 WIB of the next not. */
export function contains(period: Period, instant: string): boolean {
  const time = Date.parse(instant);
  const { from, until } = bounds(period);
  return time >= from && time < until;
}

export function containsDate(period: Period, date: string): boolean {
  return date >= firstDay(period) && date <= lastDay(period);
}

/** The period just before: same kind, or for a range the same number of days. */
export function previousPeriod(period: Period): Period {
  const dayBefore = addDays(firstDay(period), -1);
  if (period.kind !== 'range') return periodAt(period.kind, dayBefore);
  return range(addDays(period.from, -daysInclusive(period.from, period.to)), dayBefore);
}

/** The last `count` periods of this kind up to and including this one, oldest first: the points of a trend. */
export function trendUpTo(period: Period, count: number): Period[] {
  const periods: Period[] = [period];
  while (periods.length < count) periods.unshift(previousPeriod(periods[0]!));
  return periods;
}

/**
 * The parts of a period in order, without gap or overlap. A regular period is cut into whole ones of `kind`; a range is
 * cut at the same borders, its first and last part may be shorter. Throws a RangeError for a kind that is not smaller.
 */
export function subPeriods(period: Period, kind: RegularKind): Period[] {
  if (period.kind !== 'range' && MONTHS_OF[kind] >= MONTHS_OF[period.kind]) {
    throw new RangeError(`A ${period.kind} has no parts of the kind ${kind}.`);
  }
  const parts: Period[] = [];
  for (let day = firstDay(period); day <= lastDay(period);) {
    const whole = periodAt(kind, day);
    const end = lastDay(whole) < lastDay(period) ? lastDay(whole) : lastDay(period);
    parts.push(firstDay(whole) === day && lastDay(whole) === end ? whole : range(day, end));
    day = addDays(end, 1);
  }
  return parts;
}

/** The year up to and including a quarter: what a cumulative quarterly target is measured on. */
export function yearToQuarter(year: number, quarter: number): Period {
  const last = regularPeriod('quarter', year, quarter);
  return quarter === 1 ? last : range(dateOf(year, 1, 1), lastDay(last));
}

function firstMonth(period: Exclude<Period, { kind: 'range' }>): number {
  switch (period.kind) {
    case 'month':
      return period.month;
    case 'quarter':
      return (period.quarter - 1) * 3 + 1;
    case 'semester':
      return (period.semester - 1) * 6 + 1;
    case 'year':
      return 1;
  }
}
