import type { Cell } from '#domain/respondent-table.ts';

/** Times of a day on the clock of Jakarta, "08:00"; `end` is `null` when it is open ("s.d. selesai") or not given. */
export interface TimeSpan {
  readonly start: string;
  readonly end: string | null;
}

/** `foreign-zone`: the cell names WITA or WIT, and nobody should guess what was meant. */
export type TimeReading =
  | { readonly kind: 'times'; readonly times: TimeSpan }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'foreign-zone' };

const DAY_MINUTES = 24 * 60;

/**
 * The time or times in a cell: "08.00", "8:00 WIB", "Pukul 08.00–10.00 WIB", "08.00 s.d. selesai", a time of the sheet
 * (a fraction of a day), or a number that Excel made of "08.30" (8.3).
 */
export function readTimes(cell: Cell): TimeReading {
  if (cell === null || cell === undefined || typeof cell === 'boolean') return { kind: 'blank' };
  if (cell instanceof Date) return reading(cell.toISOString().slice(11, 16), null);
  if (typeof cell === 'number') return fromNumber(cell);
  const text = cell.trim();
  if (text === '' || /^[-–—]+$/.test(text)) return { kind: 'blank' };
  if (/\bwita?\b/i.test(text)) return { kind: 'foreign-zone' };
  return fromText(text);
}

function fromNumber(value: number): TimeReading {
  if (value >= 0 && value < 1)
    return reading(fromMinutes(Math.round(value * DAY_MINUTES) % DAY_MINUTES), null);
  const hours = Math.floor(value);
  const minutes = Math.round((value - hours) * 100);
  return hours < 24 && minutes < 60
    ? reading(fromMinutes(hours * 60 + minutes), null)
    : { kind: 'unreadable' };
}

function fromText(text: string): TimeReading {
  const found = [...text.matchAll(/(?<![\d.:/-])([01]?\d|2[0-4])\s*[.:]\s*([0-5]\d)(?![\d/])/g)].map(
    (match) => (Number(match[1]) === 24 ? '24:00' : `${match[1]!.padStart(2, '0')}:${match[2]!}`),
  );
  if (found.length === 0) {
    const hour = /^(?:pukul|pkl\.?|jam)?\s*([01]?\d|2[0-3])\s*(?:wib)?$/i.exec(text);
    return hour === null ? { kind: 'unreadable' } : reading(`${hour[1]!.padStart(2, '0')}:00`, null);
  }
  const [start = '', end] = found;
  if (start === '24:00' || found.length > 2) return { kind: 'unreadable' };
  return reading(start, end === undefined || end === start ? null : end);
}

function reading(start: string, end: string | null): TimeReading {
  return { kind: 'times', times: { start, end } };
}

function fromMinutes(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
