import { add, ceiling, divide, fraction, multiply, ONE, roundScaled } from './fraction.ts';
import type { Fraction } from './fraction.ts';

export type SampleMethod = 'krejcie-morgan' | 'slovin';

/** Chi-square of one degree of freedom at 95 %, as Krejcie & Morgan print it. */
const CHI_SQUARE = fraction(3841, 1000);
/** P(1-P) with P = 0.5: the most cautious assumption. */
const VARIANCE = fraction(1, 4);
/** d squared, with d = 0.05. */
const ERROR_SQUARED = fraction(25, 10_000);
const SLOVIN_ERROR = fraction(5, 100);

/**
 * Smallest sample by Krejcie & Morgan for a population; the nearest whole number, as their printed table has it
 * (10 gives 10, 500 gives 217). 0 for an empty population.
 */
export function krejcieMorgan(population: number): number {
  const size = whole(population);
  if (population === 0) return 0;
  const common = multiply(CHI_SQUARE, VARIANCE);
  const top = multiply(common, size);
  const bottom = add(multiply(ERROR_SQUARED, fraction(population - 1)), common);
  return Number(roundScaled(divide(top, bottom), 0));
}

/** Smallest sample by Slovin, ceil(N / (1 + N e²)), exact: 60 with 5 % gives 53 (52.17…), 0 for nobody. */
export function slovin(population: number, error: Fraction = SLOVIN_ERROR): number {
  const size = whole(population);
  return Number(ceiling(divide(size, add(ONE, multiply(size, multiply(error, error))))));
}

/** What a report says about the sample. */
export interface Sufficiency {
  readonly method: SampleMethod;
  readonly population: number;
  readonly minimum: number;
  readonly reached: number;
  readonly sufficient: boolean;
  /** More respondents than people: the population figure is wrong or somebody answered twice. */
  readonly exceedsPopulation: boolean;
}

export function sufficiency(
  population: number,
  reached: number,
  method: SampleMethod = 'krejcie-morgan',
): Sufficiency {
  const minimum = method === 'slovin' ? slovin(population) : krejcieMorgan(population);
  return {
    method,
    population,
    minimum,
    reached,
    sufficient: reached >= minimum && reached > 0,
    exceedsPopulation: reached > population,
  };
}

function whole(population: number): Fraction {
  if (!Number.isSafeInteger(population) || population < 0) {
    throw new RangeError(`A population is a whole number from 0, not ${population}.`);
  }
  return fraction(population);
}
