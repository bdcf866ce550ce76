import { NINE_ELEMENTS } from './default-questionnaire.ts';
import type { Answer, QuestionnaireContent, Score } from './questionnaire.ts';

/**
 * Responses as lines of a file, one respondent each: written by the office and by the command line in the same form, and
 * read again by `skm index`, which then gives the figure of the screen.
 */

/** Headings beside the elements. Element keys never hold an underscore, so that no heading can be taken for one. */
export const RESPONDENT_HEADINGS = [
  'kode_respons',
  'nama_kegiatan',
  'waktu_kirim',
  'saluran_isi',
  'tanda_mutu',
] as const;

export interface Respondent {
  /** Short code of the response, as on its receipt. */
  readonly code: string;
  readonly activityName: string;
  /** Minutes since 1970 UTC. */
  readonly submittedMinute: number;
  readonly channel: string;
  readonly flags: readonly string[];
}

/** Element keys where the command knows them by itself, else `u1` … `uK` in the order of the questionnaire. */
export function elementHeadings(elements: readonly string[]): readonly string[] {
  const known = new Set<string>(NINE_ELEMENTS);
  return elements.every((key) => known.has(key)) ? elements : elements.map((_key, place) => `u${place + 1}`);
}

/** The last eight digits of a response's UUID: enough to find it again, in capitals as on a receipt. */
export function respondentCode(id: string): string {
  return id.slice(-8).toUpperCase();
}

/** Filled scores of one response by element key; several questions may feed one element. */
export function scoresByElement(
  content: Pick<QuestionnaireContent, 'questions'>,
  answers: Readonly<Record<string, Answer>>,
): Record<string, Score[]> {
  const scores: Record<string, Score[]> = {};
  for (const { key, element } of content.questions) {
    const answer = Object.hasOwn(answers, key) ? answers[key] : null;
    if (answer !== null && answer !== undefined) (scores[element] ??= []).push(answer);
  }
  return scores;
}

/**
 * The lines of one respondent: no profile, no comment, the time to the minute. Where several questions feed one element,
 * further lines with the same code carry the further answers, so that sums stay what they are. The score 0 stands for an
 * answer that was not filled.
 */
export function* respondentLines(
  respondent: Respondent,
  elements: readonly string[],
  scores: Readonly<Record<string, readonly number[]>>,
): Generator<string[]> {
  const head = [
    respondent.code,
    safeText(respondent.activityName),
    minuteText(respondent.submittedMinute),
    respondent.channel,
    respondent.flags.join(' '),
  ];
  const depth = Math.max(1, ...elements.map((key) => scores[key]?.length ?? 0));
  for (let at = 0; at < depth; at += 1) {
    yield [...head, ...elements.map((key) => String(scores[key]?.[at] || ''))];
  }
}

/** One line of a CSV file, with its end. */
export function csvLine(fields: readonly string[], separator: ',' | ';'): string {
  return `${fields.map((field) => quoted(field, separator)).join(separator)}\r\n`;
}

const WIB_MINUTES = 7 * 60;

/** Whole minutes since 1970 UTC as date and time in Jakarta, "2026-08-17 10:05": the form that files have. */
function minuteText(minute: number): string {
  return new Date((minute + WIB_MINUTES) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, which shows it as text. */
function safeText(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(field: string, separator: string): string {
  return field.includes(separator) || /["\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
