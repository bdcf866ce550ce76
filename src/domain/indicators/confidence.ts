import { add, divide, fraction, multiply, subtract, toNumber, ZERO } from '../fraction.ts';
import type { Fraction, Hundredths } from '../fraction.ts';
import { formatHundredths } from '../numbers.ts';
import type { Answer, Language } from '../questionnaire.ts';
import { HIGHEST_IKM, LOWEST_IKM } from './bands.ts';
import type { SatisfactionResult } from './satisfaction.ts';

/**
 * How much single respondents differ, kept so that it adds up like a tally: by the number of answers a respondent
 * filled, how many respondents there were, the sum of their totals and the sum of the squares of their totals.
 */
export interface Spread {
  readonly byFilled: Readonly<Record<number, SpreadSums>>;
}

export interface SpreadSums {
  readonly respondents: number;
  readonly sum: number;
  readonly squares: number;
}

export const EMPTY_SPREAD: Spread = { byFilled: {} };

/** Collects respondents one at a time; one without a filled answer leaves no trace. */
export class SpreadCounter {
  readonly #sums = new Map<number, { respondents: number; sum: number; squares: number }>();

  addAnswers(answers: Readonly<Record<string, Answer>>): void {
    this.addScores(Object.values(answers).map((answer) => answer ?? 0));
  }

  /** Scores 1..4 of one respondent, 0 for "not filled". */
  addScores(scores: ArrayLike<number>): void {
    let filled = 0;
    let sum = 0;
    for (let at = 0; at < scores.length; at += 1) {
      const score = scores[at] ?? 0;
      if (score >= 1) [filled, sum] = [filled + 1, sum + score];
    }
    if (filled > 0) this.#add(filled, { respondents: 1, sum, squares: sum * sum });
  }

  addSpread(spread: Spread): void {
    for (const [filled, sums] of Object.entries(spread.byFilled)) this.#add(Number(filled), sums);
  }

  toSpread(): Spread {
    return { byFilled: Object.fromEntries([...this.#sums].map(([filled, sums]) => [filled, { ...sums }])) };
  }

  #add(filled: number, more: SpreadSums): void {
    const sums = this.#sums.get(filled) ?? { respondents: 0, sum: 0, squares: 0 };
    sums.respondents += more.respondents;
    sums.sum += more.sum;
    sums.squares += more.squares;
    this.#sums.set(filled, sums);
  }
}

/** The spread of all respondents behind the given ones; order and grouping never matter. */
export function mergeSpreads(spreads: Iterable<Spread>): Spread {
  const counter = new SpreadCounter();
  for (const spread of spreads) counter.addSpread(spread);
  return counter.toSpread();
}

/** Within which bounds the index of the whole population lies with 95 % confidence. */
export interface ConfidenceInterval {
  readonly lower: Hundredths;
  readonly upper: Hundredths;
  readonly respondents: number;
  /** `null`: unknown, then no finite-population correction was made and the interval is wider. */
  readonly population: number | null;
  /** Everybody answered: the index is not an estimate and has no margin. */
  readonly census: boolean;
}

/** Two-sided 95 % quantiles of Student's t for 1..30 degrees of freedom. */
const T_95: readonly number[] = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** From so many degrees of freedom on; between two rows the larger, cautious quantile holds. */
const T_95_BEYOND: readonly (readonly [number, number])[] = [
  [1000, 1.962],
  [120, 1.98],
  [60, 2],
  [40, 2.021],
];

/**
 * 95 % confidence interval around the index. `null` without a result or with fewer than two respondents, because one
 * person shows no spread.
 *
 * Assumptions, to be told beside it: the respondents are a random choice among the population; each one's opinion is
 * the mean of what he filled (so one who left an element open still counts), and the index varies as the mean of these
 * means does. The centre is the official index. Margin = t(n-1) x 25 x s / sqrt(n) x sqrt((N-n) / (N-1)), cut to the
 * scale 25..100. A population below the number of respondents cannot be true and is treated as unknown.
 */
export function confidenceInterval(
  result: Pick<SatisfactionResult, 'exact' | 'converted'>,
  spread: Spread,
  population: number | null,
): ConfidenceInterval | null {
  const respondents = Object.values(spread.byFilled).reduce((sum, sums) => sum + sums.respondents, 0);
  if (result.exact === null || result.converted === null || respondents < 2) return null;
  const known = population !== null && population >= respondents ? population : null;
  if (known === respondents) {
    return { lower: result.converted, upper: result.converted, respondents, population: known, census: true };
  }
  const correction = known === null ? 1 : (known - respondents) / (known - 1);
  const standardError = Math.sqrt((toNumber(varianceOf(spread, respondents), 12) / respondents) * correction);
  const margin = quantile(respondents - 1) * 25 * standardError;
  const centre = toNumber(result.exact, 6);
  return {
    lower: Math.max(LOWEST_IKM, Math.round((centre - margin) * 100)),
    upper: Math.min(HIGHEST_IKM, Math.round((centre + margin) * 100)),
    respondents,
    population: known,
    census: false,
  };
}

/**
 * "antara 83 dan 88": whole numbers, rounded outwards so that the words never promise more than the interval. When
 * everybody answered it is "tepat 84,12".
 */
export function intervalInWords(interval: ConfidenceInterval, language: Language): string {
  const indonesian = language === 'id';
  if (interval.census) {
    return indonesian
      ? `tepat ${formatHundredths(interval.lower, 'id')}`
      : `exactly ${formatHundredths(interval.lower, 'plain')}`;
  }
  const lower = Math.floor(interval.lower / 100);
  const upper = Math.ceil(interval.upper / 100);
  return indonesian ? `antara ${lower} dan ${upper}` : `between ${lower} and ${upper}`;
}

/** Sample variance (n-1) of the respondents' means, exact. */
function varianceOf(spread: Spread, respondents: number): Fraction {
  let means = ZERO;
  let squares = ZERO;
  for (const [filled, sums] of Object.entries(spread.byFilled)) {
    const count = BigInt(filled);
    means = add(means, fraction(sums.sum, count));
    squares = add(squares, fraction(sums.squares, count * count));
  }
  const expected = divide(multiply(means, means), fraction(respondents));
  return divide(subtract(squares, expected), fraction(respondents - 1));
}

function quantile(degrees: number): number {
  return T_95[degrees - 1] ?? T_95_BEYOND.find(([from]) => degrees >= from)?.[1] ?? T_95.at(-1)!;
}
