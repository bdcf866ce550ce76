import { confidenceInterval } from '#domain/indicators/confidence.ts';
import type { ConfidenceInterval } from '#domain/indicators/confidence.ts';
import type { ElementResult, SatisfactionResult } from '#domain/indicators/satisfaction.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import type { Period } from '#domain/period.ts';
import type { LocalizedText } from '#domain/questionnaire.ts';
import { attentionOf } from './attention.ts';
import type { Attention } from './attention.ts';
import type { ComparableSet } from './comparable-sets.ts';
import type { FigureData } from './figure-data.ts';
import { measure, runStart } from './measured.ts';
import type { Measured } from './measured.ts';
import { publicationHeadline, publicationOf } from './publication-figures.ts';
import type { PublicationHeadline } from './publication-figures.ts';
import { sampleFigures } from './sample-figures.ts';
import type { SampleFigures } from './sample-figures.ts';
import { EVERYTHING, selectCells, selectCellsByPeriod } from './selection.ts';
import { spreadOf } from './sums.ts';
import { satisfactionTrend } from './trend.ts';
import type { TrendPoint } from './trend.ts';
import { trendPeriods } from './trend-periods.ts';
import { visibilityOf } from './visibility.ts';
import type { Visibility } from './visibility.ts';

export interface OverviewRequest {
  readonly kind: 'overview';
  readonly period: Period;
  /** ISO 8601 UTC. */
  readonly asOf: string;
}

/** Both indicators of a period, whether they are good, why, and since when. */
export interface OverviewAnswer {
  readonly period: Period;
  readonly publication: PublicationCard;
  readonly satisfaction: SatisfactionCard;
  readonly attention: Attention;
  readonly uncounted: number;
}

export interface PublicationCard extends PublicationHeadline {
  readonly excluded: number;
  readonly late: number;
  readonly measured: Measured;
  /** First period of the unbroken run with the present predicate; `null` without a predicate. */
  readonly since: Period | null;
  readonly trend: readonly PublicationHeadline[];
}

export interface SatisfactionCard {
  /** `null`: nobody answered, or too few for it to be shown: see `visibility`. */
  readonly result: SatisfactionResult | null;
  readonly respondents: number;
  readonly visibility: Visibility;
  /** Elements that count for nothing because only some of the versions declared comparable ask them. */
  readonly leftOut: number;
  /** Comparable sets beside the main one, which have an index of their own. */
  readonly otherSets: number;
  readonly interval: ConfidenceInterval | null;
  readonly sample: SampleFigures;
  readonly strongest: NamedResult | null;
  readonly weakest: NamedResult | null;
  readonly measured: Measured;
  /** First period of the unbroken run with the present letter. */
  readonly since: Period | null;
  readonly trend: readonly TrendPoint[];
}

export interface NamedResult {
  readonly name: LocalizedText;
  readonly result: ElementResult;
}

export function overviewFigures(data: FigureData, { period, asOf }: OverviewRequest): OverviewAnswer {
  const publication = publicationOf(data, period, asOf);
  return {
    period,
    publication: {
      ...publicationHeadline(publication),
      excluded: publication.excluded.length,
      late: publication.late.length,
      ...publicationHistory(data, period, asOf),
    },
    satisfaction: satisfactionCard(data, period, asOf),
    attention: attentionOf(data, publication, asOf),
    uncounted: data.responses.uncounted,
  };
}

function publicationHistory(data: FigureData, period: Period, asOf: string) {
  const measured = (of: Period) =>
    measure(data, 'iku1', of, (whole) => publicationOf(data, whole, asOf).percentage);
  const periods = trendPeriods(period, 'before');
  return {
    measured: measured(period),
    since: runStart(periods, (of) => measured(of).achievement.predicate),
    trend: periods.map((of) => publicationHeadline(publicationOf(data, of, asOf))),
  };
}

function satisfactionCard(data: FigureData, period: Period, asOf: string): SatisfactionCard {
  const { table } = data.responses;
  const selection = { ...EVERYTHING, period };
  const [main, ...others] = data.sets.among(table, selectCells(data, selection));
  const respondents = main?.tally.respondents ?? 0;
  const visibility = main === undefined ? 'all' : visibilityOf(data, selection, main.key, respondents);
  const result = main === undefined || visibility === 'nothing' ? null : satisfactionIndex(main.tally);
  /** What the index is made of is shown with enough respondents only. */
  const whole = main === undefined || visibility !== 'all' ? null : { set: main, result: result! };
  const sample = sampleFigures(data, selection, respondents, null, asOf);
  const periods = trendPeriods(period, 'before');
  /** A period without answers still shows how it was before. */
  const shown = main ?? data.sets.among(table, selectCellsByPeriod(data, periods, EVERYTHING).flat())[0];
  const trend = shown === undefined ? [] : satisfactionTrend(data, periods, EVERYTHING, shown.key);
  const quality = new Map(trend.map((point) => [point.period, point.quality]));
  return {
    result,
    respondents,
    visibility,
    leftOut: main?.leftOut.length ?? 0,
    otherSets: others.length,
    interval: whole === null ? null : intervalOf(data, period, whole, sample),
    sample,
    ...extremes(whole),
    measured: measure(data, 'iku2', period, (of) => mainIndex(data, of)),
    since: runStart(periods, (of) => quality.get(of) ?? null),
    trend,
  };
}

interface ShownSet {
  readonly set: ComparableSet;
  readonly result: SatisfactionResult;
}

function intervalOf(
  data: FigureData,
  period: Period,
  { set, result }: ShownSet,
  sample: SampleFigures,
): ConfidenceInterval | null {
  if (set.leftOut.length > 0) return null;
  const { table } = data.responses;
  const cells = data.sets.cellsOf(table, selectCells(data, { ...EVERYTHING, period }), set.key);
  return confidenceInterval(result, spreadOf(table, cells), sample.complete ? sample.population : null);
}

function mainIndex(data: FigureData, period: Period) {
  const selection = { ...EVERYTHING, period };
  const [main] = data.sets.among(data.responses.table, selectCells(data, selection));
  if (main === undefined) return null;
  const { key, tally } = main;
  return visibilityOf(data, selection, key, tally.respondents) === 'nothing'
    ? null
    : satisfactionIndex(tally).converted;
}

/** The elements with the highest and the lowest average; none when all are equal. */
function extremes(whole: ShownSet | null) {
  const named = (whole?.set.elements ?? []).flatMap(({ key, name }) => {
    const found = whole?.result.elements.find((element) => element.key === key);
    return found === undefined || found.converted === null
      ? []
      : [{ name, result: found, value: found.converted }];
  });
  const [weakest] = named.toSorted((a, b) => a.value - b.value);
  const [strongest] = named.toSorted((a, b) => b.value - a.value);
  const differ = weakest !== undefined && strongest !== undefined && weakest.value < strongest.value;
  return { weakest: differ ? weakest : null, strongest: differ ? strongest : null };
}
