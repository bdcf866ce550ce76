import { FLAGS } from '#local/office/columns.ts';
import { CellTable } from './cell-table.ts';
import type { FigureData } from './figure-data.ts';

/** Cells with their perangkat daerah: all of the office, or a selection of them put together. */
export interface Cells {
  readonly table: CellTable;
  /** For each cell its place in `organisers`; -1 without a known activity. */
  readonly organiser: Int32Array;
  readonly organisers: readonly string[];
}

/**
 * The selected cells put together where only their activity differs: what is left are a few for each perangkat daerah, so
 * that the many figures of one screen do not each walk through thousands of activities.
 */
export function condense(data: FigureData, cells: readonly number[]): Cells {
  const { table: from } = data.responses;
  const table = new CellTable(from.forms);
  const places = new Map<number, number>();
  const organiser: number[] = [];
  for (const cell of cells) {
    const stratum = from.channel[cell]! * 2 + from.flagged[cell]!;
    const name = ((data.organiser[cell]! + 1) * from.forms.length + from.form[cell]!) * 8 + stratum;
    let place = places.get(name);
    if (place === undefined) {
      place = table.open(-1, from.form[cell]!, from.channel[cell]!, from.flagged[cell]!);
      places.set(name, place);
      organiser.push(data.organiser[cell]!);
    }
    table.respondents[place]! += from.respondents[cell]!;
    table.blank[place]! += from.blank[cell]!;
    add(from.counts, cell, table.counts, place, table.countsWidth);
    add(from.spread, cell, table.spread, place, table.spreadWidth);
    add(from.flags, cell, table.flags, place, FLAGS.length);
  }
  return { table, organiser: Int32Array.from(organiser), organisers: data.organisers };
}

/** Places of all cells. */
export function everyCell({ table }: Cells): number[] {
  return Array.from({ length: table.size }, (_cell, place) => place);
}

type Numbers = Uint32Array | Float64Array;

function add(from: Numbers, cell: number, to: Numbers, place: number, width: number): void {
  const [source, target] = [cell * width, place * width];
  for (let at = 0; at < width; at += 1) to[target + at]! += from[source + at]!;
}
