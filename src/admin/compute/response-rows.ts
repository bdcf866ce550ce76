import type { Score } from '#domain/questionnaire.ts';
import type { Channel, ResponseFlag } from '#domain/response.ts';
import { CHANNELS, FLAGS } from '#local/office/columns.ts';
import type { ResponseColumns, ResponseDetails } from '#local/office/columns.ts';
import { codeOf } from '#local/office/responses.ts';
import type { CellTable } from './cell-table.ts';
import type { CountedChunk } from './count-cells.ts';
import type { FigureData } from './figure-data.ts';
import type { Form } from './forms.ts';
import { activityRow } from './publication-figures.ts';
import type { ActivityRow } from './publication-figures.ts';
import { chosenCells } from './selection.ts';
import type { Selection } from './selection.ts';

/** Reads what only single responses need, one chunk at a time; `null` when the copy was emptied meanwhile. */
export type ReadDetails = (chunk: number) => Promise<ResponseDetails | null>;

export interface ResponsesRequest {
  readonly kind: 'responses';
  readonly selection: Selection;
  readonly set: string | null;
  /** Element key; `null`: whatever was answered. */
  readonly element: string | null;
  /** Only responses that gave the element this value. */
  readonly score: Score | null;
  readonly from: number;
  readonly count: number;
}

export interface ResponsesAnswer {
  readonly total: number;
  readonly rows: readonly ResponseRow[];
}

/** One response as it may be shown: no profile, no comment, the time to the minute. */
export interface ResponseRow {
  /** The last digits of its id. */
  readonly code: string;
  readonly activity: ActivityRow | null;
  /** Whole minutes since 1970 UTC. */
  readonly minute: number;
  readonly channel: Channel;
  readonly flags: readonly ResponseFlag[];
  /** By element key the scores of its questions; 0: not filled. */
  readonly scores: Readonly<Record<string, readonly number[]>>;
}

/** The responses behind a figure, those received last first. */
export async function responseRows(
  data: FigureData,
  request: ResponsesRequest,
  readDetails: ReadDetails,
): Promise<ResponsesAnswer> {
  const page: ResponseRow[] = [];
  let total = 0;
  const { cells } = chosenCells(data, request.selection, request.set);
  for (const { chunk, rows } of matchingRows(data, cells, scoreMatcher(data.responses.table, request))) {
    const from = Math.max(0, request.from - total);
    const wanted = rows.slice(from, Math.max(from, request.from + request.count - total));
    total += rows.length;
    if (wanted.length === 0) continue;
    const details = await readDetails(chunk.columns.chunk);
    if (details === null) continue;
    page.push(...wanted.map((row) => responseRow(data, chunk, details, row)));
  }
  return { total, rows: page };
}

/** By chunk, newest first, the rows of the cells, newest first. */
export function* matchingRows(
  data: FigureData,
  cells: readonly number[],
  matches: (chunk: CountedChunk) => (row: number) => boolean = () => () => true,
): Generator<{ chunk: CountedChunk; rows: number[] }> {
  const wanted = new Uint8Array(data.responses.table.size);
  for (const cell of cells) wanted[cell] = 1;
  for (const chunk of data.responses.chunks.toReversed()) {
    const matchesRow = matches(chunk);
    const rows: number[] = [];
    for (let row = chunk.cells.length - 1; row >= 0; row -= 1) {
      if (wanted[chunk.cells[row]!] === 1 && matchesRow(row)) rows.push(row);
    }
    if (rows.length > 0) yield { chunk, rows };
  }
}

export function activityOfRow(data: FigureData, columns: ResponseColumns, row: number): ActivityRow | null {
  const id = columns.activities[columns.activity[row]!] ?? null;
  const activity = id === null ? undefined : data.documents.activity(id);
  return activity === undefined ? null : activityRow(activity);
}

/** Scores of each element's questions in one row; "cannot judge" and skipped are both 0: not filled. */
export function elementScores(columns: ResponseColumns, form: Form, row: number): Record<string, number[]> {
  const scores: Record<string, number[]> = Object.fromEntries(form.elements.map((key) => [key, []]));
  for (const [question, place] of form.places) {
    const score = columns.answers[question]?.[row] ?? 0;
    scores[form.elements[place]!]!.push(score > 4 ? 0 : score);
  }
  return scores;
}

function responseRow(
  data: FigureData,
  { columns, cells }: CountedChunk,
  details: ResponseDetails,
  row: number,
): ResponseRow {
  const { table } = data.responses;
  return {
    code: codeOf(details, row),
    activity: activityOfRow(data, columns, row),
    minute: columns.submittedMinute[row]!,
    channel: CHANNELS[columns.channel[row]!]!,
    flags: FLAGS.filter((_flag, kind) => (columns.flags[row]! & (1 << kind)) !== 0),
    scores: elementScores(columns, table.forms[table.form[cells[row]!]!]!, row),
  };
}

/** Whether a row gave the element the score in one of its questions. */
function scoreMatcher(
  table: CellTable,
  { element, score }: Pick<ResponsesRequest, 'element' | 'score'>,
): (chunk: CountedChunk) => (row: number) => boolean {
  if (element === null || score === null) return () => () => true;
  const questionsOf = table.forms.map(({ elements, places }) =>
    [...places].flatMap(([question, place]) => (elements[place] === element ? [question] : [])),
  );
  return ({ columns, cells }) => {
    const columnsOf = questionsOf.map((questions) => questions.flatMap((key) => columns.answers[key] ?? []));
    return (row) => columnsOf[table.form[cells[row]!]!]!.some((answers) => answers[row] === score);
  };
}
