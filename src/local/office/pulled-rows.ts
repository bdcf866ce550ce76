import { ANSWER_KINDS } from '#protocol/pulled-responses.ts';
import type { PulledResponses } from '#protocol/pulled-responses.ts';
import { ABSENT, CANNOT_JUDGE } from './columns.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const DIGIT_VALUES = new Uint8Array(128);
for (let value = 0; value < DIGITS.length; value += 1) DIGIT_VALUES[DIGITS.charCodeAt(value)] = value;

/** What each place of a pair of answers stands for. */
const ANSWER_VALUES = [ABSENT, 1, 2, 3, 4, CANNOT_JUDGE] as const;

/** Clocks may be absurd; a minute stays a number that the column can hold. */
const LAST_MINUTE = 2 ** 31 - 1;

/** One profile field of a page: 0 is "not given", n is `options[n - 1]`. */
export interface PulledField {
  readonly key: string;
  readonly options: readonly string[];
  readonly codes: Bytes;
}

/** The responses of one page, unpacked: row n of every column is the same response. */
export class PulledRows {
  readonly count: number;
  readonly activities: readonly (string | null)[];
  readonly activity: readonly number[];
  readonly questionnaires: PulledResponses['questionnaires'];
  readonly questionnaire: readonly number[];
  readonly channel: Bytes;
  readonly submittedMinute: Int32Array<ArrayBuffer>;
  readonly receivedMinute: Int32Array<ArrayBuffer>;
  readonly flags: Bytes;
  readonly answers: readonly { readonly key: string; readonly values: Bytes }[];
  readonly profile: readonly PulledField[];
  /** `CODE_BYTES` a response. */
  readonly codes: Bytes;
  readonly comments: ReadonlyMap<number, string>;

  constructor(pulled: PulledResponses) {
    this.count = pulled.count;
    this.activities = pulled.activities;
    this.activity = pulled.activity;
    this.questionnaires = pulled.questionnaires;
    this.questionnaire = pulled.questionnaire;
    this.channel = read(pulled.channel, DIGIT_VALUES);
    this.submittedMinute = summed(pulled.submitted);
    this.receivedMinute = summed(pulled.received);
    this.flags = read(pulled.flags, DIGIT_VALUES);
    this.answers = Object.entries(pulled.answers).map(([key, text]) => ({
      key,
      values: unpaired(text, pulled.count),
    }));
    this.profile = Object.entries(pulled.profile).map(([key, { options, codes }]) => {
      return { key, options, codes: read(codes, DIGIT_VALUES) };
    });
    this.codes = fromBase64Url(pulled.codes);
    this.comments = new Map(pulled.comments);
  }
}

function read(text: string, values: Uint8Array): Bytes {
  const column = new Uint8Array(text.length);
  for (let row = 0; row < text.length; row += 1) column[row] = values[text.charCodeAt(row)]!;
  return column;
}

function unpaired(text: string, count: number): Bytes {
  const column = new Uint8Array(count);
  for (let row = 0; row < count; row += 1) {
    const pair = DIGIT_VALUES[text.charCodeAt(row >> 1)]!;
    const place = row % 2 === 0 ? Math.floor(pair / ANSWER_KINDS) : pair % ANSWER_KINDS;
    column[row] = ANSWER_VALUES[place]!;
  }
  return column;
}

function summed(differences: readonly number[]): Int32Array<ArrayBuffer> {
  const column = new Int32Array(differences.length);
  let minute = 0;
  for (let row = 0; row < differences.length; row += 1) {
    minute += differences[row]!;
    column[row] = Math.max(-LAST_MINUTE, Math.min(LAST_MINUTE, minute));
  }
  return column;
}

function fromBase64Url(text: string): Bytes {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes;
}
