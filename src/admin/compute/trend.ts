import type { Hundredths } from '#domain/fraction.ts';
import type { Letter } from '#domain/indicators/bands.ts';
import { mayShowPart } from '#domain/indicators/privacy.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import type { Period } from '#domain/period.ts';
import type { FigureData } from './figure-data.ts';
import { EVERYTHING, respondentsIn, selectCellsByPeriod } from './selection.ts';
import type { Narrowing } from './selection.ts';
import { isPart } from './visibility.ts';

export interface TrendPoint {
  readonly period: Period;
  readonly respondents: number;
  readonly converted: Hundredths | null;
  readonly quality: Letter | null;
  /** Fewer than five answered, or so few others did that they could be told from the whole. */
  readonly hidden: boolean;
  /** Respondents of the period who answered a questionnaire with other elements: not in this line. */
  readonly others: number;
}

/** One comparable set in one period. */
export interface PeriodTally {
  readonly period: Period;
  readonly tally: Tally;
  readonly hidden: boolean;
  readonly others: number;
}

/** The index of one comparable set in each of the periods. */
export function satisfactionTrend(
  data: FigureData,
  periods: readonly Period[],
  narrowing: Narrowing,
  set: string,
): TrendPoint[] {
  return trendPoints(talliesOf(data, periods, narrowing, set));
}

/** One comparable set in each of the periods, which must not overlap. */
export function talliesOf(
  data: FigureData,
  periods: readonly Period[],
  narrowing: Narrowing,
  set: string,
): PeriodTally[] {
  const { table } = data.responses;
  const { withFlagged } = narrowing;
  const wholes = isPart(narrowing)
    ? selectCellsByPeriod(data, periods, { ...EVERYTHING, withFlagged }).map((cells) =>
        respondentsIn(data, data.sets.cellsOf(table, cells, set)),
      )
    : null;
  return selectCellsByPeriod(data, periods, narrowing).map((cells, place) => {
    const tally = data.sets.pooled(table, data.sets.cellsOf(table, cells, set), set);
    const { respondents } = tally;
    const hidden = respondents > 0 && !mayShowPart(respondents, wholes?.[place] ?? respondents);
    const others = respondentsIn(data, cells) - respondents;
    return { period: periods[place]!, tally, hidden, others };
  });
}

export function trendPoints(tallies: readonly PeriodTally[]): TrendPoint[] {
  return tallies.map(({ period, tally, hidden, others }) => {
    const { converted, quality } = hidden ? { converted: null, quality: null } : satisfactionIndex(tally);
    return { period, respondents: tally.respondents, converted, quality, hidden, others };
  });
}
