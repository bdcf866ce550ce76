import { fraction, fromHundredths, roundScaled } from './fraction.ts';
import type { Fraction, Hundredths } from './fraction.ts';

/** `id`: 1.234,50 as people read it in Indonesia; `plain`: 1234.50 as files and English texts have it, without grouping. */
export type NumberStyle = 'id' | 'plain';

/** A fraction with exactly so many decimals, rounded half-up: 250/3 with 2 is "83,33" or "83.33". */
export function formatFraction(value: Fraction, decimals: number, style: NumberStyle): string {
  const scaled = roundScaled(value, decimals);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals);
  const grouped = style === 'id' ? whole.replace(/\B(?=(\d{3})+$)/g, '.') : whole;
  return (scaled < 0n ? '-' : '') + grouped + (decimals === 0 ? '' : (style === 'id' ? ',' : '.') + rest);
}

/** 8333 is "83,33" or "83.33". */
export function formatHundredths(value: Hundredths, style: NumberStyle): string {
  return formatFraction(fromHundredths(value), 2, style);
}

/** 1234 is "1.234" or "1234". */
export function formatCount(value: number, style: NumberStyle): string {
  return formatFraction(fraction(value), 0, style);
}

/**
 * A decimal number as this program stores it: digits, at most one point, no grouping ("82.50"). `null` for anything
 * else, also for a comma: a text from a person goes through `readNumber`.
 */
export function parseDecimal(text: string): Fraction | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  const value = fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  return sign === '-' ? { ...value, numerator: -value.numerator } : value;
}

/** The stored form of a number: "82.5", "80", "-0.125"; throws a RangeError for one that has no finite decimal form. */
export function toDecimalText(value: Fraction): string {
  let decimals = 0;
  let denominator = value.denominator;
  while (denominator % 10n === 0n) [denominator, decimals] = [denominator / 10n, decimals + 1];
  while (denominator % 2n === 0n) [denominator, decimals] = [denominator / 2n, decimals + 1];
  while (denominator % 5n === 0n) [denominator, decimals] = [denominator / 5n, decimals + 1];
  if (denominator !== 1n) throw new RangeError('This fraction has no finite decimal form.');
  return formatFraction(value, decimals, 'plain');
}

export type NumberReading =
  | { readonly kind: 'number'; readonly value: Fraction }
  | { readonly kind: 'blank' }
  | { readonly kind: 'not-a-number' }
  /** One separator followed by exactly three digits: thousands in one habit, decimals in the other. */
  | { readonly kind: 'ambiguous'; readonly asDecimal: Fraction; readonly asThousands: Fraction };

/**
 * A number as a person types it or a sheet shows it, Indonesian or plain: "83,33", "83.33", "1.234.567", "1.234,5".
 * "3.532" is reported as ambiguous and never read as 3532 (or as 3.532) silently: the caller asks or refuses.
 */
export function readNumber(text: string): NumberReading {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'blank' };
  const plain = parseDecimal(trimmed.replace(',', '.'));
  const oneSeparator = /^-?([1-9]\d{0,2})[.,](\d{3})$/.exec(trimmed);
  if (oneSeparator !== null && plain !== null) {
    return { kind: 'ambiguous', asDecimal: plain, asThousands: parsed(trimmed.replace(/[.,]/, '')) };
  }
  if (plain !== null) return { kind: 'number', value: plain };
  if (/^-?[1-9]\d{0,2}(\.\d{3}){2,}$|^-?[1-9]\d{0,2}(\.\d{3})+,\d{1,15}$/.test(trimmed)) {
    return { kind: 'number', value: parsed(trimmed.replaceAll('.', '').replace(',', '.')) };
  }
  if (/^-?[1-9]\d{0,2}(,\d{3}){2,}$|^-?[1-9]\d{0,2}(,\d{3})+\.\d{1,15}$/.test(trimmed)) {
    return { kind: 'number', value: parsed(trimmed.replaceAll(',', '')) };
  }
  return { kind: 'not-a-number' };
}

function parsed(text: string): Fraction {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`Not a decimal number: ${text}`);
  return value;
}
