import type { Activity } from '#domain/activity.ts';
import { jakartaDate } from '#domain/calendar.ts';
import type { Cell } from '#domain/respondent-table.ts';
import type { ColumnMatch } from './columns.ts';
import type { DaySpan } from './dates.ts';
import { readRow } from './rows.ts';
import type { AgendaEntry, RowNotice, RowProblem } from './rows.ts';
import { plainWords } from './words.ts';

/** A row of the file as the preview shows it; rows count from 1 as the spreadsheet shows them. */
export type PlannedRow =
  | {
      readonly kind: 'new';
      readonly row: number;
      readonly entry: AgendaEntry;
      readonly notices: readonly RowNotice[];
    }
  /** Same name and day as a row above it in this file: never imported. */
  | {
      readonly kind: 'repeated';
      readonly row: number;
      readonly entry: AgendaEntry;
      readonly firstRow: number;
    }
  /** Same name and day as an activity that is already there: a person chooses to skip or to update it. */
  | {
      readonly kind: 'known';
      readonly row: number;
      readonly entry: AgendaEntry;
      readonly notices: readonly RowNotice[];
      readonly existing: Activity;
    }
  | {
      readonly kind: 'problems';
      readonly row: number;
      readonly name: string;
      readonly problems: readonly RowProblem[];
    };

/** What makes two entries the same activity: the name in plain words and the day in Jakarta. */
export function activityKey(name: string, start: string): string {
  return `${jakartaDate(start)} ${plainWords(name)}`;
}

/**
 * Reads all rows below the heading and says what an import would do with each. Blank rows and rows that only name a day
 * are not listed.
 * @param header row of the heading in `rows`, from 0
 */
export function planImport(
  rows: readonly (readonly Cell[])[],
  header: number,
  match: ColumnMatch,
  existing: readonly Activity[],
): PlannedRow[] {
  const known = new Map(existing.map((activity) => [activityKey(activity.name, activity.start), activity]));
  const seen = new Map<string, number>();
  const planned: PlannedRow[] = [];
  let days = null as DaySpan | null;
  for (let at = header + 1; at < rows.length; at += 1) {
    const row = at + 1;
    const reading = readRow(rows[at]!, match, days);
    if (reading.kind === 'blank') continue;
    if (reading.kind === 'day-heading') {
      days = reading.days;
      continue;
    }
    if (reading.kind === 'problems') {
      planned.push({ kind: 'problems', row, name: reading.name, problems: reading.problems });
      continue;
    }
    const { entry, notices } = reading;
    const date = jakartaDate(entry.start);
    if (days?.from !== date) days = { from: date, to: date };
    const key = activityKey(entry.name, entry.start);
    const firstRow = seen.get(key);
    if (firstRow !== undefined) {
      planned.push({ kind: 'repeated', row, entry, firstRow });
      continue;
    }
    seen.set(key, row);
    const twin = known.get(key);
    planned.push(
      twin === undefined
        ? { kind: 'new', row, entry, notices }
        : { kind: 'known', row, entry, notices, existing: twin },
    );
  }
  return planned;
}
