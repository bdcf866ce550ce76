import { csvLine, elementHeadings, RESPONDENT_HEADINGS, respondentLines } from '#domain/respondent-lines.ts';
import { CHANNELS, FLAGS } from '#local/office/columns.ts';
import type { ResponseDetails } from '#local/office/columns.ts';
import { codeOf } from '#local/office/responses.ts';
import type { CountedChunk } from './count-cells.ts';
import type { FigureData } from './figure-data.ts';
import { activityOfRow, elementScores, matchingRows } from './response-rows.ts';
import type { ReadDetails } from './response-rows.ts';
import { chosenCells } from './selection.ts';
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
 * The responses of the selection, one row each, in the form that `skm index` reads.
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
  const { set, cells } = chosenCells(data, request.selection, request.set);
  const elements = set === null ? [] : elementsOf(data, cells, set);
  const line = (fields: readonly string[]) => csvLine(fields, separator);
  const parts: string[] = [
    request.style === 'excel' ? '\uFEFF' : '',
    line([...RESPONDENT_HEADINGS, ...elementHeadings(elements)]),
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

/** Element keys of the set in the order of the newest version among the cells. */
function elementsOf(data: FigureData, cells: readonly number[], set: string): readonly string[] {
  const { table } = data.responses;
  const forms = [...new Set(cells.map((cell) => table.forms[table.form[cell]!]!))];
  const [newest] = forms.toSorted((a, b) => b.questionnaire.version - a.questionnaire.version);
  const keys = data.sets.elementsOf(set);
  return newest?.elements.filter((key) => keys.includes(key)) ?? [];
}

function linesOf(
  data: FigureData,
  chunk: CountedChunk,
  details: ResponseDetails,
  row: number,
  elements: readonly string[],
): Iterable<string[]> {
  const { columns, cells } = chunk;
  const { table } = data.responses;
  const respondent = {
    code: codeOf(details, row),
    activityName: activityOfRow(data, columns, row)?.name ?? '',
    submittedMinute: columns.submittedMinute[row]!,
    channel: CHANNELS[columns.channel[row]!]!,
    flags: FLAGS.filter((_flag, kind) => (columns.flags[row]! & (1 << kind)) !== 0),
  };
  const scores = elementScores(columns, table.forms[table.form[cells[row]!]!]!, row);
  return respondentLines(respondent, elements, scores);
}
