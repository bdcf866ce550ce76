import { daysInclusive } from '#domain/calendar.ts';
import { firstDay, lastDay, subPeriods, trendUpTo } from '#domain/period.ts';
import type { Period, PeriodKind } from '#domain/period.ts';

/** `before`: periods of the same kind up to the chosen one. `within`: the months of the chosen one. */
export type TrendKind = 'before' | 'within';

const POINTS_BEFORE: Readonly<Record<PeriodKind, number>> = {
  month: 12,
  quarter: 8,
  semester: 6,
  year: 5,
  range: 4,
};

const LONGEST_MONTH = 31;

/** The points of a trend, oldest first. */
export function trendPeriods(period: Period, kind: TrendKind): Period[] {
  if (kind === 'within' && hasMonths(period)) return subPeriods(period, 'month');
  return trendUpTo(period, POINTS_BEFORE[period.kind]);
}

/** Whether a period is long enough to be divided into months. */
export function hasMonths(period: Period): boolean {
  return period.kind !== 'month' && daysInclusive(firstDay(period), lastDay(period)) > LONGEST_MONTH;
}
