import type { Cell } from './respondent-table.ts';

/** Cells of a sheet by place, row and column counted from 0: `2,0`. */
export type FormulaCells = ReadonlyMap<string, { readonly formula?: string }>;

/**
 * Rows of a sheet in which a formula without a stored value stands as its text, `=1+1`: programs that write formulas do
 * not always compute them, and a blank would count as not answered. A row knows its place, counted from 0.
 */
export function uncomputedIn(cells: FormulaCells): (row: readonly Cell[], at: number) => readonly Cell[] {
  const formulas = new Map<number, [number, string][]>();
  for (const [place, { formula }] of cells) {
    const [row = 0, column = 0] = place.split(',').map(Number);
    if (formula !== undefined) formulas.set(row, [...(formulas.get(row) ?? []), [column, formula]]);
  }
  return (row, at) => {
    const shown = [...row];
    for (const [column, formula] of formulas.get(at) ?? []) shown[column] ??= `=${formula}`;
    return shown;
  };
}
