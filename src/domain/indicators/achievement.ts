import type { IndicatorSettings, Target } from '../agency.ts';
import { divide, fraction, fromHundredths, multiply, toHundredths, ZERO, compare } from '../fraction.ts';
import type { Fraction, Hundredths } from '../fraction.ts';
import { parseDecimal } from '../numbers.ts';
import { yearToQuarter } from '../period.ts';
import type { Period } from '../period.ts';

/** Capaian of one indicator; `null` fields are printed as "-". */
export interface Achievement {
  readonly target: Fraction | null;
  /** Realisation as printed. */
  readonly realised: Hundredths | null;
  /** realised / target x 100, rounded once, half-up, never capped: 10378 is 103.78 %. */
  readonly capaian: Hundredths | null;
  readonly predicate: string | null;
}

/**
 * Achievement of a target, higher is better. It starts from the realisation as printed (two decimals), so that anyone
 * with the LKjIP table and a calculator gets the same figure: 83.02 against 80 is 103.78. Without a realisation, with an
 * empty target or one of 0 there is none.
 * @param target decimal text ("82.50") or `null`; throws a RangeError for any other text or a negative number
 */
export function achievement(
  realised: Hundredths | null,
  target: string | null,
  predicates: IndicatorSettings['predicates'],
): Achievement {
  const wanted = readTarget(target);
  if (realised === null || wanted === null || compare(wanted, ZERO) === 0) {
    return { target: wanted, realised, capaian: null, predicate: null };
  }
  const capaian = toHundredths(multiply(divide(fromHundredths(realised), wanted), fraction(100)));
  return { target: wanted, realised, capaian, predicate: predicateOf(capaian, predicates) };
}

/** Name of the first bound (in percent, highest first) that the rounded capaian reaches; `null` below them all. */
export function predicateOf(capaian: Hundredths, predicates: IndicatorSettings['predicates']): string | null {
  return predicates.find((predicate) => capaian >= Math.round(predicate.from * 100))?.name ?? null;
}

/** What a period is measured against: the target's text and the period whose realisation belongs to it. */
export interface Measurement {
  readonly target: string | null;
  readonly period: Period;
}

/**
 * The measurement that belongs to a period. A year has the year's target. A quarter has its own: in `single` mode the
 * quarter alone is measured, in `cumulative` mode the year up to its end. A semester, a month or a free range has no
 * target of its own.
 */
export function measurementOf(target: Target | null, period: Period): Measurement {
  if (target === null || period.kind === 'range' || period.year !== target.year)
    return { target: null, period };
  if (period.kind === 'year') return { target: target.target, period };
  if (period.kind !== 'quarter') return { target: null, period };
  return {
    target: target.quarters[period.quarter - 1] ?? null,
    period: target.quarterMode === 'cumulative' ? yearToQuarter(period.year, period.quarter) : period,
  };
}

function readTarget(text: string | null): Fraction | null {
  if (text === null || text.trim() === '') return null;
  const value = parseDecimal(text.trim());
  if (value === null || compare(value, ZERO) < 0) throw new RangeError(`Not a target: "${text}".`);
  return value;
}
