import type { Hundredths } from '#domain/fraction.ts';
import { periodLabel } from '#domain/period-text.ts';
import type { Period } from '#domain/period.ts';
import type { Language } from '#domain/questionnaire.ts';
import { hundredthsText } from './figure-text.ts';
import type { texts } from './texts.ts';

type Words = (typeof texts)['id'];

/** "Baik sejak Triwulan I 2026; naik 1,20 dari Triwulan II 2026." Empty while nothing can be compared. */
export function sinceText(
  words: Words,
  language: Language,
  label: string | null,
  since: Period | null,
  trend: readonly { readonly period: Period; readonly value: Hundredths | null }[],
): string {
  const [before, now] = trend.slice(-2);
  const parts: string[] = [];
  if (label !== null && since !== null) parts.push(words.since(label, periodLabel(since, language)));
  if (before !== undefined && now !== undefined && before.value !== null && now.value !== null) {
    const difference = now.value - before.value;
    const amount = hundredthsText(Math.abs(difference), language);
    const name = periodLabel(before.period, language);
    if (difference > 0) parts.push(words.change.up(amount, name));
    else if (difference < 0) parts.push(words.change.down(amount, name));
    else parts.push(words.change.same(name));
  }
  const text = parts.join('; ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
