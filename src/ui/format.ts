import { jakartaDate } from '#domain/calendar.ts';
import { formatCount } from '#domain/numbers.ts';
import type { Language } from '#domain/questionnaire.ts';

/** Dates and times as people in Kota Probolinggo read them: always on the clock of Asia/Jakarta (WIB). */
const ZONE = 'Asia/Jakarta';
export const LOCALES: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times more than using one, and tables use one in every row. */
function formatter(
  language: Language,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, ...options });
  made.set(key, fresh);
  return fresh;
}

/** "Kamis, 12 Maret 2026" for an instant (ISO 8601). */
export function formatLongDate(instant: string, language: Language): string {
  return formatter(language, 'long', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(Date.parse(instant));
}

/** "12 Mar 2026" for an instant (ISO 8601). */
export function formatShortDate(instant: string, language: Language): string {
  return formatter(language, 'short', { day: 'numeric', month: 'short', year: 'numeric' }).format(
    Date.parse(instant),
  );
}

/** "Kam" or "Thu". */
export function formatWeekday(instant: string, language: Language): string {
  return formatter(language, 'weekday', { weekday: 'short' }).format(Date.parse(instant));
}

/** "08.00" in Indonesian, "08:00" in English. */
export function formatTime(instant: string, language: Language): string {
  return formatter(language, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    Date.parse(instant),
  );
}

/** "12 Mar 2026, 08.00 WIB". */
export function formatMoment(instant: string, language: Language): string {
  return `${formatShortDate(instant, language)}, ${formatTime(instant, language)} WIB`;
}

/** "08.00–10.00 WIB", with the end's date when it lies on another day; only the start when there is no end. */
export function formatTimeSpan(start: string, end: string | null, language: Language): string {
  if (end === null) return `${formatTime(start, language)} WIB`;
  if (jakartaDate(start) === jakartaDate(end)) {
    return `${formatTime(start, language)}–${formatTime(end, language)} WIB`;
  }
  return `${formatTime(start, language)} WIB – ${formatMoment(end, language)}`;
}

/** "12,4 MB" or "340 kB": a file's size, one decimal from a megabyte on. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.ceil(bytes / 1000), language)} kB`;
  const tenths = Math.round(bytes / 100_000) / 10;
  return `${tenths.toLocaleString(LOCALES[language], { maximumFractionDigits: 1 })} MB`;
}

/** "1.234" in Indonesian, "1234" in English. */
export function formatNumber(value: number, language: Language): string {
  return formatCount(value, language === 'id' ? 'id' : 'plain');
}
