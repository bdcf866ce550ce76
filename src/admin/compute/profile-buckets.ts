import { jakartaDate } from '#domain/calendar.ts';
import type { CellTable } from './cell-table.ts';
import type { ProfileTable } from './profile-table.ts';
import { emptySums } from './sums.ts';
import type { FormSums } from './sums.ts';

/**
 * Cells of one month, form, channel and flag mark put together by profile. A selection mostly takes whole buckets, so
 * that a year costs a hundred additions instead of hundreds of thousands.
 */
export interface ProfileBuckets {
  /** For each cell its bucket. */
  readonly bucketOf: Int32Array;
  readonly buckets: readonly ProfileBucket[];
}

export interface ProfileBucket {
  readonly form: number;
  readonly cells: number;
  /** By slot of the form. */
  readonly sums: readonly FormSums[];
}

/** @param time for each cell the instant (milliseconds) that decides its period */
export function profileBuckets(table: CellTable, profiles: ProfileTable, time: Float64Array): ProfileBuckets {
  const bucketOf = new Int32Array(table.size);
  const places = new Map<string, number>();
  const buckets: { form: number; cells: number; sums: FormSums[] }[] = [];
  for (let cell = 0; cell < table.size; cell += 1) {
    const form = table.form[cell]!;
    const month = jakartaDate(new Date(time[cell]!).toISOString()).slice(0, 7);
    const name = `${month} ${form} ${table.channel[cell]} ${table.flagged[cell]}`;
    let place = places.get(name);
    if (place === undefined) {
      const sums = profiles.slots[form]!.map(() => emptySums(table.forms[form]!));
      place = buckets.push({ form, cells: 0, sums }) - 1;
      places.set(name, place);
    }
    bucketOf[cell] = place;
    buckets[place]!.cells += 1;
    addCell(table, profiles, cell, buckets[place]!.sums);
  }
  return { bucketOf, buckets };
}

/** Adds the rows of one cell to the sums of its form's slots. */
export function addCell(
  { countsWidth }: CellTable,
  { counts, firstRow, respondents, slot }: ProfileTable,
  cell: number,
  sums: readonly FormSums[],
): void {
  for (let row = firstRow[cell]!; row < firstRow[cell + 1]!; row += 1) {
    const sum = sums[slot[row]!]!;
    sum.respondents += respondents[row]!;
    const to = sum.counts;
    const base = row * countsWidth;
    for (let at = 0; at < to.length; at += 1) to[at]! += counts[base + at]!;
  }
}

export function addSums(from: FormSums, to: FormSums): void {
  to.respondents += from.respondents;
  for (let at = 0; at < to.counts.length; at += 1) to.counts[at]! += from.counts[at]!;
}
