import { startOfDate, jakartaDate } from '#domain/calendar.ts';
import { containsDate, lastDay } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { Answer, Questionnaire } from '#domain/questionnaire.ts';
import { RespondentTable, cellText, columnLetters } from '#domain/respondent-table.ts';
import type { Cell, ElementColumn, TableProblem } from '#domain/respondent-table.ts';
import { LIMITS } from '#protocol/limits.ts';
import { readDays } from '../agenda-import/dates.ts';
import { extraColumns, profileOption } from './extra-columns.ts';
import type { ExtraColumn } from './extra-columns.ts';

/** What the answers of a file are about. */
export type ImportTarget =
  | { readonly kind: 'activity'; readonly id: string; readonly start: string }
  | { readonly kind: 'period'; readonly period: Period };

/** One row of the file as a response, before it gets its id and its frozen form. */
export interface ImportedRow {
  /** As a spreadsheet shows it, from 1. */
  readonly row: number;
  /** By question key; what was left open is absent. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly profile: Readonly<Record<string, string>>;
  readonly comment: string;
  /** ISO 8601 UTC: noon in Jakarta of the day. */
  readonly submittedAt: string;
}

/** Why a file, or one of its rows, cannot be taken; each names the place. */
export type ImportProblem =
  | TableProblem
  | { readonly code: 'no-rows' }
  | { readonly code: 'other-count'; readonly found: number; readonly asked: number }
  | {
      readonly code: 'date';
      readonly row: number;
      readonly column: string;
      readonly header: string;
      readonly value: string;
    }
  | {
      readonly code: 'date-outside';
      readonly row: number;
      readonly column: string;
      readonly header: string;
      readonly value: string;
    };

export interface ImportReading {
  readonly elements: readonly ElementColumn[];
  readonly extras: readonly ExtraColumn[];
  /** Headings that are not used. */
  readonly ignored: readonly string[];
  /** Keys of questions that no column answers. */
  readonly missing: readonly string[];
  readonly rows: readonly ImportedRow[];
  /** Rows with something in them, but no answer: no respondents. */
  readonly blank: number;
  /** The first `SHOWN_PROBLEMS` of them. */
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  /** Cells of profile columns that name no option; they are left open. */
  readonly unknownProfile: number;
  /** Comments longer than may be stored; they are cut. */
  readonly longComments: number;
  /** Rows without a date of their own. */
  readonly withoutDate: number;
}

export const SHOWN_PROBLEMS = 200;

/**
 * Reads a table of earlier answers for one questionnaire. Columns are named by element key, or `u1` … `uK` in the order
 * of the questionnaire; where several questions feed one element, by question key.
 * @param source how the rows came: a CSV row that is too long is refused, a sheet's is not
 */
export function readImport(
  rows: readonly (readonly Cell[])[],
  source: 'csv' | 'sheet',
  questionnaire: Questionnaire,
  target: ImportTarget,
): ImportReading {
  const reader = new ImportReader(source, questionnaire, target);
  for (const [at, cells] of rows.entries()) if (!reader.read(cells, at + 1)) break;
  return reader.finish();
}

class ImportReader {
  readonly #questionnaire: Questionnaire;
  readonly #target: ImportTarget;
  readonly #table: RespondentTable;
  /** By name of a column the question it answers. */
  readonly #questions: ReadonlyMap<string, string>;
  readonly #rows: ImportedRow[] = [];
  readonly #problems: ImportProblem[] = [];
  #problemCount = 0;
  #extras: readonly ExtraColumn[] = [];
  #blank = 0;
  #unknownProfile = 0;
  #longComments = 0;
  #withoutDate = 0;

  constructor(source: 'csv' | 'sheet', questionnaire: Questionnaire, target: ImportTarget) {
    this.#questionnaire = questionnaire;
    this.#target = target;
    const { elements, questions } = questionnaire.content;
    const oneToOne =
      questions.length === elements.length &&
      new Set(questions.map(({ element }) => element)).size === elements.length;
    const names = oneToOne
      ? elements.map(({ key }) => [key, questions.find(({ element }) => element === key)!.key] as const)
      : questions.map(({ key }) => [key, key] as const);
    this.#questions = new Map(names);
    this.#table = new RespondentTable([...this.#questions.keys()], source);
  }

  /** `false` when reading on makes no sense. */
  read(cells: readonly Cell[], row: number): boolean {
    switch (this.#table.read(cells, row)) {
      case 'before-header':
      case 'empty':
        return true;
      case 'blank':
        this.#blank += 1;
        return true;
      case 'header':
        return this.#takeHeader(cells);
      case 'respondent':
        this.#takeRow(cells, row);
        return true;
      case 'problem':
        this.#refuse(this.#table.problem!);
        return this.#table.columns !== null;
    }
  }

  finish(): ImportReading {
    const elements = this.#table.columns?.elements ?? [];
    if (this.#table.columns === null && this.#problemCount === 0) this.#refuse({ code: 'no-header' });
    else if (this.#rows.length === 0 && this.#problemCount === 0) this.#refuse({ code: 'no-rows' });
    const answered = new Set(elements.map(({ key }) => key));
    const used = new Set(this.#extras.map(({ header }) => header));
    return {
      elements,
      extras: this.#extras,
      ignored: (this.#table.columns?.ignored ?? []).filter((header) => !used.has(header)),
      missing: [...this.#questions.keys()].filter((key) => !answered.has(key)),
      rows: this.#rows,
      blank: this.#blank,
      problems: this.#problems,
      problemCount: this.#problemCount,
      unknownProfile: this.#unknownProfile,
      longComments: this.#longComments,
      withoutDate: this.#withoutDate,
    };
  }

  /** Numbered columns that are not as many as the questionnaire asks cannot be told apart, so they are refused. */
  #takeHeader(cells: readonly Cell[]): boolean {
    const { elements } = this.#table.columns!;
    if (elements.some(({ key }) => !this.#questions.has(key))) {
      this.#refuse({ code: 'other-count', found: elements.length, asked: this.#questions.size });
      return false;
    }
    const taken = new Set(elements.map(({ at }) => at));
    this.#extras = extraColumns(cells, this.#questionnaire.content, taken);
    return true;
  }

  #takeRow(cells: readonly Cell[], row: number): void {
    const submittedAt = this.#dateOf(cells, row);
    if (submittedAt === null) return;
    const answers: Record<string, Answer> = {};
    this.#table.columns!.elements.forEach(({ key }, place) => {
      const score = this.#table.scores[place]!;
      if (score > 0) answers[this.#questions.get(key)!] = score as Answer;
    });
    this.#rows.push({
      row,
      answers,
      profile: this.#profileOf(cells),
      comment: this.#commentOf(cells),
      submittedAt,
    });
  }

  /** `null` after a refusal. */
  #dateOf(cells: readonly Cell[], row: number): string | null {
    const column = this.#extras.find(({ use }) => use.kind === 'date');
    const cell = column === undefined ? null : cells[column.at];
    if (column === undefined || cellText(cell) === '') {
      this.#withoutDate += 1;
      return noon(
        this.#target.kind === 'activity' ? jakartaDate(this.#target.start) : lastDay(this.#target.period),
      );
    }
    const place = { row, column: columnLetters(column.at), header: column.header, value: cellText(cell) };
    const day = readDays(cell)?.from ?? null;
    if (day === null) this.#refuse({ code: 'date', ...place });
    else if (this.#target.kind === 'period' && !containsDate(this.#target.period, day)) {
      this.#refuse({ code: 'date-outside', ...place });
    } else return noon(day);
    return null;
  }

  #profileOf(cells: readonly Cell[]): Record<string, string> {
    const profile: Record<string, string> = {};
    for (const { at, use } of this.#extras) {
      if (use.kind !== 'profile' || cellText(cells[at]) === '') continue;
      const option = profileOption(use.field, cells[at]);
      if (option === null) this.#unknownProfile += 1;
      else profile[use.field.key] = option;
    }
    return profile;
  }

  #commentOf(cells: readonly Cell[]): string {
    const column = this.#extras.find(({ use }) => use.kind === 'comment');
    const text = column === undefined ? '' : cellText(cells[column.at]);
    if (text.length <= LIMITS.commentLength) return text;
    this.#longComments += 1;
    return text.slice(0, LIMITS.commentLength);
  }

  #refuse(problem: ImportProblem): void {
    this.#problemCount += 1;
    if (this.#problems.length < SHOWN_PROBLEMS) this.#problems.push(problem);
  }
}

/** Noon in Jakarta: the day is known, the time is not, and no time zone turns noon into another day. */
function noon(date: string): string {
  return new Date(startOfDate(date) + 12 * 3_600_000).toISOString();
}
