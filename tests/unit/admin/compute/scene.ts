import type { Activity } from '#domain/activity.ts';
import type { Agency, Target } from '#domain/agency.ts';
import { DEFAULT_QUESTIONNAIRE, NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import type { Answer, Questionnaire, QuestionnaireContent } from '#domain/questionnaire.ts';
import type { Release } from '#domain/release.ts';
import type { Channel, ResponseFlag } from '#domain/response.ts';
import { CANNOT_JUDGE, CHANNELS, FLAGS } from '#local/office/columns.ts';
import type { ProfileColumn, ResponseColumns, ResponseDetails } from '#local/office/columns.ts';
import type { Declaration } from '#admin/compute/comparable-sets.ts';
import { FigureData } from '#admin/compute/figure-data.ts';
import { handle } from '#admin/compute/handler.ts';
import type { AnswerTo, FigureRequest } from '#admin/compute/handler.ts';
import { ResponseCount } from '#admin/compute/response-count.ts';

export const NOW = '2026-12-31T05:00:00.000Z';

export const STANDARD: Questionnaire = {
  id: 'layanan-keprotokolan',
  version: 1,
  hash: '1'.repeat(64),
  content: DEFAULT_QUESTIONNAIRE,
};

/** Another questionnaire with the named elements, one question each. */
export function questionnaire(id: string, elements: readonly string[], version = 1): Questionnaire {
  const text = (words: string) => ({ id: words, en: words });
  const content: QuestionnaireContent = {
    ...DEFAULT_QUESTIONNAIRE,
    title: text(id),
    elements: elements.map((key) => ({ key, name: text(key) })),
    questions: elements.map((key) => ({ ...DEFAULT_QUESTIONNAIRE.questions[0]!, key, element: key })),
  };
  return { id, version, hash: '2'.repeat(64), content };
}

/** A response as a test tells it. */
export interface Told {
  readonly activity?: string | null;
  readonly at?: string;
  readonly receivedAt?: string;
  readonly channel?: Channel;
  readonly flags?: readonly ResponseFlag[];
  readonly questionnaire?: Questionnaire;
  /** By question key, or in the order of the questions. */
  readonly answers: Readonly<Record<string, Answer>> | readonly Answer[];
  readonly profile?: Readonly<Record<string, string>>;
  readonly comment?: string;
}

export function activity(id: string, start: string, more: Partial<Activity> = {}): Activity {
  return {
    id,
    name: `Kegiatan ${id}`,
    category: 'upacara',
    start,
    end: null,
    place: 'Halaman Balai Kota',
    organiser: 'Bagian Umum',
    leaders: [],
    dress: '',
    status: 'selesai',
    officers: '',
    invited: null,
    notes: '',
    exclusion: null,
    survey: { open: true, closesAt: null, questionnaire: { id: STANDARD.id, version: 1 } },
    ...more,
  };
}

export function release(id: string, activities: readonly string[], more: Partial<Release> = {}): Release {
  return {
    id,
    title: `Berita ${id}`,
    mediaKind: 'media-massa',
    medium: 'Harian Contoh',
    publishedOn: '2026-08-18',
    url: 'https://contoh.example/berita',
    clipping: null,
    activities,
    counted: true,
    notes: '',
    ...more,
  };
}

/** The same score for each of the nine questions. */
export function nine(score: Answer): Answer[] {
  return NINE_ELEMENTS.map(() => score);
}

/** Documents and responses of an office, told by a test. */
export class Scene {
  readonly activities: Activity[] = [];
  readonly releases: Release[] = [];
  readonly questionnaires: Questionnaire[] = [STANDARD];
  readonly targets: Target[] = [];
  readonly declarations: Declaration[] = [];
  readonly responses: Told[] = [];
  agency: Agency | null = null;
  /** Small chunks, so that every test crosses their borders. */
  chunkRows = 7;

  respond(times: number, told: Told): this {
    for (let at = 0; at < times; at += 1) this.responses.push(told);
    return this;
  }

  data(): FigureData {
    const count = new ResponseCount(this.questionnaires);
    count.take(this.columns());
    const counting = count.count();
    let step = counting.next();
    while (step.done !== true) step = counting.next();
    return new FigureData(this, step.value);
  }

  ask<R extends FigureRequest>(
    request: R,
    signal = new AbortController().signal,
    progress: (done: number) => void = () => undefined,
  ): Promise<AnswerTo<R>> {
    return handle(request, {
      data: this.data(),
      readDetails: (chunk) => Promise.resolve(this.details(chunk)),
      signal,
      progress,
    });
  }

  columns(): ResponseColumns[] {
    return this.#chunks().map((chunk, at) => columnsOf(chunk, at + 1));
  }

  details(chunk: number): ResponseDetails {
    const rows = this.#chunks()[chunk - 1]!;
    const comments = rows.flatMap((told, row) => (told.comment ? [{ row, text: told.comment }] : []));
    const codes = new Uint8Array(rows.length * 4);
    rows.forEach((_told, row) => codes.set([chunk, row], row * 4 + 2));
    return {
      chunk,
      count: rows.length,
      codes,
      receivedMinute: Int32Array.from(rows, (told) => minuteOf(told.receivedAt ?? told.at ?? NOON)),
      commentRows: Uint16Array.from(comments, ({ row }) => row),
      comments: comments.map(({ text }) => text),
    };
  }

  #chunks(): Told[][] {
    const chunks: Told[][] = [];
    for (let at = 0; at < this.responses.length; at += this.chunkRows) {
      chunks.push(this.responses.slice(at, at + this.chunkRows));
    }
    return chunks;
  }
}

const NOON = '2026-08-17T05:00:00.000Z';

function minuteOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 60_000);
}

function answersOf(told: Told): Readonly<Record<string, Answer>> {
  if (!Array.isArray(told.answers)) return told.answers as Readonly<Record<string, Answer>>;
  const { questions } = (told.questionnaire ?? STANDARD).content;
  const answers = told.answers as readonly Answer[];
  return Object.fromEntries(answers.map((answer, at) => [questions[at]!.key, answer]));
}

function columnsOf(rows: readonly Told[], chunk: number): ResponseColumns {
  const activities = [...new Set(rows.map((told) => told.activity ?? null))];
  const versions = [...new Set(rows.map((told) => told.questionnaire ?? STANDARD))];
  const keys = [...new Set(rows.flatMap((told) => Object.keys(answersOf(told))))];
  const fields = [...new Set(rows.flatMap((told) => Object.keys(told.profile ?? {})))];
  return {
    chunk,
    count: rows.length,
    activities,
    activity: Uint16Array.from(rows, (told) => activities.indexOf(told.activity ?? null)),
    questionnaires: versions.map(({ id, version, hash }) => ({ id, version, hash })),
    questionnaire: Uint16Array.from(rows, (told) => versions.indexOf(told.questionnaire ?? STANDARD)),
    channel: Uint8Array.from(rows, (told) => CHANNELS.indexOf(told.channel ?? 'kiosk')),
    submittedMinute: Int32Array.from(rows, (told) => minuteOf(told.at ?? NOON)),
    flags: Uint8Array.from(rows, (told) =>
      (told.flags ?? []).reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0),
    ),
    answers: Object.fromEntries(
      keys.map((key) => [
        key,
        Uint8Array.from(rows, (told) => {
          const answer = answersOf(told)[key];
          return answer === null ? CANNOT_JUDGE : (answer ?? 0);
        }),
      ]),
    ),
    profile: Object.fromEntries(fields.map((field) => [field, profileColumn(rows, field)])),
  };
}

function profileColumn(rows: readonly Told[], field: string): ProfileColumn {
  const options = [...new Set(rows.flatMap((told) => told.profile?.[field] ?? []))];
  return {
    options,
    codes: Uint8Array.from(rows, (told) => options.indexOf(told.profile?.[field] ?? '') + 1),
  };
}
