import type { Questionnaire } from '#domain/questionnaire.ts';
import { CHUNK_ROWS } from '#local/office/columns.ts';
import type { ResponseColumns } from '#local/office/columns.ts';
import { CellCounter } from './count-cells.ts';
import type { CountedChunk } from './count-cells.ts';
import { CountedResponses } from './figure-data.ts';
import { formOf } from './forms.ts';

/**
 * Counts the responses of the local copy and keeps the count while the copy grows: only the last chunk still grows, so
 * every other one is counted once.
 */
export class ResponseCount {
  readonly #counter: CellCounter;
  readonly #full: CountedChunk[] = [];
  /** Chunks not yet counted for good, in order. */
  #rest: readonly ResponseColumns[] = [];

  constructor(questionnaires: readonly Questionnaire[]) {
    this.#counter = new CellCounter(questionnaires.map(formOf));
  }

  /** Number of the first chunk that may still change: that one and all after it are what `take` wants. */
  get next(): number {
    return this.#full.length + 1;
  }

  /** All chunks from number `next` on, as they are now. */
  take(chunks: readonly ResponseColumns[]): void {
    this.#rest = chunks;
  }

  /** Counts what was taken, one chunk a step; the value of a step tells how many chunks are done. */
  *count(): Generator<number, CountedResponses> {
    const last = this.#rest.at(-1);
    const open = last !== undefined && last.count < CHUNK_ROWS ? [last] : [];
    for (const chunk of this.#rest.slice(0, this.#rest.length - open.length)) {
      this.#full.push(this.#counter.add(chunk));
      yield this.#full.length;
    }
    this.#rest = open;
    const counter = this.#counter.fork();
    const counted = [...this.#full, ...open.map((chunk) => counter.add(chunk))];
    return new CountedResponses(counter.table, counted, counter.uncounted);
  }
}
