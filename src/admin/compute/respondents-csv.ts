import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { CHANNELS, FLAGS } from '#local/office/columns.ts';
import type { ResponseDetails } from '#local/office/columns.ts';
import { minuteText } from './minute-text.ts';
import type { CountedChunk } from './count-cells.ts';
import type { FigureData } from './figure-data.ts';
import { activityOfRow, chosenCells, elementScores, matchingRows, shortCode } from './response-rows.ts';
import type { ReadDetails } from './response-rows.ts';
import type { Selection } from './selection.ts';

/** `plain`: commas. `excel`: what Excel with Indonesian settings opens by a double click. */
export type CsvStyle = 'plain' | 'excel';

export interface RespondentsCsvRequest {
  readonly kind: 'respondents-csv';
  readonly selection: Selection;
  readonly set: string | null;
  readonly style: CsvStyle;
}

export interface RespondentsCsvAnswer {
  readonly file: Blob;
  readonly responses: number;
}

/**
 * Headings beside the elements. Element keys never hold an underscore, so that no heading can be taken for one, and
 * `skm index` of the file gives the figure of the screen.
 */
const HEADINGS = ['kode_respons', 'nama_kegiatan', 'waktu_kirim', 'saluran_isi', 'tanda_mutu'] as const;

/**
 * The responses of the selection, one row each: no profile, no comment, the time to the minute. Where several questions
 * feed one element, further rows with the same code carry the further answers, so that sums stay what they are.
 * @param progress gets the part done, 0..1, after each chunk
 */
export async function respondentsCsv(
  data: FigureData,
  request: RespondentsCsvRequest,
  readDetails: ReadDetails,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<RespondentsCsvAnswer> {
  const separator = request.style === 'excel' ? ';' : ',';
  const cells = chosenCells(data, request.selection, request.set);
  const elements = elementsOf(data, cells);
  const line = (fields: readonly string[]) =>
    `${fields.map((field) => quoted(field, separator)).join(separator)}\r\n`;
  const parts: string[] = [
    request.style === 'excel' ? '\uFEFF' : '',
    line([...HEADINGS, ...columnNames(elements)]),
  ];
  let responses = 0;
  for (const { chunk, rows } of matchingRows(data, cells)) {
    signal.throwIfAborted();
    const details = await readDetails(chunk.columns.chunk);
    if (details === null) throw new Error(`The chunk ${chunk.columns.chunk} is no longer in the local copy.`);
    let text = '';
    for (const row of rows) {
      for (const fields of linesOf(data, chunk, details, row, elements)) text += line(fields);
    }
    parts.push(text);
    responses += rows.length;
    progress(1 - chunk.columns.chunk / (data.responses.chunks.length + 1));
  }
  return { file: new Blob(parts, { type: 'text/csv;charset=utf-8' }), responses };
}

function elementsOf(data: FigureData, cells: readonly number[]): readonly string[] {
  const { table } = data.responses;
  const forms = [...new Set(cells.map((cell) => table.forms[table.form[cell]!]!))];
  return forms.toSorted((a, b) => b.questionnaire.version - a.questionnaire.version)[0]?.elements ?? [];
}

/** Keys where the command knows them by itself, else `u1` … `uK` in the order of the questionnaire. */
function columnNames(elements: readonly string[]): readonly string[] {
  const known = new Set<string>(NINE_ELEMENTS);
  return elements.every((key) => known.has(key)) ? elements : elements.map((_key, place) => `u${place + 1}`);
}

function* linesOf(
  data: FigureData,
  chunk: CountedChunk,
  details: ResponseDetails,
  row: number,
  elements: readonly string[],
): Generator<string[]> {
  const { columns, cells } = chunk;
  const { table } = data.responses;
  const scores = elementScores(columns, table.forms[table.form[cells[row]!]!]!, row);
  const head = [
    shortCode(details.ids, row),
    safeText(activityOfRow(data, columns, row)?.name ?? ''),
    minuteText(columns.submittedMinute[row]!),
    CHANNELS[columns.channel[row]!]!,
    FLAGS.filter((_flag, kind) => (columns.flags[row]! & (1 << kind)) !== 0).join(' '),
  ];
  const depth = Math.max(1, ...elements.map((key) => scores[key]?.length ?? 0));
  for (let at = 0; at < depth; at += 1) {
    yield [...head, ...elements.map((key) => scoreText(scores[key]?.[at] ?? 0))];
  }
}

function scoreText(score: number): string {
  return score === 0 ? '' : String(score);
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, which shows it as text. */
function safeText(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(field: string, separator: string): string {
  return field.includes(separator) || /["\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
