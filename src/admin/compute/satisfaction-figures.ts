import { confidenceInterval } from '#domain/indicators/confidence.ts';
import type { ConfidenceInterval } from '#domain/indicators/confidence.ts';
import { satisfactionIndex, satisfactionWithout } from '#domain/indicators/satisfaction.ts';
import type { SatisfactionResult } from '#domain/indicators/satisfaction.ts';
import type { Hundredths } from '#domain/fraction.ts';
import { periodKey } from '#domain/period-text.ts';
import { previousPeriod } from '#domain/period.ts';
import type { ResponseFlag } from '#domain/response.ts';
import { FLAGS } from '#local/office/columns.ts';
import type { ComparableSet } from './comparable-sets.ts';
import { condense, everyCell } from './condensed.ts';
import type { Cells } from './condensed.ts';
import type { FigureData } from './figure-data.ts';
import { channelFigures, organiserFigures } from './group-figures.ts';
import type { CellsOfSet, GroupFigure } from './group-figures.ts';
import { sampleFigures } from './sample-figures.ts';
import type { SampleFigures } from './sample-figures.ts';
import { selectCells } from './selection.ts';
import type { Selection } from './selection.ts';
import { strataOf } from './strata.ts';
import type { Stratum } from './strata.ts';
import { flagCounts, spreadOf } from './sums.ts';
import { talliesOf, trendPoints } from './trend.ts';
import type { PeriodTally, TrendPoint } from './trend.ts';
import { trendPeriods } from './trend-periods.ts';
import type { TrendKind } from './trend-periods.ts';
import { visibilityOf } from './visibility.ts';

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
  /** Stands in the place of `chosen` when too few answered for anything but the bare result. */
  readonly few: FewRespondents | null;
  readonly trend: readonly TrendPoint[];
  /** Responses on this device whose questionnaire has not arrived yet. */
  readonly uncounted: number;
}

export interface SetHeadline extends Omit<ComparableSet, 'tally'> {
  readonly respondents: number;
  /** `null`: no result, or too few answered for it to be shown. */
  readonly converted: Hundredths | null;
}

export interface FewRespondents {
  readonly set: SetHeadline;
  /** The index of a whole reporting period; `null` for a part of one, of which nothing is shown. */
  readonly result: Pick<SatisfactionResult, 'converted' | 'quality'> | null;
}

export interface SetFigures extends SetHeadline {
  readonly result: SatisfactionResult;
  readonly withoutFreeElement: SatisfactionResult | null;
  readonly quality: QualityFigures;
  /** `null` also for versions declared comparable: how much their respondents differ is known over all elements only. */
  readonly interval: ConfidenceInterval | null;
  readonly sample: SampleFigures;
  /** The same selection one period earlier; `null` when too few answered then. */
  readonly previous: SatisfactionResult | null;
  readonly channels: readonly GroupFigure[];
  /** Over all responses of the selection, whether or not the flagged ones are left out of the rest. */
  readonly strata: readonly Stratum[];
  readonly organisers: readonly GroupFigure[];
}

export interface QualityFigures {
  readonly flagged: number;
  readonly kinds: readonly { readonly flag: ResponseFlag; readonly responses: number }[];
  readonly withFlagged: SatisfactionResult;
  readonly withoutFlagged: SatisfactionResult;
}

export function satisfactionFigures(data: FigureData, request: SatisfactionRequest): SatisfactionAnswer {
  const { selection } = request;
  const { uncounted } = data.responses;
  /** With the flagged ones always, since what they change is shown beside whichever figure is chosen. */
  const all = condense(data, selectCells(data, { ...selection, withFlagged: true }));
  const cells = everyCell(all).filter((cell) => selection.withFlagged || all.table.flagged[cell] === 0);
  const sets = data.sets.among(all.table, cells);
  const seen = sets.map((set) => visibilityOf(data, selection, set.key, set.tally.respondents));
  const sought = sets.findIndex((set) => set.key === request.set);
  const place = Math.max(0, sought);
  const set = sets[place];
  if (set === undefined) return { sets: [], chosen: null, few: null, trend: [], uncounted };
  const headlines = sets.map((one, at) => headline(one, seen[at] !== 'nothing'));
  const past = talliesOf(data, trendPeriods(selection.period, request.trend), selection, set.key);
  const answer = { sets: headlines, trend: trendPoints(past), uncounted };
  if (seen[place] !== 'all') {
    const { converted, quality } = satisfactionIndex(set.tally);
    const result = seen[place] === 'headline' ? { converted, quality } : null;
    return { ...answer, chosen: null, few: { set: headlines[place]!, result } };
  }
  const figures = setFigures(data, request, set, all, cells);
  return {
    ...answer,
    chosen: { ...headlines[place]!, ...figures, previous: previousResult(data, selection, set.key, past) },
    few: null,
  };
}

function headline({ tally, ...set }: ComparableSet, shown: boolean): SetHeadline {
  return {
    ...set,
    respondents: tally.respondents,
    converted: shown ? satisfactionIndex(tally).converted : null,
  };
}

function setFigures(
  data: FigureData,
  request: SatisfactionRequest,
  { key, leftOut, tally }: ComparableSet,
  all: Cells,
  selected: readonly number[],
): Omit<SetFigures, keyof SetHeadline | 'previous'> {
  const { selection } = request;
  const { sets } = data;
  const of: CellsOfSet = { ...all, sets, set: key, cells: sets.cellsOf(all.table, selected, key) };
  const whole: CellsOfSet = { ...of, cells: sets.cellsOf(all.table, everyCell(all), key) };
  const result = satisfactionIndex(tally);
  const sample = sampleFigures(data, selection, tally.respondents, request.population, request.asOf);
  const population = sample.complete ? sample.population : null;
  return {
    result,
    withoutFreeElement: Object.hasOwn(tally.counts, FREE_SERVICE_ELEMENT)
      ? satisfactionWithout(tally, [FREE_SERVICE_ELEMENT])
      : null,
    quality: qualityFigures(whole),
    interval:
      leftOut.length > 0 ? null : confidenceInterval(result, spreadOf(all.table, of.cells), population),
    sample,
    channels: channelFigures(of),
    strata: strataOf(whole),
    organisers: organiserFigures(of),
  };
}

/** Over all responses of the selection, so that both figures stay visible whichever one is shown. */
function qualityFigures({ table, sets, set, cells: all }: CellsOfSet): QualityFigures {
  const unflagged = all.filter((cell) => table.flagged[cell] === 0);
  const counts = flagCounts(table, all);
  return {
    flagged: all.reduce(
      (sum, cell) => sum + table.flagged[cell]! * (table.respondents[cell]! + table.blank[cell]!),
      0,
    ),
    kinds: FLAGS.map((flag, place) => ({ flag, responses: counts[place]! })),
    withFlagged: satisfactionIndex(sets.pooled(table, all, set)),
    withoutFlagged: satisfactionIndex(sets.pooled(table, unflagged, set)),
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
    talliesOf(data, [before], selection, set)[0]!;
  return found.hidden || found.tally.respondents === 0 ? null : satisfactionIndex(found.tally);
}
