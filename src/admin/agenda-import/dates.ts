import { addDays, isCalendarDate } from '#domain/calendar.ts';
import type { Cell } from '#domain/respondent-table.ts';

/** Days an activity lasts; `to` is the same day unless the cell names a range. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

const MONTHS: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'pebruari', 'feb', 'peb'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agu', 'agt', 'aug', 'ags'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));

/** A day and its serial number in a spreadsheet; serial numbers count days. */
const SERIAL_OF_2000 = 36_526;

/**
 * The day or days in a cell: a date of the sheet, a serial number, "12/03/2026" (day first, as Indonesia writes),
 * "2026-03-12", "Kamis, 12 Maret 2026", "12–14 Maret 2026", "30 Maret s.d. 2 April 2026". A time behind it is left to
 * `readTimes`. `null` when the cell is no date that exists.
 */
export function readDays(cell: Cell): DaySpan | null {
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? null : oneDay(cell.toISOString().slice(0, 10));
  if (typeof cell === 'number') return fromSerial(cell);
  if (typeof cell !== 'string') return null;
  return fromNumbers(cell.trim()) ?? fromWords(cell);
}

function fromSerial(serial: number): DaySpan | null {
  /* 1954 to 2119: every other number in a column of dates is a slip, not a date. */
  return serial >= 20_000 && serial < 80_000
    ? oneDay(addDays('2000-01-01', Math.floor(serial) - SERIAL_OF_2000))
    : null;
}

function fromNumbers(text: string): DaySpan | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text);
  if (iso !== null) return oneDay(dateOf(iso[1]!, Number(iso[2]), iso[3]!));
  const dayFirst = /^(?:\p{L}+[,\s]+)?(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?!\d)/u.exec(
    text,
  );
  return dayFirst === null ? null : oneDay(dateOf(dayFirst[3]!, Number(dayFirst[2]), dayFirst[1]!));
}

interface DayParts {
  day?: string;
  month?: number;
  year?: string;
}

/** A time of day ("08.00"), a word, a number, or one of the signs that stand for "until". */
const TOKENS = /\d{1,2}[.:]\d{2}|s\s*[./]\s*d\.?|sampai dengan|\p{L}+|\d+|[-–—~&]/gu;
const UNTIL = /^(s\s*[./]\s*d\.?|sd|sampai|sampai dengan|hingga|dan|to|and|[-–—~&])$/;
const WEEKDAYS = new Set(
  'senin selasa rabu kamis jumat jum at sabtu minggu ahad monday tuesday wednesday thursday friday saturday sunday tanggal tgl hari'.split(
    ' ',
  ),
);

/**
 * With the month as a word. Reads as far as the words make a date; what the first day of a range leaves out (month,
 * year) is that of the second, and a year given only at the first holds for both.
 */
function fromWords(text: string): DaySpan | null {
  const first: DayParts = {};
  const second: DayParts = {};
  let part = first;
  let joined = false;
  const tokens = text.toLowerCase().normalize('NFKC').match(TOKENS) ?? [];
  for (const [at, token] of tokens.entries()) {
    if (UNTIL.test(token)) {
      /* "12-Mar-2026": the sign only joins the parts of one date, unless another day follows it. */
      if (first.day !== undefined) joined = true;
      continue;
    }
    if (WEEKDAYS.has(token)) continue;
    if (joined && part === first && startsAnotherDay(first, token, tokens[at + 1])) part = second;
    joined = false;
    if (!take(part, token)) break;
  }
  const month = second.month ?? first.month;
  const year = second.year ?? first.year;
  if (first.day === undefined || month === undefined || year === undefined) return null;
  const from = dateOf(first.year ?? year, first.month ?? month, first.day);
  const to = second.day === undefined ? from : dateOf(year, month, second.day);
  return from === null || to === null || from > to ? null : { from, to };
}

/** After a sign: "12–14 Maret" and "30 Maret – 14 April 2026" go on with a day, "12-Mar-26" with the year. */
function startsAnotherDay(first: DayParts, token: string, next: string | undefined): boolean {
  if (!/^\d{1,2}$/.test(token)) return false;
  return first.month === undefined || first.year !== undefined || MONTH_OF.has(next ?? '');
}

/** Puts one word into the day it belongs to; `false` when the date ends before it. */
function take(part: DayParts, token: string): boolean {
  if (/^\d{4}$/.test(token)) {
    if (part.year !== undefined) return false;
    part.year = token;
    return true;
  }
  if (/^\d{1,2}$/.test(token)) {
    if (part.day === undefined) part.day = token;
    else if (part.month !== undefined && part.year === undefined && token.length === 2) part.year = token;
    else return false;
    return true;
  }
  const month = MONTH_OF.get(token);
  if (month === undefined || part.month !== undefined) return false;
  part.month = month;
  return true;
}

function dateOf(year: string, month: number, day: string): string | null {
  const fullYear = year.length === 2 ? `20${year}` : year;
  const date = `${fullYear}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

function oneDay(date: string | null): DaySpan | null {
  return date === null ? null : { from: date, to: date };
}
