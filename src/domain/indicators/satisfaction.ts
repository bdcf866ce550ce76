import {
  add,
  compare,
  divide,
  equals,
  fraction,
  multiply,
  ONE,
  toHundredths,
  total,
  ZERO,
} from '../fraction.ts';
import type { Fraction, Hundredths } from '../fraction.ts';
import { CURRENT_BANDS, letterOf } from './bands.ts';
import type { BandTable, Letter } from './bands.ts';
import type { ScoreCounts, Tally } from './tally.ts';

/** Stored with every published result, so that a later method can be told from this one. */
export const METHOD_VERSION = 1;

export type SatisfactionMethod = 'exact-1/k' | 'exact-weighted';

/** One row of the processing table (tabel pengolahan). */
export interface ElementResult {
  readonly key: string;
  readonly counts: ScoreCounts;
  /** Filled answers; unanswered ones are not among them. */
  readonly filled: number;
  /** Sum of the filled answers. */
  readonly sum: number;
  /** NRR = sum / filled, 1..4; `null` without a filled answer. */
  readonly average: Fraction | null;
  readonly weight: Fraction;
  /** NRR tertimbang = NRR x weight. */
  readonly weighted: Fraction | null;
  /** NRR x 25 rounded once, 25.00..100.00. */
  readonly converted: Hundredths | null;
  readonly quality: Letter | null;
}

/** What the same answers give under another habit: for comparison, never the result. */
export interface Reading {
  /** The weight this reading uses for every element. */
  readonly weight: Fraction;
  /** Can lie below 25.00 or end at 99.00: that is what is wrong with it. */
  readonly converted: Hundredths | null;
  readonly quality: Letter | null;
}

/** The index with its working: whoever prints it can show every step. */
export interface SatisfactionResult {
  readonly method: SatisfactionMethod;
  readonly methodVersion: number;
  readonly bands: string;
  readonly respondents: number;
  /** Responses without any filled answer. */
  readonly blank: number;
  readonly elements: readonly ElementResult[];
  /** Elements without a filled answer; one of them is enough for "no result" of the whole. */
  readonly missingElements: readonly string[];
  /** Sum of the weighted averages, 1..4; `null` is "no result". */
  readonly index: Fraction | null;
  /** IKM = index x 25 before rounding. */
  readonly exact: Fraction | null;
  /** IKM rounded once, half-up: 8333 is 83.33. */
  readonly converted: Hundredths | null;
  /** Mutu, from the rounded IKM. */
  readonly quality: Letter | null;
  /** The printed 1/9 = 0.11 and the common 0.111; for another k, 1/k cut after 2 and 3 decimals. `null` with own weights. */
  readonly readings: { readonly '0.11': Reading; readonly '0.111': Reading } | null;
}

export interface SatisfactionOptions {
  /** By element key, each above 0, together exactly 1. Left out: 1/k each. */
  readonly weights?: Readonly<Record<string, Fraction>>;
  /** Bands to judge by; those in force when left out. */
  readonly bands?: BandTable;
}

/** IKM = index x 25. */
const SCALE = fraction(25);

/**
 * The satisfaction index of PermenPANRB 14/2017 over the given elements of a tally, computed exactly and rounded once.
 * An element nobody filled has no average, so a sum over all k elements does not exist: the whole is then "no result"
 * and `missingElements` says why. (Leaving it out would silently change k and the weights; counting it as 0 would
 * punish the service for a question nobody could judge.) `satisfactionOfAnswered` gives the comparison.
 * Throws a RangeError for weights that do not fit.
 */
export function satisfactionIndex(
  tally: Tally,
  elements: readonly string[] = Object.keys(tally.counts),
  options: SatisfactionOptions = {},
): SatisfactionResult {
  const bands = options.bands ?? CURRENT_BANDS;
  const weights = weightsOf(elements, options.weights);
  const rows = elements.map((key, place) =>
    elementResult(
      key,
      Object.hasOwn(tally.counts, key) ? tally.counts[key] : undefined,
      weights[place] ?? ZERO,
      bands,
    ),
  );
  const missingElements = rows.filter((row) => row.average === null).map((row) => row.key);
  const complete = rows.length > 0 && missingElements.length === 0;
  const index = complete ? total(rows.map((row) => row.weighted ?? ZERO)) : null;
  const exact = index === null ? null : multiply(index, SCALE);
  const converted = exact === null ? null : toHundredths(exact);
  return {
    method: options.weights === undefined ? 'exact-1/k' : 'exact-weighted',
    methodVersion: METHOD_VERSION,
    bands: bands.id,
    respondents: tally.respondents,
    blank: tally.blank,
    elements: rows,
    missingElements,
    index,
    exact,
    converted,
    quality: letterOf(converted, bands),
    readings: options.weights === undefined && rows.length > 0 ? readingsOf(rows, complete, bands) : null,
  };
}

/** The index as if some elements had not been asked, 1/k over the rest: "without biaya" beside the official one. */
export function satisfactionWithout(
  tally: Tally,
  leftOut: readonly string[],
  options: Omit<SatisfactionOptions, 'weights'> = {},
): SatisfactionResult {
  return satisfactionIndex(
    tally,
    Object.keys(tally.counts).filter((key) => !leftOut.includes(key)),
    options,
  );
}

/** A comparison for a whole without result: the index over those elements that have answers, with its own smaller k. */
export function satisfactionOfAnswered(result: SatisfactionResult, tally: Tally): SatisfactionResult {
  const answered = result.elements.filter((element) => element.average !== null);
  return satisfactionIndex(
    tally,
    answered.map((element) => element.key),
  );
}

function elementResult(
  key: string,
  counts: ScoreCounts = [0, 0, 0, 0],
  weight: Fraction,
  bands: BandTable,
): ElementResult {
  const filled = counts[0] + counts[1] + counts[2] + counts[3];
  const sum = counts[0] + 2 * counts[1] + 3 * counts[2] + 4 * counts[3];
  const average = filled === 0 ? null : fraction(sum, filled);
  const weighted = average === null ? null : multiply(average, weight);
  const converted = average === null ? null : toHundredths(multiply(average, SCALE));
  return {
    key,
    counts,
    filled,
    sum,
    average,
    weight,
    weighted,
    converted,
    quality: letterOf(converted, bands),
  };
}

function readingsOf(
  rows: readonly ElementResult[],
  complete: boolean,
  bands: BandTable,
): NonNullable<SatisfactionResult['readings']> {
  const averages = complete ? total(rows.map((row) => row.average ?? ZERO)) : null;
  const reading = (unit: 100 | 1000): Reading => {
    const weight = fraction(Math.floor(unit / rows.length), unit);
    const converted = averages === null ? null : toHundredths(multiply(multiply(averages, weight), SCALE));
    return { weight, converted, quality: letterOf(converted, bands) };
  };
  return { '0.11': reading(100), '0.111': reading(1000) };
}

function weightsOf(
  elements: readonly string[],
  given: Readonly<Record<string, Fraction>> | undefined,
): Fraction[] {
  if (given === undefined) return elements.map(() => divide(ONE, fraction(elements.length)));
  const unknown = Object.keys(given).filter((key) => !elements.includes(key));
  if (unknown.length > 0) {
    throw new RangeError(`Weights name elements that are not asked: ${unknown.join(', ')}.`);
  }
  const weights = elements.map((key) => {
    const weight = Object.hasOwn(given, key) ? given[key] : undefined;
    if (weight === undefined) throw new RangeError(`The element "${key}" has no weight.`);
    if (compare(weight, ZERO) <= 0) throw new RangeError(`The weight of "${key}" must be above 0.`);
    return weight;
  });
  const sum = weights.reduce(add, ZERO);
  if (!equals(sum, ONE)) {
    throw new RangeError(`The weights must sum to exactly 1, not to ${sum.numerator}/${sum.denominator}.`);
  }
  return weights;
}
