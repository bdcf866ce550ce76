import type { QuestionnaireReference } from '#domain/questionnaire.ts';
import type { PulledResponse } from '#protocol/office.ts';
import { writeId } from '../identifier.ts';
import { ABSENT, CANNOT_JUDGE, CHANNELS, CHUNK_ROWS, FLAGS } from './columns.ts';
import type { ResponseColumns, ResponseDetails } from './columns.ts';

export interface Chunk {
  readonly columns: ResponseColumns;
  readonly details: ResponseDetails;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Response = PulledResponse['response'];

const MINUTE_MS = 60_000;
const LONGEST_MS = 2 ** 32 - 1;
const LAST_MINUTE = 2 ** 31 - 1;
/** Options of one profile field that one byte can name. */
const PROFILE_OPTIONS = 255;

/** One chunk while rows are added to it. */
export class ChunkWriter {
  readonly #number: number;
  readonly #capacity: number;
  #count: number;
  readonly #start: number;
  readonly #activities: Dictionary<string | null>;
  readonly #questionnaires: Dictionary<QuestionnaireReference>;
  readonly #activity: Uint16Array<ArrayBuffer>;
  readonly #questionnaire: Uint16Array<ArrayBuffer>;
  readonly #channel: Bytes;
  readonly #minute: Int32Array<ArrayBuffer>;
  readonly #flags: Bytes;
  readonly #answers = new Map<string, Bytes>();
  readonly #profile = new Map<string, { options: string[]; codes: Bytes }>();
  readonly #ids: Bytes;
  readonly #duration: Uint32Array<ArrayBuffer>;
  readonly #received: Int32Array<ArrayBuffer>;
  readonly #commentRows: number[];
  readonly #comments: string[];

  /** Continues `chunk`, or begins chunk `number`; expects up to `more` rows. */
  constructor(chunk: Chunk | null, number: number, more: number) {
    const { columns, details } = chunk ?? { columns: null, details: null };
    this.#number = number;
    this.#count = columns?.count ?? 0;
    this.#start = this.#count;
    this.#capacity = Math.min(CHUNK_ROWS, this.#count + more);
    const rows = this.#capacity;
    this.#activities = new Dictionary(columns?.activities ?? [], (id) => id ?? '');
    this.#questionnaires = new Dictionary(columns?.questionnaires ?? [], referenceKey);
    this.#activity = copied(new Uint16Array(rows), columns?.activity);
    this.#questionnaire = copied(new Uint16Array(rows), columns?.questionnaire);
    this.#channel = copied(new Uint8Array(rows), columns?.channel);
    this.#minute = copied(new Int32Array(rows), columns?.submittedMinute);
    this.#flags = copied(new Uint8Array(rows), columns?.flags);
    for (const [key, values] of Object.entries(columns?.answers ?? {})) {
      this.#answers.set(key, copied(new Uint8Array(rows), values));
    }
    for (const [key, { options, codes }] of Object.entries(columns?.profile ?? {})) {
      this.#profile.set(key, { options: [...options], codes: copied(new Uint8Array(rows), codes) });
    }
    this.#ids = copied(new Uint8Array(rows * 16), details?.ids);
    this.#duration = copied(new Uint32Array(rows), details?.durationMs);
    this.#received = copied(new Int32Array(rows), details?.receivedMinute);
    this.#commentRows = [...(details?.commentRows ?? [])];
    this.#comments = [...(details?.comments ?? [])];
  }

  get changed(): boolean {
    return this.#count > this.#start;
  }

  /** Adds a row; `false` when the chunk cannot take it and is to be closed. */
  add({ response, receivedAt }: PulledResponse): boolean {
    if (this.#count === this.#capacity || !this.#hasRoomFor(response.profile)) return false;
    const row = this.#count;
    this.#count += 1;
    this.#activity[row] = this.#activities.place(response.activity);
    this.#questionnaire[row] = this.#questionnaires.place(response.questionnaire);
    this.#channel[row] = CHANNELS.indexOf(response.channel);
    this.#minute[row] = minuteOf(response.submittedAt);
    this.#flags[row] = response.flags.reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0);
    this.#addAnswers(row, response.answers);
    this.#addProfile(row, response.profile);
    writeId(response.id, this.#ids, row * 16);
    this.#duration[row] = Math.min(LONGEST_MS, response.durationMs);
    this.#received[row] = minuteOf(receivedAt);
    if (response.comment !== '') {
      this.#commentRows.push(row);
      this.#comments.push(response.comment);
    }
    return true;
  }

  finish(): Chunk {
    const [chunk, count] = [this.#number, this.#count];
    const answers = [...this.#answers].map(([key, values]) => [key, values.slice(0, count)] as const);
    const profile = [...this.#profile].map(
      ([key, { options, codes }]) => [key, { options, codes: codes.slice(0, count) }] as const,
    );
    return {
      columns: {
        ...{ chunk, count },
        activities: this.#activities.values,
        activity: this.#activity.slice(0, count),
        questionnaires: this.#questionnaires.values,
        questionnaire: this.#questionnaire.slice(0, count),
        channel: this.#channel.slice(0, count),
        submittedMinute: this.#minute.slice(0, count),
        flags: this.#flags.slice(0, count),
        answers: Object.fromEntries(answers),
        profile: Object.fromEntries(profile),
      },
      details: {
        ...{ chunk, count },
        ids: this.#ids.slice(0, count * 16),
        durationMs: this.#duration.slice(0, count),
        receivedMinute: this.#received.slice(0, count),
        commentRows: Uint16Array.from(this.#commentRows),
        comments: this.#comments,
      },
    };
  }

  #addAnswers(row: number, answers: Response['answers']): void {
    for (const [key, answer] of Object.entries(answers)) {
      let column = this.#answers.get(key);
      if (!column) {
        column = new Uint8Array(this.#capacity).fill(ABSENT);
        this.#answers.set(key, column);
      }
      column[row] = answer ?? CANNOT_JUDGE;
    }
  }

  #addProfile(row: number, profile: Response['profile']): void {
    for (const [key, option] of Object.entries(profile)) {
      let column = this.#profile.get(key);
      if (!column) {
        column = { options: [], codes: new Uint8Array(this.#capacity) };
        this.#profile.set(key, column);
      }
      const known = column.options.indexOf(option);
      column.codes[row] = known >= 0 ? known + 1 : column.options.push(option);
    }
  }

  #hasRoomFor(profile: Response['profile']): boolean {
    return Object.entries(profile).every(([key, option]) => {
      const options = this.#profile.get(key)?.options ?? [];
      return options.length < PROFILE_OPTIONS || options.includes(option);
    });
  }
}

/** Values by place, each once. */
class Dictionary<T> {
  readonly values: T[];
  readonly #places: Map<string, number>;
  readonly #keyOf: (value: T) => string;

  constructor(values: readonly T[], keyOf: (value: T) => string) {
    this.values = [...values];
    this.#keyOf = keyOf;
    this.#places = new Map(values.map((value, place) => [keyOf(value), place]));
  }

  place(value: T): number {
    const key = this.#keyOf(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

function referenceKey({ id, version, hash }: QuestionnaireReference): string {
  return `${id}:${version}:${hash}`;
}

/** Clocks may be absurd; a minute stays a number that the column can hold. */
function minuteOf(instant: string): number {
  const minute = Math.floor(Date.parse(instant) / MINUTE_MS);
  return Math.max(-LAST_MINUTE, Math.min(LAST_MINUTE, minute));
}

function copied<A extends { set(from: ArrayLike<number>): void }>(
  into: A,
  from: ArrayLike<number> | undefined,
): A {
  if (from) into.set(from);
  return into;
}
