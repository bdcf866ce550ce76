import { access, constants, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { TallyCounter } from '#domain/indicators/tally.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import { recogniseColumns, RespondentTable } from '#domain/respondent-table.ts';
import type { Cell, Columns, TableProblem } from '#domain/respondent-table.ts';
import { csvRows } from './csv-rows.ts';
import type { FileRow } from './csv-rows.ts';
import { problemSentence } from './problem-text.ts';
import { Refusal } from './refusal.ts';
import { xlsxRows } from './xlsx-rows.ts';

export interface RespondentFile {
  readonly columns: Columns;
  /** `blank` counts the rows in which something stands but no element is filled. */
  readonly tally: Tally;
  /** Rows between and after the answers with nothing in them. */
  readonly emptyRows: number;
}

export interface ReadingOptions {
  /** Keys of the questionnaire in its order. */
  readonly elements: readonly string[];
  /** Sheet of a workbook; `null` for the first visible one. */
  readonly sheet: string | null;
  /** Called every 100,000 rows. `read` is the share of the file behind, 0 when unknown. */
  readonly onProgress: (rows: number, read: number) => void;
}

const PROGRESS_ROWS = 100_000;

/**
 * Reads a file with one row per respondent (.csv, .tsv, .xlsx) into a tally. Memory does not grow with the rows of a CSV
 * file. Throws a Refusal with file, row, column and value for whatever is not a table of scores.
 */
export async function readRespondentFile(path: string, options: ReadingOptions): Promise<RespondentFile> {
  const kind = await kindOf(path, options.sheet);
  const table = new RespondentTable(options.elements, kind);
  let counter = new TallyCounter([]);
  let rows = 0;
  let emptyRows = 0;
  for await (const { row, cells, read } of rowsOf(path, kind, options)) {
    switch (table.read(cells, row)) {
      case 'header':
        counter = new TallyCounter(table.columns?.elements.map((column) => column.key) ?? []);
        break;
      case 'blank':
      case 'respondent':
        counter.addScores(table.scores);
        break;
      case 'empty':
        emptyRows += 1;
        break;
      case 'problem':
        if (table.problem !== null) throw refusedTable(path, table.problem, options);
        break;
      case 'before-header':
        break;
    }
    rows += 1;
    if (rows % PROGRESS_ROWS === 0) options.onProgress(rows, read);
  }
  if (table.columns === null) throw refusedTable(path, { code: 'no-header' }, options);
  return { columns: table.columns, tally: counter.toTally(), emptyRows };
}

function refusedTable(path: string, problem: TableProblem, options: ReadingOptions): Refusal {
  return new Refusal(`${path}: ${problemSentence(problem, options.elements)}`);
}

function rowsOf(path: string, kind: 'csv' | 'sheet', options: ReadingOptions): AsyncGenerator<FileRow<Cell>> {
  return kind === 'sheet'
    ? xlsxRows(path, options.sheet)
    : csvRows(path, (cells) => knownColumns(cells, options.elements));
}

/** How a file is to be read, by its ending, once it is sure that there is something to read. */
async function kindOf(path: string, sheet: string | null): Promise<'csv' | 'sheet'> {
  await refuseUnreadable(path);
  const ending = extname(path).toLowerCase();
  if (ending === '.xlsx') return 'sheet';
  if (ending !== '.csv' && ending !== '.tsv') {
    throw new Refusal(
      `${path}: jenis berkas ini tidak didukung. Simpan tabelnya sebagai .csv, .tsv, atau .xlsx.`,
    );
  }
  if (sheet !== null) throw new Refusal(`${path}: --sheet hanya berlaku untuk berkas .xlsx.`);
  return 'csv';
}

async function refuseUnreadable(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      error.code === 'ENOENT'
        ? `${path}: berkas tidak ditemukan.`
        : `${path}: berkas tidak dapat dibuka (${error.code ?? error.message}).`,
    );
  });
  if (found.isDirectory()) throw new Refusal(`${path}: ini folder, bukan berkas.`);
  if (!found.isFile()) throw new Refusal(`${path}: ini bukan berkas biasa.`);
  if (found.size === 0) throw new Refusal(`${path}: berkas ini kosong (0 byte).`);
  await access(path, constants.R_OK).catch(() => {
    throw new Refusal(`${path}: berkas tidak boleh dibaca oleh pengguna ini.`);
  });
}

function knownColumns(cells: readonly string[], elements: readonly string[]): number {
  const recognition = recogniseColumns(cells, elements);
  return recognition.kind === 'columns' ? recognition.columns.elements.length : 0;
}
