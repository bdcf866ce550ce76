import { addDays, isCalendarDate, jakartaDate, startOfDate } from '#domain/calendar.ts';

/** Date and time as a person enters them, on the clock of Asia/Jakarta (WIB, UTC+7 all year). */
export interface WibMoment {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM`; "24:00" is midnight at the end of the day. */
  readonly time: string;
}

/** The instant (ISO 8601 UTC) of a date and time in Jakarta; `null` when one of them does not exist. */
export function instantOf({ date, time }: WibMoment): string | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^(24):(00)$/.exec(time);
  if (match === null || !isCalendarDate(date)) return null;
  const minutes = Number(match[1] ?? match[3]) * 60 + Number(match[2] ?? match[4]);
  return new Date(startOfDate(date) + minutes * 60_000).toISOString();
}

/** What the clock in Jakarta shows at an instant (ISO 8601). */
export function wibOf(instant: string): WibMoment {
  const date = jakartaDate(instant);
  const minutes = Math.floor((Date.parse(instant) - startOfDate(date)) / 60_000);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return { date, time };
}

/**
 * The instant at which something ends that began at `start`: at `time` on `date`, or on the next day when that would be
 * before the start ("20.00–01.00").
 */
export function endInstantOf(start: string, date: string, time: string): string | null {
  const sameDay = instantOf({ date, time });
  if (sameDay === null || sameDay >= start) return sameDay;
  return instantOf({ date: addDays(date, 1), time });
}

/**
 * A time as people type it, "8", "0830", "8.30", "08:30", in the form `HH:MM`; `null` when it is none. For a field that is
 * filled by keyboard without touching the separator.
 */
export function readTypedTime(text: string): string | null {
  const match = /^([01]?\d|2[0-3])(?:[.:\s]?([0-5]\d))?$/.exec(text.trim());
  if (match === null) return null;
  return `${match[1]!.padStart(2, '0')}:${match[2] ?? '00'}`;
}
