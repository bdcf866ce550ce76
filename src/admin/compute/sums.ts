import type { Spread, SpreadSums } from '#domain/indicators/confidence.ts';
import type { ScoreCounts, Tally } from '#domain/indicators/tally.ts';
import { FLAGS } from '#local/office/columns.ts';
import { SPREAD_FIELDS } from './cell-table.ts';
import type { CellTable } from './cell-table.ts';
import type { Form } from './forms.ts';

/** The cells of one form added up. */
export interface FormSums {
  readonly form: Form;
  respondents: number;
  blank: number;
  readonly counts: Float64Array;
}

/** Adds the cells up, one sum for each form that occurs. */
export function sumByForm(table: CellTable, cells: readonly number[]): FormSums[] {
  const { blank, counts, countsWidth, form, respondents } = table;
  const sums: (FormSums | undefined)[] = [];
  for (const cell of cells) {
    const place = form[cell]!;
    const sum = (sums[place] ??= emptySums(table.forms[place]!));
    sum.respondents += respondents[cell]!;
    sum.blank += blank[cell]!;
    const to = sum.counts;
    const base = cell * countsWidth;
    for (let at = 0; at < to.length; at += 1) to[at]! += counts[base + at]!;
  }
  return sums.filter((sum) => sum !== undefined);
}

export function emptySums(form: Form): FormSums {
  return { form, respondents: 0, blank: 0, counts: new Float64Array(form.elements.length * 4) };
}

/** The sum in the form that the domain computes with. */
export function toTally({ form, respondents, blank, counts }: FormSums): Tally {
  const byElement: Record<string, ScoreCounts> = {};
  form.elements.forEach((key, place) => {
    const [one = 0, two = 0, three = 0, four = 0] = counts.subarray(place * 4, place * 4 + 4);
    byElement[key] = [one, two, three, four];
  });
  return { respondents, blank, counts: byElement };
}

/** How much the respondents of the cells differ. */
export function spreadOf(table: CellTable, cells: readonly number[]): Spread {
  const { spread, spreadWidth } = table;
  const total = new Float64Array(spreadWidth);
  for (const cell of cells) {
    const base = cell * spreadWidth;
    for (let at = 0; at < total.length; at += 1) total[at]! += spread[base + at]!;
  }
  const byFilled: Record<number, SpreadSums> = {};
  for (let filled = 1; filled * SPREAD_FIELDS < total.length; filled += 1) {
    const [respondents = 0, sum = 0, squares = 0] = total.subarray(filled * SPREAD_FIELDS);
    if (respondents > 0) byFilled[filled] = { respondents, sum, squares };
  }
  return { byFilled };
}

/** By place in `FLAGS` how many responses of the cells carry it; one response may carry several. */
export function flagCounts(table: CellTable, cells: readonly number[]): number[] {
  return FLAGS.map((_flag, kind) =>
    cells.reduce((sum, cell) => sum + table.flags[cell * FLAGS.length + kind]!, 0),
  );
}
