import type { Language } from '#domain/questionnaire.ts';
import { LOCALES } from './format.ts';

/** "5 menit yang lalu", "kemarin", "in 2 hours": how far an instant lies from `now` (both milliseconds since 1970). */
export function formatDistance(instant: string, now: number, language: Language): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(0, 'second');
  if (size < 3600) return relative.format(Math.trunc(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.trunc(seconds / 3600), 'hour');
  return relative.format(Math.trunc(seconds / 86_400), 'day');
}
