import type { Language } from '#domain/questionnaire.ts';
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const WIB_MINUTES = 7 * 60;

/** Whether people may answer at `now` (milliseconds since 1970); hours from 22:00 to 06:00 go over midnight. */
export function isOpenAt(hours: KioskSettings['hours'], now: number): boolean {
  if (hours === null) return true;
  const minute = (Math.floor(now / MINUTE_MS) + WIB_MINUTES) % DAY_MINUTES;
  const { from, to } = hours;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** "08.00" or "08:00" for a minute of the day. */
export function opensAtWords(minute: number, language: Language): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return [two(Math.floor(minute / 60)), two(minute % 60)].join(language === 'id' ? '.' : ':');
}
