import type { QuestionnaireReference } from '#domain/questionnaire.ts';
import { CODE_BYTES } from '#protocol/pulled-responses.ts';
import { ABSENT, CHUNK_ROWS } from './columns.ts';
import type { ResponseColumns, ResponseDetails } from './columns.ts';
import type { PulledRows } from './pulled-rows.ts';

export interface Chunk {
  readonly columns: ResponseColumns;
  readonly details: ResponseDetails;
}

type Bytes = Uint8Array<ArrayBuffer>;

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
  readonly #codes: Bytes;
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
    this.#codes = copied(new Uint8Array(rows * CODE_BYTES), details?.codes);
    this.#received = copied(new Int32Array(rows), details?.receivedMinute);
    this.#commentRows = [...(details?.commentRows ?? [])];
    this.#comments = [...(details?.comments ?? [])];
  }

  get changed(): boolean {
    return this.#count > this.#start;
  }

  /** Adds row `from` of a page; `false` when the chunk cannot take it and is to be closed. */
  add(page: PulledRows, from: number): boolean {
    if (this.#count === this.#capacity || !this.#hasRoomFor(page, from)) return false;
    const row = this.#count;
    this.#count += 1;
    this.#activity[row] = this.#activities.place(page.activities[page.activity[from]!]!);
    this.#questionnaire[row] = this.#questionnaires.place(page.questionnaires[page.questionnaire[from]!]!);
    this.#channel[row] = page.channel[from]!;
    this.#minute[row] = page.submittedMinute[from]!;
    this.#flags[row] = page.flags[from]!;
    for (const { key, values } of page.answers) {
      if (values[from] !== ABSENT) this.#answerColumn(key)[row] = values[from]!;
    }
    this.#addProfile(row, page, from);
    this.#codes.set(page.codes.subarray(from * CODE_BYTES, (from + 1) * CODE_BYTES), row * CODE_BYTES);
    this.#received[row] = page.receivedMinute[from]!;
    const comment = page.comments.get(from);
    if (comment !== undefined) {
      this.#commentRows.push(row);
      this.#comments.push(comment);
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
        codes: this.#codes.slice(0, count * CODE_BYTES),
        receivedMinute: this.#received.slice(0, count),
        commentRows: Uint16Array.from(this.#commentRows),
        comments: this.#comments,
      },
    };
  }

  #answerColumn(key: string): Bytes {
    let column = this.#answers.get(key);
    if (!column) {
      column = new Uint8Array(this.#capacity).fill(ABSENT);
      this.#answers.set(key, column);
    }
    return column;
  }

  #addProfile(row: number, page: PulledRows, from: number): void {
    for (const { key, options, codes } of page.profile) {
      const option = options[codes[from]! - 1];
      if (option === undefined) continue;
      let column = this.#profile.get(key);
      if (!column) {
        column = { options: [], codes: new Uint8Array(this.#capacity) };
        this.#profile.set(key, column);
      }
      const known = column.options.indexOf(option);
      column.codes[row] = known >= 0 ? known + 1 : column.options.push(option);
    }
  }

  #hasRoomFor(page: PulledRows, from: number): boolean {
    return page.profile.every(({ key, options, codes }) => {
      const known = this.#profile.get(key)?.options ?? [];
      const option = options[codes[from]! - 1];
      return known.length < PROFILE_OPTIONS || option === undefined || known.includes(option);
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

function copied<A extends { set(from: ArrayLike<number>): void }>(
  into: A,
  from: ArrayLike<number> | undefined,
): A {
  if (from) into.set(from);
  return into;
}
