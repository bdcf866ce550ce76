import { readNumber, toDecimalText } from '#domain/numbers.ts';

/** A number as a person types it, in the form it is stored: decimal text with a point and at most two decimals. */
export type DecimalEntry =
  | { readonly kind: 'value'; readonly text: string | null }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'ambiguous' };

/** "82,5" and "82.5" are "82.5"; nothing typed is no value; "1.000" is asked about, never guessed. */
export function readDecimal(typed: string): DecimalEntry {
  const reading = readNumber(typed);
  if (reading.kind === 'blank') return { kind: 'value', text: null };
  if (reading.kind === 'ambiguous') return { kind: 'ambiguous' };
  if (reading.kind === 'not-a-number') return { kind: 'wrong' };
  const text = toDecimalText(reading.value);
  return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? { kind: 'value', text } : { kind: 'wrong' };
}

/** The stored text as a person writes it: with a comma in Indonesian. */
export function shownDecimal(text: string | null, language: 'id' | 'en'): string {
  return (text ?? '').replace('.', language === 'id' ? ',' : '.');
}
