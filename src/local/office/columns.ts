import type { QuestionnaireReference } from '#domain/questionnaire.ts';
import type { Channel, ResponseFlag } from '#domain/response.ts';

/** Places in these lists are stored as numbers: only ever add at the end. */
export const CHANNELS: readonly Channel[] = ['kiosk', 'link', 'import'];
export const FLAGS: readonly ResponseFlag[] = [
  'all-same',
  'too-fast',
  'after-close',
  'clock-odd',
  'repeated-phone',
  'burst',
];

/** In an answer column: the question was skipped or belongs to another questionnaire. */
export const ABSENT = 0;
/** In an answer column: "cannot judge". */
export const CANNOT_JUDGE = 255;

/** One profile field of a chunk: 0 is "not given", n is `options[n - 1]`. */
export interface ProfileColumn {
  readonly options: readonly string[];
  readonly codes: Uint8Array<ArrayBuffer>;
}

/**
 * Up to `CHUNK_ROWS` pulled responses as columns, in commit order: what figures need, about 25 bytes a response, so that
 * a million stay small and a worker counts them in milliseconds. Row n of every column is the same response. What only
 * a drill-down needs lies beside it, in `ResponseDetails` of the same chunk.
 */
export interface ResponseColumns {
  /** Number of the chunk, 1, 2, 3 …; a chunk grows until it is full, then never changes. */
  readonly chunk: number;
  readonly count: number;
  /** Ids of activities; `null` for imports that name only a period. */
  readonly activities: readonly (string | null)[];
  /** Place in `activities`. */
  readonly activity: Uint16Array<ArrayBuffer>;
  readonly questionnaires: readonly QuestionnaireReference[];
  /** Place in `questionnaires`. */
  readonly questionnaire: Uint16Array<ArrayBuffer>;
  /** Place in `CHANNELS`. */
  readonly channel: Uint8Array<ArrayBuffer>;
  /** Whole minutes since 1970 UTC (device clock at submit, cut): what period a response belongs to. */
  readonly submittedMinute: Int32Array<ArrayBuffer>;
  /** Bit n is set when the response carries `FLAGS[n]`. */
  readonly flags: Uint8Array<ArrayBuffer>;
  /** By question key: 1..4, `ABSENT` or `CANNOT_JUDGE`. A key missing here was answered by nobody in this chunk. */
  readonly answers: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  /** By profile field key. */
  readonly profile: Readonly<Record<string, ProfileColumn>>;
}

/** The rest of the same rows, read only to show single responses. */
export interface ResponseDetails {
  readonly chunk: number;
  readonly count: number;
  /** `CODE_BYTES` a response: the end of its id, by which people name it. */
  readonly codes: Uint8Array<ArrayBuffer>;
  /** Whole minutes since 1970 UTC (endpoint clock). */
  readonly receivedMinute: Int32Array<ArrayBuffer>;
  /** Rows with a comment, rising, and their comments at the same places. */
  readonly commentRows: Uint16Array<ArrayBuffer>;
  readonly comments: readonly string[];
}

/** Rows of a full chunk. */
export const CHUNK_ROWS = 10_000;
