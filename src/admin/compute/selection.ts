import { bounds } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { Channel } from '#domain/response.ts';
import { CHANNELS } from '#local/office/columns.ts';
import type { FigureData } from './figure-data.ts';

/** Which responses a figure is about. */
export interface Selection {
  readonly period: Period;
  /** `null`: all of them. */
  readonly channel: Channel | null;
  /** `false`: responses with a quality flag are left out. */
  readonly withFlagged: boolean;
  /** Name of the perangkat daerah that organises; `null`: all of them. */
  readonly organiser: string | null;
  /** Id of one activity; `null`: all of them. */
  readonly activity: string | null;
}

export type Narrowing = Omit<Selection, 'period'>;

export const EVERYTHING: Narrowing = { channel: null, withFlagged: true, organiser: null, activity: null };

/** Places of the cells of the selection. */
export function selectCells(data: FigureData, selection: Selection): number[] {
  const { from, until } = bounds(selection.period);
  const matches = matcher(data, selection);
  const cells: number[] = [];
  for (let cell = 0; cell < data.time.length; cell += 1) {
    const time = data.time[cell]!;
    if (time >= from && time < until && matches(cell)) cells.push(cell);
  }
  return cells;
}

/** The cells of several periods at once, in the order of the periods, which must not overlap. */
export function selectCellsByPeriod(
  data: FigureData,
  periods: readonly Period[],
  narrowing: Narrowing,
): number[][] {
  const limits = periods.map(bounds);
  const found: number[][] = periods.map(() => []);
  const matches = matcher(data, narrowing);
  for (let cell = 0; cell < data.time.length; cell += 1) {
    const time = data.time[cell]!;
    const place = limits.findIndex(({ from, until }) => time >= from && time < until);
    if (place >= 0 && matches(cell)) found[place]!.push(cell);
  }
  return found;
}

/** The selected cells of one comparable set: the one named, else the main one. */
export function chosenCells(
  data: FigureData,
  selection: Selection,
  named: string | null,
): { readonly set: string | null; readonly cells: readonly number[] } {
  const { table } = data.responses;
  const selected = selectCells(data, selection);
  const set = named ?? data.sets.among(table, selected)[0]?.key ?? null;
  return { set, cells: set === null ? [] : data.sets.cellsOf(table, selected, set) };
}

/** Respondents of the cells together. */
export function respondentsIn(data: FigureData, cells: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + data.responses.table.respondents[cell]!, 0);
}

function matcher(data: FigureData, narrowing: Narrowing): (cell: number) => boolean {
  const { table } = data.responses;
  const channel = narrowing.channel === null ? -1 : CHANNELS.indexOf(narrowing.channel);
  const organiser = narrowing.organiser === null ? null : data.organisers.indexOf(narrowing.organiser);
  const activity = narrowing.activity === null ? null : table.activities.indexOf(narrowing.activity);
  return (cell) =>
    (channel < 0 || table.channel[cell] === channel) &&
    (narrowing.withFlagged || table.flagged[cell] === 0) &&
    (organiser === null || (organiser >= 0 && data.organiser[cell] === organiser)) &&
    (activity === null || (activity >= 0 && table.activity[cell] === activity));
}
