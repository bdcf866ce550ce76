import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import type { SatisfactionResult } from '#domain/indicators/satisfaction.ts';
import { TallyCounter } from '#domain/indicators/tally.ts';
import type { Questionnaire } from '#domain/questionnaire.ts';
import type { ImportRecord } from '#domain/agency.ts';
import { sha256HexOfBytes } from '#protocol/hash.ts';
import { LIMITS } from '#protocol/limits.ts';
import { readTable } from '../tables/read-table.ts';
import type { SheetTable } from '../tables/read-table.ts';
import { freeze, importRecord } from './freeze.ts';
import type { ImportBatch } from './freeze.ts';
import { importId } from './import-ids.ts';
import { readImport } from './read-import.ts';
import type { ImportReading, ImportTarget } from './read-import.ts';

/** A file that lies on the desk. */
export interface OpenedFile {
  readonly fileName: string;
  readonly fileHash: string;
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
}

export interface ImportChoice {
  readonly sheet: number;
  readonly questionnaire: Questionnaire;
  readonly target: ImportTarget;
}

/** What an import would do, before anything is kept. */
export interface ImportPreview extends Omit<ImportReading, 'rows'> {
  readonly respondents: number;
  /** The index that the file gives by itself, to hold against the old report. */
  readonly result: SatisfactionResult;
  /** The first rows as they were understood. */
  readonly sample: readonly ImportReading['rows'][number][];
}

const SAMPLE_ROWS = 5;
const LONGEST_NAME = LIMITS.lineLength;

/** One file on its way in: opened, looked at under one choice or another, at last frozen. Runs in a worker. */
export class ImportDesk {
  #file: {
    readonly opened: OpenedFile;
    readonly sheets: readonly SheetTable[];
    readonly source: 'csv' | 'sheet';
  } | null = null;

  /** Throws a TableFileProblem for a file that is no table. */
  async open(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<OpenedFile> {
    this.#file = null;
    const sheets = await readTable(fileName, bytes);
    const opened = {
      fileName: fileName.slice(0, LONGEST_NAME),
      fileHash: await sha256HexOfBytes(bytes),
      sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.length })),
    };
    const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
    this.#file = { opened, sheets, source: isWorkbook ? 'sheet' : 'csv' };
    return opened;
  }

  preview(choice: ImportChoice): ImportPreview {
    const { rows, ...reading } = this.#read(choice);
    const { content } = choice.questionnaire;
    const counter = new TallyCounter(content.elements.map(({ key }) => key));
    for (const { answers } of rows) counter.addAnswers(content, answers);
    return {
      ...reading,
      respondents: rows.length,
      result: satisfactionIndex(counter.toTally()),
      sample: rows.slice(0, SAMPLE_ROWS),
    };
  }

  /** Throws a RangeError while the preview shows problems: half a file is never taken. */
  async freeze(
    agency: string,
    choice: ImportChoice,
    now: number,
    progress: (done: number) => void,
  ): Promise<{ record: ImportRecord; bodies: string[] }> {
    const { rows, problemCount } = this.#read(choice);
    if (problemCount > 0) throw new RangeError('A file with problems is not imported.');
    const { fileName, fileHash } = this.#opened().opened;
    const batch: ImportBatch = { ...choice, agency, fileName, fileHash };
    const id = await importId(fileHash);
    const bodies: string[] = [];
    for (const row of rows) {
      bodies.push(await freeze(batch, id, row));
      if (bodies.length % 500 === 0) progress(bodies.length / rows.length);
    }
    return { record: importRecord(batch, id, rows.length, now), bodies };
  }

  #read({ sheet, questionnaire, target }: ImportChoice): ImportReading {
    const { sheets, source } = this.#opened();
    return readImport(sheets[sheet]?.rows ?? [], source, questionnaire, target);
  }

  #opened() {
    if (this.#file === null) throw new Error('No file lies on the desk.');
    return this.#file;
  }
}
