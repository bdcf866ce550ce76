import type { Fraction, Hundredths } from '#domain/fraction.ts';
import { formatFraction, formatHundredths } from '#domain/numbers.ts';
import type { NumberStyle } from '#domain/numbers.ts';
import { firstDay, lastDay } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { Language } from '#domain/questionnaire.ts';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
const ROMAN = ['I', 'II', 'III', 'IV'] as const;

export function styleOf(language: Language): NumberStyle {
  return language === 'id' ? 'id' : 'plain';
}

/** "83,33", or a dash where there is none. */
export function hundredthsText(value: Hundredths | null, language: Language): string {
  return value === null ? '–' : formatHundredths(value, styleOf(language));
}

/** "83,33 %" */
export function percentText(value: Hundredths | null, language: Language): string {
  return value === null ? '–' : `${hundredthsText(value, language)} %`;
}

/** A fraction with so many decimals, or a dash. */
export function fractionText(value: Fraction | null, decimals: number, language: Language): string {
  return value === null ? '–' : formatFraction(value, decimals, styleOf(language));
}

/** A target as it was entered: "80", "82,5". */
export function targetText(value: Fraction, language: Language): string {
  return fractionText(value, 2, language).replace(/[.,]00$/, '');
}

/** A name short enough for the axis of a chart: "Agu 2026", "TW III 2026", "Smt I 2026", "2026", "1 Agu–15 Agu". */
export function shortPeriod(period: Period, language: Language): string {
  switch (period.kind) {
    case 'month':
      return `${MONTHS[language][period.month - 1]} ${period.year}`;
    case 'quarter':
      return `${language === 'id' ? 'TW' : 'Q'} ${ROMAN[period.quarter - 1]} ${period.year}`;
    case 'semester':
      return `${language === 'id' ? 'Smt' : 'H'} ${ROMAN[period.semester - 1]} ${period.year}`;
    case 'year':
      return String(period.year);
    case 'range':
      return `${shortDay(firstDay(period), language)}–${shortDay(lastDay(period), language)}`;
  }
}

function shortDay(date: string, language: Language): string {
  const [, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[language][(month ?? 1) - 1]}`;
}
