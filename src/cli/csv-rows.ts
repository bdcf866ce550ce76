import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { guessDelimiter } from '#domain/delimiter.ts';
import type { Delimiter } from '#domain/delimiter.ts';
import { Refusal } from './refusal.ts';

/** One row of a file: its number as a spreadsheet shows it, its cells, and how much of the file lies behind. */
export interface FileRow<Value> {
  readonly row: number;
  readonly cells: readonly Value[];
  /** 0..1 */
  readonly read: number;
}

/** A heading and a record longer than these are no table; the limit also bounds memory when a quote is never closed. */
const HEAD_BYTES = 64 * 1024;
const RECORD_CHARACTERS = 1024 * 1024;

/**
 * The rows of a CSV file in UTF-8, streamed: comma, semicolon or tab (whichever makes most sense of the heading), byte
 * order mark, quotes, any line end. Empty lines are rows too, so that numbers match what a spreadsheet shows.
 * Throws a Refusal for what is no CSV text.
 */
export async function* csvRows(
  path: string,
  sense: (cells: readonly string[]) => number,
): AsyncGenerator<FileRow<string>> {
  const { head, size } = await beginningOf(path);
  refuseOtherFormats(head, path);
  const delimiter = guessDelimiter(new TextDecoder().decode(head), sense);
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  const parser = source.pipe(parserFor(delimiter));
  source.on('error', (error) => parser.destroy(error));
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      yield { row, cells: record, read: Math.min(1, source.bytesRead / size) };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Refusal(`${path}: baris ${row + 1}: ${sentenceOf(error)}`);
    if (source.errored === null) throw error;
    throw new Refusal(`${path}: berkas tidak dapat dibaca sampai selesai (${source.errored.message}).`);
  } finally {
    source.destroy();
  }
}

function parserFor(delimiter: Delimiter) {
  return parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: RECORD_CHARACTERS,
  });
}

async function beginningOf(path: string): Promise<{ head: Uint8Array; size: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return { head: buffer.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}

function refuseOtherFormats(head: Uint8Array, path: string): void {
  const [first, second] = head;
  if (first === 0x50 && second === 0x4b) {
    throw new Refusal(
      `${path}: isi berkas ini bukan CSV, melainkan berkas XLSX atau ZIP. Beri akhiran .xlsx lalu ulangi.`,
    );
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new Refusal(`${path}: berkas ini memakai UTF-16. Simpan ulang sebagai "CSV UTF-8" lalu ulangi.`);
  }
  if (head.includes(0)) {
    throw new Refusal(
      `${path}: isi berkas ini bukan teks CSV. Simpan tabelnya sebagai "CSV UTF-8" lalu ulangi.`,
    );
  }
}

function sentenceOf(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return 'tanda kutip (") dibuka tetapi tidak ditutup. Perbaiki baris itu lalu ulangi.';
    default:
      return `baris tidak dapat dibaca sebagai CSV (${error.code}).`;
  }
}
