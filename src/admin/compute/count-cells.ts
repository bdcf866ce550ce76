import { CHANNELS, FLAGS } from '#local/office/columns.ts';
import type { ResponseColumns } from '#local/office/columns.ts';
import { CellTable, SPREAD_FIELDS } from './cell-table.ts';
import { formKey } from './forms.ts';
import type { Form } from './forms.ts';

/** A chunk whose rows were counted. */
export interface CountedChunk {
  readonly columns: ResponseColumns;
  /** For each row the place of its cell; -1 when its questionnaire is not on this device. */
  readonly cells: Int32Array;
}

/**
 * One row's filled answers and their sum in one number, so that a recount writes once for each answer. A questionnaire has
 * at most 60 questions, so that a sum (at most 240) never reaches into the number of answers.
 */
const ONE_ANSWER = 256;

const DAY_MINUTES = 1440;
/** Days begin at 00:00 WIB, seven hours before UTC's. */
const WIB_MINUTES = 7 * 60;
const STRATA = CHANNELS.length * 2;

/** Counts chunks of responses into cells, one chunk a call, so that the caller can pause between two. */
export class CellCounter {
  readonly table: CellTable;
  /** Responses whose questionnaire is not on this device (yet): in no figure, but told. */
  uncounted = 0;
  readonly #forms: ReadonlyMap<string, number>;
  readonly #activities = new Map<string, number>();
  /** By form: cells of an activity's strata, -1 while not opened; and cells of a day's strata. */
  readonly #byActivity: Int32Array[];
  readonly #byDay: Map<number, number>[];

  constructor(forms: readonly Form[], table: CellTable = new CellTable(forms)) {
    this.table = table;
    this.#forms = new Map(forms.map((form, place) => [formKey(form.questionnaire), place]));
    this.#byActivity = forms.map(() => new Int32Array(0));
    this.#byDay = forms.map(() => new Map<number, number>());
  }

  /** A counter that goes on from here by itself. */
  fork(): CellCounter {
    const fork = new CellCounter(this.table.forms, this.table.copy());
    fork.uncounted = this.uncounted;
    for (const [id, place] of this.#activities) fork.#activities.set(id, place);
    this.#byActivity.forEach((cells, form) => (fork.#byActivity[form] = cells.slice()));
    this.#byDay.forEach((cells, form) => (fork.#byDay[form] = new Map(cells)));
    return fork;
  }

  add(columns: ResponseColumns): CountedChunk {
    const cells = this.#placeRows(columns);
    const sums = new Uint16Array(columns.count);
    const only = this.#onlyForm(columns);
    for (const [question, scores] of Object.entries(columns.answers)) {
      const placeOf = this.table.forms.map((form) => form.places.get(question) ?? -1);
      if (only === null) this.#countMixed(scores, placeOf, cells, sums);
      else if (placeOf[only]! >= 0) this.#countAlike(scores, placeOf[only]! * 4 - 1, cells, sums);
    }
    this.#countRespondents(cells, sums);
    return { columns, cells };
  }

  /** The form of all rows, when they have one in common and it is here. */
  #onlyForm({ questionnaires }: ResponseColumns): number | null {
    const [first, ...others] = questionnaires;
    return first === undefined || others.length > 0 ? null : (this.#forms.get(formKey(first)) ?? null);
  }

  #placeRows(columns: ResponseColumns): Int32Array {
    const forms = columns.questionnaires.map((version) => this.#forms.get(formKey(version)) ?? -1);
    const activities = columns.activities.map((id) => (id === null ? -1 : this.#activity(id)));
    this.#makeRoom();
    const { table } = this;
    const { activity: places, channel, flags, questionnaire, submittedMinute } = columns;
    const cells = new Int32Array(columns.count);
    for (let row = 0; row < columns.count; row += 1) {
      const form = forms[questionnaire[row]!]!;
      if (form < 0) {
        cells[row] = -1;
        this.uncounted += 1;
        continue;
      }
      const activity = activities[places[row]!]!;
      const marks = flags[row]!;
      const stratum = channel[row]! * 2 + (marks === 0 ? 0 : 1);
      const minute = submittedMinute[row]!;
      const cell =
        activity < 0 ? this.#dayCell(form, minute, stratum) : this.#activityCell(form, activity, stratum);
      cells[row] = cell;
      if (minute < table.earliestMinute[cell]!) table.earliestMinute[cell] = minute;
      if (marks !== 0) this.#countFlags(cell, marks);
    }
    return cells;
  }

  /** A chunk of one form, as nearly all are: this is what a recount of many responses spends its time on. */
  #countAlike(scores: Uint8Array, offset: number, cells: Int32Array, sums: Uint16Array): void {
    const { counts, countsWidth } = this.table;
    for (let row = 0; row < cells.length; row += 1) {
      const score = scores[row]!;
      if (score === 0 || score > 4) continue;
      counts[cells[row]! * countsWidth + offset + score]! += 1;
      sums[row]! += ONE_ANSWER + score;
    }
  }

  #countMixed(scores: Uint8Array, placeOf: readonly number[], cells: Int32Array, sums: Uint16Array): void {
    const { counts, countsWidth, form } = this.table;
    for (let row = 0; row < cells.length; row += 1) {
      const score = scores[row]!;
      const cell = cells[row]!;
      if (score === 0 || score > 4 || cell < 0) continue;
      const place = placeOf[form[cell]!]!;
      if (place < 0) continue;
      counts[cell * countsWidth + place * 4 + score - 1]! += 1;
      sums[row]! += ONE_ANSWER + score;
    }
  }

  #countRespondents(cells: Int32Array, sums: Uint16Array): void {
    const { blank, respondents, spread, spreadWidth } = this.table;
    for (let row = 0; row < cells.length; row += 1) {
      const cell = cells[row]!;
      if (cell < 0) continue;
      const packed = sums[row]!;
      if (packed === 0) {
        blank[cell]! += 1;
        continue;
      }
      const sum = packed % ONE_ANSWER;
      const at = cell * spreadWidth + (packed >> 8) * SPREAD_FIELDS;
      respondents[cell]! += 1;
      spread[at]! += 1;
      spread[at + 1]! += sum;
      spread[at + 2]! += sum * sum;
    }
  }

  #countFlags(cell: number, flags: number): void {
    for (let kind = 0; kind < FLAGS.length; kind += 1) {
      if ((flags & (1 << kind)) !== 0) this.table.flags[cell * FLAGS.length + kind]! += 1;
    }
  }

  #activity(id: string): number {
    const known = this.#activities.get(id);
    if (known !== undefined) return known;
    const place = this.table.activities.push(id) - 1;
    this.#activities.set(id, place);
    return place;
  }

  #makeRoom(): void {
    const needed = this.table.activities.length * STRATA;
    this.#byActivity.forEach((old, form) => {
      if (old.length >= needed) return;
      const larger = new Int32Array(Math.max(needed, old.length * 2)).fill(-1);
      larger.set(old);
      this.#byActivity[form] = larger;
    });
  }

  #activityCell(form: number, activity: number, stratum: number): number {
    const cells = this.#byActivity[form]!;
    const at = activity * STRATA + stratum;
    if (cells[at]! < 0) cells[at] = this.table.open(activity, form, stratum >> 1, stratum & 1);
    return cells[at]!;
  }

  #dayCell(form: number, minute: number, stratum: number): number {
    const cells = this.#byDay[form]!;
    const key = Math.floor((minute + WIB_MINUTES) / DAY_MINUTES) * STRATA + stratum;
    let cell = cells.get(key);
    if (cell === undefined) cells.set(key, (cell = this.table.open(-1, form, stratum >> 1, stratum & 1)));
    return cell;
  }
}
