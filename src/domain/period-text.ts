import { isCalendarDate } from './calendar.ts';
import { firstDay, lastDay, range, regularPeriod } from './period.ts';
import type { Period } from './period.ts';
import type { Language } from './questionnaire.ts';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

const ROMAN = ['I', 'II', 'III', 'IV'] as const;

/** "17 Agustus 2026" or "17 August 2026" for a calendar date. */
export function formatDate(date: string, language: Language): string {
  if (!isCalendarDate(date)) throw new RangeError(`Not a calendar date: "${date}".`);
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[language][(month ?? 1) - 1]} ${year}`;
}

/** "Triwulan III 2026", "Agustus 2026", "1 Januari – 14 Maret 2026": the name of a period as a heading has it. */
export function periodLabel(period: Period, language: Language): string {
  const indonesian = language === 'id';
  switch (period.kind) {
    case 'month':
      return `${MONTHS[language][period.month - 1]} ${period.year}`;
    case 'quarter':
      return `${indonesian ? 'Triwulan' : 'Quarter'} ${ROMAN[period.quarter - 1]} ${period.year}`;
    case 'semester':
      return `${indonesian ? 'Semester' : 'Half-year'} ${ROMAN[period.semester - 1]} ${period.year}`;
    case 'year':
      return `${indonesian ? 'Tahun' : 'Year'} ${period.year}`;
    case 'range':
      return rangeLabel(firstDay(period), lastDay(period), language);
  }
}

/** Short and stable name for addresses and file names: `2026`, `2026-s1`, `2026-tw3`, `2026-08`, `2026-01-01_2026-03-14`. */
export function periodKey(period: Period): string {
  switch (period.kind) {
    case 'month':
      return `${period.year}-${String(period.month).padStart(2, '0')}`;
    case 'quarter':
      return `${period.year}-tw${period.quarter}`;
    case 'semester':
      return `${period.year}-s${period.semester}`;
    case 'year':
      return String(period.year);
    case 'range':
      return `${period.from}_${period.to}`;
  }
}

/** The period of a key, or `null` for a text that is none. */
export function parsePeriodKey(key: string): Period | null {
  const [from = '', to] = key.split('_');
  if (to !== undefined)
    return isCalendarDate(from) && isCalendarDate(to) && from <= to ? range(from, to) : null;
  const match = /^((?:19|2\d)\d\d)(?:-(tw[1-4]|s[12]|0[1-9]|1[0-2]))?$/.exec(key);
  if (match === null) return null;
  const year = Number(match[1]);
  const part = match[2];
  if (part === undefined) return regularPeriod('year', year);
  if (part.startsWith('tw')) return regularPeriod('quarter', year, Number(part.slice(2)));
  if (part.startsWith('s')) return regularPeriod('semester', year, Number(part.slice(1)));
  return regularPeriod('month', year, Number(part));
}

function rangeLabel(from: string, to: string, language: Language): string {
  const whole = formatDate(to, language);
  if (from === to) return whole;
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${whole}`;
  const start = formatDate(from, language);
  return `${from.slice(0, 4) === to.slice(0, 4) ? start.slice(0, -5) : start} – ${whole}`;
}
