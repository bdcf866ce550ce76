import type { Answer, QuestionnaireContent } from '../questionnaire.ts';

/** How many answers had the value 1, 2, 3, 4. */
export type ScoreCounts = readonly [number, number, number, number];

/**
 * All that the index needs to know about any number of responses: k elements x 4 options. Tallies of events are added
 * up instead of responses, so the cost of a period follows the number of its events.
 */
export interface Tally {
  /** Responses with at least one filled answer. */
  readonly respondents: number;
  /** Responses without any filled answer: kept and shown, but no respondent of the index. */
  readonly blank: number;
  /** By element key, in the questionnaire's order. The keys say which elements were asked, filled or not. */
  readonly counts: Readonly<Record<string, ScoreCounts>>;
}

/** Tallies of questionnaires with different elements were to be added up. */
export class DifferentElementsError extends Error {
  readonly first: readonly string[];
  readonly second: readonly string[];
  constructor(first: readonly string[], second: readonly string[]) {
    super(
      `Tallies with different elements cannot be added: [${first.join(', ')}] and [${second.join(', ')}].`,
    );
    this.name = 'DifferentElementsError';
    this.first = first;
    this.second = second;
  }
}

/** Collects answers one response at a time, without an object per response. */
export class TallyCounter {
  readonly #keys: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #counts: number[];
  #respondents = 0;
  #blank = 0;

  constructor(elements: readonly string[]) {
    this.#keys = elements;
    this.#places = new Map(elements.map((key, place) => [key, place]));
    this.#counts = Array.from({ length: elements.length * 4 }, () => 0);
  }

  /** One response as scores in the order of the elements; 0 stands for "not filled" and is never counted as a value. */
  addScores(scores: ArrayLike<number>): void {
    let filled = 0;
    for (let place = 0; place < this.#keys.length; place += 1) {
      const score = scores[place] ?? 0;
      if (score < 1 || score > 4) continue;
      this.#count(place, score);
      filled += 1;
    }
    this.#close(filled);
  }

  /** One response as it is stored: answers by question key, several questions may feed one element. */
  addAnswers(
    content: Pick<QuestionnaireContent, 'questions'>,
    answers: Readonly<Record<string, Answer>>,
  ): void {
    let filled = 0;
    for (const question of content.questions) {
      const score = Object.hasOwn(answers, question.key) ? answers[question.key] : null;
      const place = this.#places.get(question.element);
      if (score === null || score === undefined || place === undefined) continue;
      this.#count(place, score);
      filled += 1;
    }
    this.#close(filled);
  }

  /** Throws a DifferentElementsError when the tally was made of other elements. */
  addTally(tally: Tally): void {
    const keys = Object.keys(tally.counts);
    if (!sameElements(this.#keys, keys)) throw new DifferentElementsError(this.#keys, keys);
    for (const [key, counts] of Object.entries(tally.counts)) {
      const start = (this.#places.get(key) ?? 0) * 4;
      for (let option = 0; option < 4; option += 1) this.#counts[start + option]! += counts[option]!;
    }
    this.#respondents += tally.respondents;
    this.#blank += tally.blank;
  }

  toTally(): Tally {
    const counts: Record<string, ScoreCounts> = {};
    this.#keys.forEach((key, place) => {
      const [one = 0, two = 0, three = 0, four = 0] = this.#counts.slice(place * 4, place * 4 + 4);
      counts[key] = [one, two, three, four];
    });
    return { respondents: this.#respondents, blank: this.#blank, counts };
  }

  #count(place: number, score: number): void {
    this.#counts[place * 4 + score - 1]! += 1;
  }

  #close(filled: number): void {
    if (filled === 0) this.#blank += 1;
    else this.#respondents += 1;
  }
}

export function emptyTally(elements: readonly string[]): Tally {
  return new TallyCounter(elements).toTally();
}

/** A new tally with one more response. For many responses at once use a `TallyCounter`. */
export function addResponse(
  tally: Tally,
  content: Pick<QuestionnaireContent, 'questions'>,
  answers: Readonly<Record<string, Answer>>,
): Tally {
  const counter = new TallyCounter(Object.keys(tally.counts));
  counter.addTally(tally);
  counter.addAnswers(content, answers);
  return counter.toTally();
}

/**
 * The tally of all responses behind the given ones; the order and the grouping never matter. A tally without elements
 * is neutral. Throws a DifferentElementsError when the elements differ: such a mix needs `mixTallies`.
 */
export function mergeTallies(tallies: Iterable<Tally>): Tally {
  let counter: TallyCounter | null = null;
  for (const tally of tallies) {
    const keys = Object.keys(tally.counts);
    if (keys.length === 0) continue;
    counter ??= new TallyCounter(keys);
    counter.addTally(tally);
  }
  return counter === null ? emptyTally([]) : counter.toTally();
}

/** What is left of `whole` without the responses of `part`, which must be among those of `whole`. */
export function subtractTally(whole: Tally, part: Tally): Tally {
  const keys = Object.keys(whole.counts);
  if (!sameElements(keys, Object.keys(part.counts)))
    throw new DifferentElementsError(keys, Object.keys(part.counts));
  const counts: Record<string, ScoreCounts> = {};
  for (const key of keys) {
    const [a, b] = [whole.counts[key]!, part.counts[key]!];
    counts[key] = [a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3]];
    if (Math.min(...counts[key]) < 0)
      throw new RangeError(`The part has more answers to "${key}" than the whole.`);
  }
  return { respondents: whole.respondents - part.respondents, blank: whole.blank - part.blank, counts };
}

/** The same elements, whatever their order. */
export function sameElements(first: readonly string[], second: readonly string[]): boolean {
  const keys = new Set(first);
  return keys.size === second.length && second.every((key) => keys.has(key));
}
