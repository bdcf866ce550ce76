/**
 * A table of earlier answers, one row per respondent: which columns are elements, and what stands in their cells. Pure,
 * and one row at a time, so that the command line streams a million rows through it and the office reads a file in the
 * browser with the same rules.
 */

/** What a CSV or spreadsheet reader hands over. */
export type Cell = string | number | boolean | Date | null | undefined;

export interface ElementColumn {
  /** Place in the row, from 0. */
  readonly at: number;
  /** Key of the element. */
  readonly key: string;
  /** The heading as it stands in the file. */
  readonly header: string;
}

export interface Columns {
  /** In the order of the questionnaire, whatever the order in the file. */
  readonly elements: readonly ElementColumn[];
  /** Headings of columns that are not used. */
  readonly ignored: readonly string[];
  /** Cells of the heading row up to the last one with a text. */
  readonly width: number;
}

/** Why a table is refused. Rows count from 1 as a spreadsheet shows them, columns are its letters. */
export type TableProblem =
  | { readonly code: 'no-header' }
  | { readonly code: 'no-element-column'; readonly row: number; readonly headers: readonly string[] }
  | { readonly code: 'both-forms'; readonly row: number; readonly keyed: string; readonly numbered: string }
  | { readonly code: 'numbering-gap'; readonly row: number; readonly missing: string; readonly last: string }
  | {
      readonly code: 'malformed-number';
      readonly row: number;
      readonly column: string;
      readonly header: string;
    }
  | {
      readonly code: 'column-twice';
      readonly row: number;
      readonly header: string;
      readonly columns: readonly string[];
    }
  | { readonly code: 'row-too-long'; readonly row: number; readonly cells: number; readonly width: number }
  | {
      readonly code: 'value';
      readonly row: number;
      readonly column: string;
      readonly header: string;
      readonly value: string;
    };

export type Recognition =
  | { readonly kind: 'columns'; readonly columns: Columns }
  | { readonly kind: 'problem'; readonly problem: TableProblem };

/**
 * Finds the element columns in the heading row: by element key (any case, spaces around ignored), or as `u1` … `uK`
 * without gaps, not both. Numbered columns get the questionnaire's keys when there are as many of them as the
 * questionnaire has elements, because that is what the numbers on paper mean; else they keep `u1` … `uK`.
 * @param elements keys of the questionnaire in its order
 * @param row number of the heading row, for messages
 */
export function recogniseColumns(header: readonly Cell[], elements: readonly string[], row = 1): Recognition {
  const headings = header.map((cell, at) => ({
    at,
    header: cellText(cell),
    key: cellText(cell).toLowerCase(),
  }));
  const known = new Map(elements.map((key, place) => [key.toLowerCase(), { key, place }]));
  const keyed: (ElementColumn & { place: number })[] = [];
  const numbered: (ElementColumn & { place: number })[] = [];
  const ignored: string[] = [];

  for (const heading of headings) {
    const element = known.get(heading.key);
    if (element !== undefined) keyed.push({ at: heading.at, header: heading.header, ...element });
    else if (/^u[1-9]\d{0,2}$/.test(heading.key)) {
      numbered.push({
        at: heading.at,
        header: heading.header,
        key: heading.key,
        place: Number(heading.key.slice(1)) - 1,
      });
    } else if (/^u\d+$/.test(heading.key)) {
      const { at, header: text } = heading;
      return refused({ code: 'malformed-number', row, column: columnLetters(at), header: text });
    } else if (heading.key !== '') ignored.push(heading.header);
  }

  const found = keyed.length > 0 ? keyed : numbered;
  const [first] = found;
  if (first === undefined) {
    const headers = headings.map((heading) => heading.header).filter((text) => text !== '');
    return refused({ code: 'no-element-column', row, headers });
  }
  if (keyed.length > 0 && numbered.length > 0) {
    return refused({ code: 'both-forms', row, keyed: first.header, numbered: numbered[0]!.header });
  }
  found.sort((a, b) => a.place - b.place || a.at - b.at);
  for (let at = 1; at < found.length; at += 1) {
    const [before, column] = [found[at - 1]!, found[at]!];
    if (before.place !== column.place) continue;
    const columns = [columnLetters(before.at), columnLetters(column.at)];
    return refused({ code: 'column-twice', row, header: column.header, columns });
  }
  if (found === numbered) {
    const gap = numbered.findIndex((column, place) => column.place !== place);
    if (gap !== -1) {
      return refused({ code: 'numbering-gap', row, missing: `u${gap + 1}`, last: numbered.at(-1)!.header });
    }
  }
  const renamed = found === numbered && numbered.length === elements.length;
  return {
    kind: 'columns',
    columns: {
      elements: found.map(({ at, key, header: text, place }) => ({
        at,
        key: renamed ? elements[place]! : key,
        header: text,
      })),
      ignored,
      width: headings.findLastIndex((heading) => heading.key !== '') + 1,
    },
  };
}

/**
 * The score in a cell: 1..4, 0 for a blank (not answered), `null` for anything else. "4,0" and "4.00" are 4 as a sheet
 * prints it; "4.000" could mean four thousand and is refused, as is every other number.
 */
export function readScore(cell: Cell): 0 | 1 | 2 | 3 | 4 | null {
  if (typeof cell === 'string') {
    const text = cell.trim();
    if (text === '') return 0;
    return /^[1-4]([.,]0{1,2})?$/.test(text) ? score(Number(text.charAt(0))) : null;
  }
  if (cell === null || cell === undefined) return 0;
  return typeof cell === 'number' ? score(cell) : null;
}

/**
 * `blank`: there is something in the row but no element is filled; `empty`: there is nothing in it at all. Neither is a
 * respondent of the index.
 */
export type RowReading = 'before-header' | 'header' | 'respondent' | 'blank' | 'empty' | 'problem';

/** Reads a table row by row. The first row with anything in it is the heading. */
export class RespondentTable {
  /** Scores of the row read last, in the order of `columns.elements`; 0 is "not answered". Reused for every row. */
  scores: Uint8Array = new Uint8Array(0);
  columns: Columns | null = null;
  /** What was wrong when `read` answered `problem`. */
  problem: TableProblem | null = null;
  readonly #elements: readonly string[];

  constructor(elements: readonly string[]) {
    this.#elements = elements;
  }

  /** @param row number of the row as a spreadsheet shows it, from 1 */
  read(cells: readonly Cell[], row: number): RowReading {
    if (this.columns === null) return this.#readHeader(cells, row);
    if (cells.length > this.columns.width) {
      const used = cells.findLastIndex((cell) => cellText(cell) !== '') + 1;
      if (used > this.columns.width) {
        return this.#refuse({ code: 'row-too-long', row, cells: used, width: this.columns.width });
      }
    }
    let filled = false;
    for (let place = 0; place < this.columns.elements.length; place += 1) {
      const column = this.columns.elements[place]!;
      const value = readScore(cells[column.at]);
      if (value === null) {
        const { at, header } = column;
        return this.#refuse({
          code: 'value',
          row,
          column: columnLetters(at),
          header,
          value: cellText(cells[at]),
        });
      }
      this.scores[place] = value;
      filled ||= value > 0;
    }
    if (filled) return 'respondent';
    return cells.every((cell) => cellText(cell) === '') ? 'empty' : 'blank';
  }

  #readHeader(cells: readonly Cell[], row: number): RowReading {
    if (cells.every((cell) => cellText(cell) === '')) return 'before-header';
    const recognition = recogniseColumns(cells, this.#elements, row);
    if (recognition.kind === 'problem') return this.#refuse(recognition.problem);
    this.columns = recognition.columns;
    this.scores = new Uint8Array(recognition.columns.elements.length);
    return 'header';
  }

  #refuse(problem: TableProblem): RowReading {
    this.problem = problem;
    return 'problem';
  }
}

/** The name of a column in a spreadsheet: 0 is A, 26 is AA. */
export function columnLetters(at: number): string {
  let letters = '';
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A cell as a message shows it, without spaces around. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '?' : cell.toISOString().slice(0, 10);
  return String(cell).trim();
}

function score(value: number): 1 | 2 | 3 | 4 | null {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : null;
}

function refused(problem: TableProblem): Recognition {
  return { kind: 'problem', problem };
}
