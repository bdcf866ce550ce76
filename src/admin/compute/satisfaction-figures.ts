import { confidenceInterval } from '#domain/indicators/confidence.ts';
import type { ConfidenceInterval } from '#domain/indicators/confidence.ts';
import type { Letter } from '#domain/indicators/bands.ts';
import { mayShow } from '#domain/indicators/privacy.ts';
import { satisfactionIndex, satisfactionWithout } from '#domain/indicators/satisfaction.ts';
import type { SatisfactionResult } from '#domain/indicators/satisfaction.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import type { Hundredths } from '#domain/fraction.ts';
import { periodKey } from '#domain/period-text.ts';
import { previousPeriod } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { ResponseFlag } from '#domain/response.ts';
import { FLAGS } from '#local/office/columns.ts';
import type { CellTable } from './cell-table.ts';
import { cellsOfSet, comparableSets, pooledTally } from './comparable-sets.ts';
import type { ComparableSet } from './comparable-sets.ts';
import { condense, everyCell } from './condensed.ts';
import type { Cells } from './condensed.ts';
import type { FigureData } from './figure-data.ts';
import { channelFigures, organiserFigures } from './group-figures.ts';
import type { GroupFigure } from './group-figures.ts';
import { sampleFigures } from './sample-figures.ts';
import type { SampleFigures } from './sample-figures.ts';
import { selectCells, selectCellsByPeriod } from './selection.ts';
import type { Narrowing, Selection } from './selection.ts';
import { flagCounts, spreadOf } from './sums.ts';
import { trendPeriods } from './trend-periods.ts';
import type { TrendKind } from './trend-periods.ts';

/** The element that a free service adds nothing to learn from: the index without it stands beside the official one. */
export const FREE_SERVICE_ELEMENT = 'biaya';

export interface SatisfactionRequest {
  readonly kind: 'satisfaction';
  readonly selection: Selection;
  /** Key of the comparable set to show; `null`: the main one. */
  readonly set: string | null;
  readonly trend: TrendKind;
  /** Population given by the person instead of the sum of the invited. */
  readonly population: number | null;
  /** ISO 8601 UTC. */
  readonly asOf: string;
}

export interface SatisfactionAnswer {
  /** The main set first. More than one means: there is no common index. */
  readonly sets: readonly SetHeadline[];
  readonly chosen: SetFigures | null;
  readonly trend: readonly TrendPoint[];
  /** Responses on this device whose questionnaire has not arrived yet. */
  readonly uncounted: number;
}

export interface SetHeadline extends Omit<ComparableSet, 'tally'> {
  readonly result: SatisfactionResult;
}

export interface SetFigures extends SetHeadline {
  readonly withoutFreeElement: SatisfactionResult | null;
  readonly quality: QualityFigures;
  readonly interval: ConfidenceInterval | null;
  readonly sample: SampleFigures;
  /** The same selection one period earlier; `null` when too few answered then. */
  readonly previous: SatisfactionResult | null;
  readonly channels: readonly GroupFigure[];
  readonly organisers: readonly GroupFigure[];
}

export interface QualityFigures {
  readonly flagged: number;
  readonly kinds: readonly { readonly flag: ResponseFlag; readonly responses: number }[];
  readonly withFlagged: SatisfactionResult;
  readonly withoutFlagged: SatisfactionResult;
}

export interface TrendPoint {
  readonly period: Period;
  readonly respondents: number;
  readonly converted: Hundredths | null;
  readonly quality: Letter | null;
  /** Fewer than five answered. */
  readonly hidden: boolean;
  /** Respondents of the period who answered a questionnaire with other elements: not in this line. */
  readonly others: number;
}

export function satisfactionFigures(data: FigureData, request: SatisfactionRequest): SatisfactionAnswer {
  const { selection } = request;
  /** With the flagged ones always, since what they change is shown beside whichever figure is chosen. */
  const all = condense(data, selectCells(data, { ...selection, withFlagged: true }));
  const cells = everyCell(all).filter((cell) => selection.withFlagged || all.table.flagged[cell] === 0);
  const sets = comparableSets(all.table, cells);
  const chosen = sets.find((set) => set.key === request.set) ?? sets[0];
  if (chosen === undefined) {
    return { sets: [], chosen: null, trend: [], uncounted: data.responses.uncounted };
  }
  const past = tallies(data, trendPeriods(selection.period, request.trend), selection, chosen.key);
  return {
    sets: sets.map(headline),
    chosen: {
      ...setFigures(data, request, chosen, all, cells),
      previous: previousResult(data, selection, chosen.key, past),
    },
    trend: past.map(trendPoint),
    uncounted: data.responses.uncounted,
  };
}

/** The index of one comparable set in each of the periods. */
export function satisfactionTrend(
  data: FigureData,
  periods: readonly Period[],
  narrowing: Narrowing,
  set: string,
): TrendPoint[] {
  return tallies(data, periods, narrowing, set).map(trendPoint);
}

/** One comparable set in one period. */
interface PeriodTally {
  readonly period: Period;
  readonly tally: Tally;
  /** Respondents of the period who belong to other sets. */
  readonly others: number;
}

function tallies(
  data: FigureData,
  periods: readonly Period[],
  narrowing: Narrowing,
  set: string,
): PeriodTally[] {
  const { table } = data.responses;
  return selectCellsByPeriod(data, periods, narrowing).map((cells, place) => {
    const tally = pooledTally(table, cellsOfSet(table, cells, set));
    const others = cells.reduce((sum, cell) => sum + table.respondents[cell]!, 0) - tally.respondents;
    return { period: periods[place]!, tally, others };
  });
}

function trendPoint({ period, tally, others }: PeriodTally): TrendPoint {
  const { respondents } = tally;
  const hidden = respondents > 0 && !mayShow(respondents);
  const { converted, quality } = hidden ? { converted: null, quality: null } : satisfactionIndex(tally);
  return { period, respondents, converted, quality, hidden, others };
}

function headline({ tally, ...set }: ComparableSet): SetHeadline {
  return { ...set, result: satisfactionIndex(tally) };
}

function setFigures(
  data: FigureData,
  request: SatisfactionRequest,
  set: ComparableSet,
  all: Cells,
  selected: readonly number[],
): Omit<SetFigures, 'previous'> {
  const { selection } = request;
  const { table } = all;
  const cells = cellsOfSet(table, selected, set.key);
  const head = headline(set);
  const sample = sampleFigures(data, selection, set.tally.respondents, request.population, request.asOf);
  return {
    ...head,
    withoutFreeElement: Object.hasOwn(set.tally.counts, FREE_SERVICE_ELEMENT)
      ? satisfactionWithout(set.tally, [FREE_SERVICE_ELEMENT])
      : null,
    quality: qualityFigures(table, cellsOfSet(table, everyCell(all), set.key)),
    interval: confidenceInterval(
      head.result,
      spreadOf(table, cells),
      sample.complete ? sample.population : null,
    ),
    sample,
    channels: channelFigures(all, cells),
    organisers: organiserFigures(all, cells),
  };
}

/** Over all responses of the selection, so that both figures stay visible whichever one is shown. */
function qualityFigures(table: CellTable, all: readonly number[]): QualityFigures {
  const unflagged = all.filter((cell) => table.flagged[cell] === 0);
  const counts = flagCounts(table, all);
  return {
    flagged: all.reduce(
      (sum, cell) => sum + table.flagged[cell]! * (table.respondents[cell]! + table.blank[cell]!),
      0,
    ),
    kinds: FLAGS.map((flag, place) => ({ flag, responses: counts[place]! })),
    withFlagged: satisfactionIndex(pooledTally(table, all)),
    withoutFlagged: satisfactionIndex(pooledTally(table, unflagged)),
  };
}

/** Taken from the trend where that has it, which is nearly always. */
function previousResult(
  data: FigureData,
  selection: Selection,
  set: string,
  past: readonly PeriodTally[],
): SatisfactionResult | null {
  const before = previousPeriod(selection.period);
  const found =
    past.find(({ period }) => periodKey(period) === periodKey(before)) ??
    tallies(data, [before], selection, set)[0]!;
  return mayShow(found.tally.respondents) ? satisfactionIndex(found.tally) : null;
}
