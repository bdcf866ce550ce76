/** One measured thing: what we need, and what the thing it is compared with needs, in the same run. */
export interface Row {
  readonly name: string;
  /** For example `ms`, `bytes`, `rows/s`. */
  readonly unit: string;
  readonly ours: readonly number[];
  readonly baseline: { readonly name: string; readonly values: readonly number[] } | null;
  readonly budget: Budget;
}

/**
 * `ratio` bounds the quotient of the medians of ours and baseline, since times move from machine to machine;
 * `value` bounds the median of ours itself, for what is exact (bytes) or promised to people (seconds).
 */
export interface Budget {
  readonly of: 'ratio' | 'value';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** What a `*.bench.ts` file exports by default: measures and gives its rows. */
export type Bench = () => Promise<readonly Row[]>;

export interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly baseline: (Spread & { readonly name: string }) | null;
  readonly ratio: number | null;
  readonly budget: Budget;
  readonly kept: boolean;
}

export interface Spread {
  readonly n: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Throws a RangeError for a row without a value, or with a ratio to nothing. */
export function judge({ name, unit, ours, baseline, budget }: Row): Measured {
  if (budget.of === 'ratio' && baseline === null) {
    throw new RangeError(`${name}: a budget for a ratio needs a baseline.`);
  }
  const mine = spread(name, ours);
  const theirs = baseline === null ? null : { name: baseline.name, ...spread(name, baseline.values) };
  const ratio = theirs === null ? null : mine.median / theirs.median;
  const judged = budget.of === 'ratio' ? (ratio ?? Number.NaN) : mine.median;
  const kept = judged <= (budget.atMost ?? Infinity) && judged >= (budget.atLeast ?? -Infinity);
  return { name, unit, ours: mine, baseline: theirs, ratio, budget, kept };
}

function spread(name: string, values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError(`${name}: nothing was measured.`);
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return { n: sorted.length, min: at(0), median, max: at(sorted.length - 1) };
}
