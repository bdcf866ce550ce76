/**
 * Exact rational numbers. Binary floating point is not exact enough for the index: nine times 4 x (1/9) x 25 gives
 * 100.00000000000003 there, and 28.125 must become 28.13. Everything is computed with these and rounded once.
 */
export interface Fraction {
  readonly numerator: bigint;
  /** Always above 0; numerator and denominator share no factor. */
  readonly denominator: bigint;
}

/** A value times 100, as a whole number: 8333 is 83.33. Values of this program stay far inside the safe integers. */
export type Hundredths = number;

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };
export const ONE: Fraction = { numerator: 1n, denominator: 1n };

/** `numerator / denominator` in lowest terms; throws a RangeError for a denominator of 0 or a number that is not whole. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  let top = BigInt(numerator);
  let bottom = BigInt(denominator);
  if (bottom === 0n) throw new RangeError('A fraction cannot have the denominator 0.');
  if (bottom < 0n) {
    top = -top;
    bottom = -bottom;
  }
  const divisor = greatestCommonDivisor(top < 0n ? -top : top, bottom);
  return { numerator: top / divisor, denominator: bottom / divisor };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Throws a RangeError when `b` is 0. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below 0, 0 or above 0, as `Array.prototype.sort` wants it. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function equals(a: Fraction, b: Fraction): boolean {
  return compare(a, b) === 0;
}

/** The sum, reduced once at the end: nine averages need one greatest common divisor instead of nine. */
export function total(values: Iterable<Fraction>): Fraction {
  let numerator = 0n;
  let denominator = 1n;
  for (const value of values) {
    if (value.denominator === denominator) numerator += value.numerator;
    else {
      numerator = numerator * value.denominator + value.numerator * denominator;
      denominator *= value.denominator;
    }
  }
  return fraction(numerator, denominator);
}

/**
 * `value x 10^decimals`, rounded half-up to a whole number. A negative half goes away from zero, as ROUND does in a
 * spreadsheet, so that a fall is rounded like a rise.
 */
export function roundScaled(value: Fraction, decimals: number): bigint {
  const negative = value.numerator < 0n;
  const top = (negative ? -value.numerator : value.numerator) * 10n ** BigInt(decimals);
  const rounded = (2n * top + value.denominator) / (2n * value.denominator);
  return negative ? -rounded : rounded;
}

/** The one rounding of a result: two decimals, half-up. */
export function toHundredths(value: Fraction): Hundredths {
  return Number(roundScaled(value, 2));
}

export function fromHundredths(value: Hundredths): Fraction {
  return fraction(value, 100n);
}

/** The nearest number with so many decimals, for JSON and charts; never a step of a calculation. */
export function toNumber(value: Fraction, decimals: number): number {
  return Number(roundScaled(value, decimals)) / 10 ** decimals;
}

/** Smallest whole number that is not below the value. */
export function ceiling(value: Fraction): bigint {
  const quotient = value.numerator / value.denominator;
  return value.numerator > 0n && value.numerator % value.denominator !== 0n ? quotient + 1n : quotient;
}

/** Largest whole number that is not above the value. */
export function floor(value: Fraction): bigint {
  const quotient = value.numerator / value.denominator;
  return value.numerator < 0n && value.numerator % value.denominator !== 0n ? quotient - 1n : quotient;
}

/** Both at least 0. As soon as they fit, plain numbers go on: their remainder is many times faster than that of bigints. */
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let larger = a;
  let smaller = b;
  while (smaller > SAFE || larger > SAFE) {
    if (smaller === 0n) return larger;
    [larger, smaller] = [smaller, larger % smaller];
  }
  let whole = Number(larger);
  let rest = Number(smaller);
  while (rest !== 0) [whole, rest] = [rest, whole % rest];
  return BigInt(whole);
}
