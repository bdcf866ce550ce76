import type { Answer, QuestionnaireReference } from '#domain/questionnaire.ts';
import type { Channel, ResponseFlag } from '#domain/response.ts';
import type { PulledResponses } from '#protocol/pulled-responses.ts';
import { CODE_BYTES } from '#protocol/pulled-responses.ts';
import { ChunkWriter } from './chunk-writer.ts';
import type { Chunk } from './chunk-writer.ts';
import { ABSENT, CANNOT_JUDGE, CHANNELS, FLAGS } from './columns.ts';
import type { ResponseColumns, ResponseDetails } from './columns.ts';
import type { OfficeDatabase } from './database.ts';
import { PulledRows } from './pulled-rows.ts';

/** All pulled responses as columns, oldest chunk first; with `from` only that chunk and those after it. */
export function loadColumns(db: OfficeDatabase, from = 1): Promise<ResponseColumns[]> {
  return db.run((tables) => tables.chunks.where('chunk').aboveOrEqual(from).sortBy('chunk'));
}

/** The rest of one chunk; `null` when there is no such chunk (any more). */
export function loadDetails(db: OfficeDatabase, chunk: number): Promise<ResponseDetails | null> {
  return db.run((tables) => tables.details.get(chunk).then((details) => details ?? null));
}

/** One response read back from its columns; times are cut to the minute. */
export interface ReadResponse {
  /** The last eight digits of its id, in capitals: enough to find it again. */
  readonly code: string;
  readonly activity: string | null;
  readonly questionnaire: QuestionnaireReference;
  readonly channel: Channel;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly profile: Readonly<Record<string, string>>;
  readonly comment: string;
  /** ISO 8601 UTC. */
  readonly submittedAt: string;
  /** ISO 8601 UTC. */
  readonly receivedAt: string;
  readonly flags: readonly ResponseFlag[];
}

/** One response for a drill-down; `null` when there is no such row. */
export async function readResponse(
  db: OfficeDatabase,
  { chunk, row }: { readonly chunk: number; readonly row: number },
): Promise<ReadResponse | null> {
  const found = await db.run((tables) =>
    tables.transaction('r', tables.chunks, tables.details, async () => ({
      columns: await tables.chunks.get(chunk),
      details: await tables.details.get(chunk),
    })),
  );
  const { columns, details } = found;
  if (!columns || !details || row < 0 || row >= columns.count) return null;
  return rowOf({ columns, details }, row);
}

/** Row `row` of a chunk, which must have it. */
export function rowOf({ columns, details }: Chunk, row: number): ReadResponse {
  const comment = details.commentRows.indexOf(row);
  return {
    code: codeOf(details, row),
    activity: columns.activities[columns.activity[row]!]!,
    questionnaire: columns.questionnaires[columns.questionnaire[row]!]!,
    channel: CHANNELS[columns.channel[row]!]!,
    answers: answersOf(columns, row),
    profile: profileOf(columns, row),
    comment: comment < 0 ? '' : details.comments[comment]!,
    submittedAt: instantOf(columns.submittedMinute[row]!),
    receivedAt: instantOf(details.receivedMinute[row]!),
    flags: FLAGS.filter((_, bit) => (columns.flags[row]! & (1 << bit)) !== 0),
  };
}

/** The last eight digits of the id of row `row`, in capitals: enough to find a response again. */
export function codeOf({ codes }: Pick<ResponseDetails, 'codes'>, row: number): string {
  return [...codes.subarray(row * CODE_BYTES, (row + 1) * CODE_BYTES)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/**
 * Adds the responses of one page to the last chunk (`null`: there is none yet) and to new ones after it. Returns the
 * chunks that changed, in order.
 */
export function appendResponses(last: Chunk | null, pulled: PulledResponses): Chunk[] {
  const page = new PulledRows(pulled);
  const changed: Chunk[] = [];
  let number = last?.columns.chunk ?? 1;
  let writer = new ChunkWriter(last, number, page.count);
  for (let row = 0; row < page.count; row += 1) {
    if (writer.add(page, row)) continue;
    if (writer.changed) changed.push(writer.finish());
    number += 1;
    writer = new ChunkWriter(null, number, page.count - row);
    writer.add(page, row);
  }
  if (writer.changed) changed.push(writer.finish());
  return changed;
}

function answersOf(columns: ResponseColumns, row: number): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const [key, values] of Object.entries(columns.answers)) {
    const value = values[row]!;
    if (value !== ABSENT) answers[key] = value === CANNOT_JUDGE ? null : (value as Answer);
  }
  return answers;
}

function profileOf(columns: ResponseColumns, row: number): Record<string, string> {
  const profile: Record<string, string> = {};
  for (const [key, { options, codes }] of Object.entries(columns.profile)) {
    const option = options[codes[row]! - 1];
    if (option !== undefined) profile[key] = option;
  }
  return profile;
}

function instantOf(minute: number): string {
  return new Date(minute * 60_000).toISOString();
}
