/**
 * A questionnaire as data. The number of elements (unsur) is a property of the questionnaire, never of the program,
 * and an element is known by its key, never by a number: sources disagree on which number "sarana" has.
 */

/** Languages that every text must have. Others may be added to a text without changing the program. */
export type Language = 'id' | 'en';

export interface LocalizedText {
  readonly id: string;
  readonly en: string;
}

/** The four answers of the rule: worst = 1 … best = 4 (PermenPANRB 14/2017). */
export type Score = 1 | 2 | 3 | 4;

export const SCORES: readonly Score[] = [1, 2, 3, 4];

/** What a person did with one question: a score, or `null` for "cannot judge". A key that is absent was skipped. */
export type Answer = Score | null;

export interface AnswerOption {
  readonly value: Score;
  readonly text: LocalizedText;
}

/** One element (unsur) of the service; its average is the mean of all answers to the questions that feed it. */
export interface Element {
  readonly key: string;
  readonly name: LocalizedText;
}

export interface Question {
  readonly key: string;
  /** Key of the element this question feeds; several questions may feed one element. */
  readonly element: string;
  readonly text: LocalizedText;
  /** Exactly four, values 1..4, each with its own words. */
  readonly options: readonly AnswerOption[];
  readonly allowCannotJudge: boolean;
}

export interface ProfileOption {
  readonly key: string;
  readonly text: LocalizedText;
}

/** A coarse, optional trait of the respondent; never a name or a number that identifies a person. */
export interface ProfileField {
  readonly key: string;
  readonly label: LocalizedText;
  readonly options: readonly ProfileOption[];
}

/** What is asked: everything that the content hash covers. */
export interface QuestionnaireContent {
  readonly title: LocalizedText;
  readonly service: LocalizedText;
  readonly elements: readonly Element[];
  readonly questions: readonly Question[];
  /** Order in which the four choices are drawn on the screen; the values do not change. */
  readonly optionOrder: 'worst-first' | 'best-first';
  readonly profile: readonly ProfileField[];
  /** `null`: no free comment is asked. */
  readonly comment: LocalizedText | null;
}

/** A released version of a questionnaire; `hash` is the SHA-256 (hex) of the canonical JSON of `content`. */
export interface Questionnaire {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly content: QuestionnaireContent;
}

/** Points at the exact wording that a response answered. */
export interface QuestionnaireReference {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}
