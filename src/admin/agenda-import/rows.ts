import type { ActivityCategory, ActivityStatus, Leader } from '#domain/activity.ts';
import { cellText, columnLetters } from '#domain/respondent-table.ts';
import type { Cell } from '#domain/respondent-table.ts';
import { LIMITS } from '#protocol/limits.ts';
import { endInstantOf, instantOf } from '../activities/wib.ts';
import type { AgendaField, ColumnMatch } from './columns.ts';
import { readDays } from './dates.ts';
import type { DaySpan } from './dates.ts';
import { readTimes } from './times.ts';
import { guessCategory, readLeaders, readStatus } from './wording.ts';

/** What a row says about an activity; a field that the row leaves empty is `null`, so that an update keeps what is there. */
export interface AgendaEntry {
  readonly name: string;
  readonly start: string;
  readonly end: string | null;
  readonly category: ActivityCategory;
  readonly place: string | null;
  readonly organiser: string | null;
  readonly leaders: readonly Leader[] | null;
  readonly dress: string | null;
  readonly status: ActivityStatus | null;
  readonly officers: string | null;
  readonly invited: number | null;
  readonly notes: string | null;
}

export type RowProblemCode =
  | 'name-missing'
  | 'date-missing'
  | 'date-unreadable'
  | 'time-unreadable'
  | 'time-foreign-zone'
  | 'status-unknown'
  | 'invited-not-a-number'
  | 'too-long';

/** What keeps a row from being imported; row and column as the spreadsheet shows them. */
export interface RowProblem {
  readonly code: RowProblemCode;
  readonly field: AgendaField;
  /** Letters of the column; `null` when no column is matched with the field. */
  readonly column: string | null;
  readonly value: string;
}

/** What was filled in for a row, so that a person can check it. */
export type RowNotice = 'date-from-above' | 'time-missing';

export type RowReading =
  | { readonly kind: 'blank' }
  /** A row that only names a day, as a heading of the rows below it. */
  | { readonly kind: 'day-heading'; readonly days: DaySpan }
  | { readonly kind: 'entry'; readonly entry: AgendaEntry; readonly notices: readonly RowNotice[] }
  | { readonly kind: 'problems'; readonly name: string; readonly problems: readonly RowProblem[] };

/**
 * One row of an agenda. `daysAbove` are the days of the rows above it: agendas name a day once for all its entries.
 * A row without a time starts at 00.00, with a notice: a guessed hour would look like knowledge.
 */
export function readRow(cells: readonly Cell[], match: ColumnMatch, daysAbove: DaySpan | null): RowReading {
  const filled = cells.flatMap((cell) => (cellText(cell) === '' ? [] : [cell]));
  if (filled.length === 0) return { kind: 'blank' };
  const at = (field: AgendaField): Cell => (match[field] === undefined ? null : cells[match[field]]);
  const text = (field: AgendaField): string => cellText(at(field)).replace(/\s+/g, ' ');
  const problems: RowProblem[] = [];
  const notices: RowNotice[] = [];
  const refuse = (code: RowProblemCode, field: AgendaField): void => {
    const place = match[field];
    problems.push({
      code,
      field,
      column: place === undefined ? null : columnLetters(place),
      value: text(field),
    });
  };

  if (text('name') === '' || filled.length === 1) {
    const days = filled.length === 1 ? readDays(filled[0]) : null;
    if (days !== null) return { kind: 'day-heading', days };
    if (text('name') === '') refuse('name-missing', 'name');
  }
  const days = readOwnDays(at('date'), text('date'), daysAbove, refuse, notices);
  const times = readRowTimes(at('time'), at('date'), at('end-time'), refuse);
  if (times === null) notices.push('time-missing');
  const status = text('status') === '' ? null : readStatus(text('status'));
  if (status === null && text('status') !== '') refuse('status-unknown', 'status');
  const invited = readInvited(text('invited'));
  if (invited === undefined) refuse('invited-not-a-number', 'invited');
  for (const field of ['name', 'place', 'organiser', 'dress', 'officers'] as const) {
    if (text(field).length > LIMITS.lineLength) refuse('too-long', field);
  }
  if (cellText(at('notes')).length > LIMITS.noteLength / 2) refuse('too-long', 'notes');

  const start = days === null ? null : instantOf({ date: days.from, time: times?.start ?? '00:00' });
  if (problems.length > 0 || days === null || start === null) {
    return { kind: 'problems', name: text('name'), problems };
  }
  const leaders = readLeaders(text('leaders'));
  return {
    kind: 'entry',
    notices,
    entry: {
      name: text('name'),
      start,
      end: endOf(start, days, times?.end ?? null),
      category: guessCategory(text('category'), text('name')),
      place: orNull(text('place')),
      organiser: orNull(text('organiser')),
      leaders: leaders.length > 0 ? leaders : null,
      dress: orNull(text('dress')),
      status,
      officers: orNull(text('officers')),
      invited: invited ?? null,
      notes: orNull(cellText(at('notes'))),
    },
  };
}

type Refuse = (code: RowProblemCode, field: AgendaField) => void;

function readOwnDays(
  cell: Cell,
  text: string,
  above: DaySpan | null,
  refuse: Refuse,
  notices: RowNotice[],
): DaySpan | null {
  if (text === '') {
    if (above === null) refuse('date-missing', 'date');
    else notices.push('date-from-above');
    return above;
  }
  const days = readDays(cell);
  if (days === null) refuse('date-unreadable', 'date');
  return days;
}

/** Times of the row: from the column of times, else from behind the date ("12/03/2026 08.00"); `null` when not given. */
function readRowTimes(
  time: Cell,
  date: Cell,
  endTime: Cell,
  refuse: Refuse,
): { start: string; end: string | null } | null {
  const own = readTimes(time);
  if (own.kind === 'foreign-zone') refuse('time-foreign-zone', 'time');
  if (own.kind === 'unreadable') refuse('time-unreadable', 'time');
  const end = readTimes(isOpenEnd(endTime) ? null : endTime);
  if (end.kind === 'foreign-zone') refuse('time-foreign-zone', 'end-time');
  if (end.kind === 'unreadable') refuse('time-unreadable', 'end-time');
  const times = own.kind === 'times' ? own.times : timesBehindDate(date);
  if (times === null) return null;
  return { start: times.start, end: end.kind === 'times' ? end.times.start : times.end };
}

function timesBehindDate(date: Cell): { start: string; end: string | null } | null {
  if (date instanceof Date) {
    const clock = date.toISOString().slice(11, 16);
    return clock === '00:00' ? null : { start: clock, end: null };
  }
  if (typeof date === 'number') return date % 1 === 0 ? null : timesOf(date % 1);
  if (typeof date !== 'string') return null;
  const behind = /(?:\s|pukul|pkl\.?|jam)(\d{1,2}[.:]\d{2}(?![./-]?\d).*)$/i.exec(date);
  return behind === null ? null : timesOf(behind[1]);
}

function timesOf(cell: Cell): { start: string; end: string | null } | null {
  const reading = readTimes(cell);
  return reading.kind === 'times' ? reading.times : null;
}

function isOpenEnd(cell: Cell): boolean {
  return typeof cell === 'string' && /^\s*(s\s*[./]?\s*d\.?)?\s*(selesai|end)\s*$/i.test(cell);
}

function endOf(start: string, days: DaySpan, time: string | null): string | null {
  if (days.to !== days.from) return endInstantOf(start, days.to, time ?? '23:59');
  return time === null ? null : endInstantOf(start, days.from, time);
}

/** `undefined` for a text that is no count; "150 orang" and "± 150" are one. */
function readInvited(text: string): number | null | undefined {
  if (text === '' || /^[-–—]+$/.test(text)) return null;
  const match =
    /^[±~+]?\s*(?:kurang lebih\s*)?(\d{1,3}(?:\.\d{3})+|\d{1,6})\s*(?:orang|org|peserta|undangan|tamu|pax)?\.?$/i.exec(
      text,
    );
  return match === null ? undefined : Number(match[1]!.replaceAll('.', ''));
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
