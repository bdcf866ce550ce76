import { guessDelimiter } from '#domain/delimiter.ts';
import type { Cell } from '#domain/respondent-table.ts';
import { uncomputedIn } from '#domain/uncomputed-formulas.ts';

/** One sheet as rows of cells; row 1 of the file is `rows[0]`, so that a message can name the row a person sees. */
export interface SheetTable {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export type TableProblemCode =
  'empty' | 'too-large' | 'old-excel' | 'encrypted' | 'unreadable' | 'unknown-form';

/** A file that cannot be read as a table; the screen picks the sentence for the code. */
export class TableFileProblem extends Error {
  readonly code: TableProblemCode;

  constructor(code: TableProblemCode, fileName: string) {
    super(`${fileName}: ${code}`);
    this.name = 'TableFileProblem';
    this.code = code;
  }
}

/** Larger files are no list that a person keeps; reading them would only make the page hang. */
export const TABLE_FILE_BYTES = 20 * 1024 * 1024;

const ZIP = [0x50, 0x4b];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Reads an XLSX or CSV file into its visible sheets. What the file is, its first bytes decide, not its name: offices
 * rename files. Dates of XLSX come as `Date` whose UTC parts are what the sheet shows. Throws a TableFileProblem.
 */
export async function readTable(fileName: string, bytes: Uint8Array): Promise<SheetTable[]> {
  if (bytes.length === 0) throw new TableFileProblem('empty', fileName);
  if (bytes.length > TABLE_FILE_BYTES) throw new TableFileProblem('too-large', fileName);
  if (startsWith(bytes, ZIP)) return readWorkbook(fileName, bytes);
  if (startsWith(bytes, COMPOUND)) {
    /* An encrypted XLSX wears the container of the old format; the name tells which of the two it is. */
    throw new TableFileProblem(/\.xlsx$/i.test(fileName) ? 'encrypted' : 'old-excel', fileName);
  }
  return readSeparated(fileName, bytes);
}

async function readWorkbook(fileName: string, bytes: Uint8Array): Promise<SheetTable[]> {
  const { readXlsx } = await import('hucre/xlsx');
  const workbook = await readXlsx(bytes, {
    sheets: (sheet) => sheet.hidden !== true && sheet.veryHidden !== true,
  }).catch(() => {
    throw new TableFileProblem('unreadable', fileName);
  });
  const sheets = workbook.sheets.map(({ name, rows, cells }) => {
    return { name, rows: cells ? rows.map(uncomputedIn(cells)) : rows };
  });
  if (sheets.every(({ rows }) => rows.every(isBlankRow))) throw new TableFileProblem('empty', fileName);
  return sheets;
}

async function readSeparated(fileName: string, bytes: Uint8Array): Promise<SheetTable[]> {
  const text = decode(bytes);
  if (text.includes('\u0000')) throw new TableFileProblem('unknown-form', fileName);
  const { parseCsv } = await import('hucre/csv');
  const rows = parseCsv(text, { delimiter: guessDelimiter(text.slice(0, 100_000)), skipBom: true });
  if (rows.every(isBlankRow)) throw new TableFileProblem('empty', fileName);
  return [{ name: fileName, rows }];
}

/** UTF-8 or UTF-16 with a byte order mark, UTF-8 without, else the code page that Excel for Windows writes. */
function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** Whether nothing but spaces stands in the row. */
export function isBlankRow(row: readonly Cell[]): boolean {
  return row.every(
    (cell) => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === ''),
  );
}
