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

/** An element column with its place in the questionnaire, from 0. */
interface Candidate extends ElementColumn {
  readonly place: number;
}

/**
 * Finds the element columns in the heading row: by element key (any case, spaces around ignored), or as `u1` … `uK`
 * without gaps, not both. Numbered columns get the questionnaire's keys when there are as many of them as the
 * questionnaire has elements, because that is what the numbers on paper mean; else they keep `u1` … `uK`.
 * @param elements keys of the questionnaire in its order
 * @param row number of the heading row, for messages
 */
export function recogniseColumns(header: readonly Cell[], elements: readonly string[], row = 1): Recognition {
  const headings = header.map(cellText);
  const places = new Map(elements.map((key, place) => [key.toLowerCase(), place]));
  const keyed: Candidate[] = [];
  const numbered: Candidate[] = [];
  const ignored: string[] = [];
  for (const [at, heading] of headings.entries()) {
    const word = heading.toLowerCase();
    const place = places.get(word);
    if (place !== undefined) keyed.push({ at, header: heading, key: elements[place]!, place });
    else if (/^u[1-9]\d{0,2}$/.test(word)) {
      numbered.push({ at, header: heading, key: word, place: Number(word.slice(1)) - 1 });
    } else if (/^u\d+$/.test(word)) {
      return refused({ code: 'malformed-number', row, column: columnLetters(at), header: heading });
    } else if (heading !== '') ignored.push(heading);
  }
  const problem = problemOf(keyed, numbered, row);
  if (problem !== null) return refused(problem);
  const found = keyed.length > 0 ? keyed : numbered;
  if (found.length === 0) {
    return refused({ code: 'no-element-column', row, headers: headings.filter((heading) => heading !== '') });
  }
  const renamed = keyed.length === 0 && numbered.length === elements.length;
  const columns = found.toSorted(byPlace).map(({ at, header: text, key, place }) => {
    return { at, header: text, key: renamed ? elements[place]! : key };
  });
  const width = headings.findLastIndex((heading) => heading !== '') + 1;
  return { kind: 'columns', columns: { elements: columns, ignored, width } };
}

/** What keeps the recognised columns from being one clear set; `null` when nothing does. */
function problemOf(
  keyed: readonly Candidate[],
  numbered: readonly Candidate[],
  row: number,
): TableProblem | null {
  const [firstKeyed, firstNumbered] = [keyed[0], numbered[0]];
  if (firstKeyed !== undefined && firstNumbered !== undefined) {
    return { code: 'both-forms', row, keyed: firstKeyed.header, numbered: firstNumbered.header };
  }
  const sorted = [...keyed, ...numbered].toSorted(byPlace);
  const twice = sorted.findIndex((column, at) => column.place === sorted[at + 1]?.place);
  if (twice !== -1) {
    const columns = sorted.slice(twice, twice + 2).map((column) => columnLetters(column.at));
    return { code: 'column-twice', row, header: sorted[twice]!.header, columns };
  }
  const gap = keyed.length > 0 ? -1 : sorted.findIndex((column, place) => column.place !== place);
  return gap === -1
    ? null
    : { code: 'numbering-gap', row, missing: `u${gap + 1}`, last: sorted.at(-1)!.header };
}

function byPlace(a: Candidate, b: Candidate): number {
  return a.place - b.place || a.at - b.at;
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
  readonly #source: 'csv' | 'sheet';

  /**
   * @param source in a CSV row with more cells than the heading a separator too many may have shifted the answers, so it
   * is refused; in a sheet every cell has its column and a note beside the table does no harm
   */
  constructor(elements: readonly string[], source: 'csv' | 'sheet') {
    this.#elements = elements;
    this.#source = source;
  }

  /** @param row number of the row as a spreadsheet shows it, from 1 */
  read(cells: readonly Cell[], row: number): RowReading {
    if (this.columns === null) return this.#readHeader(cells, row);
    if (this.#source === 'csv' && cells.length > this.columns.width) {
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
