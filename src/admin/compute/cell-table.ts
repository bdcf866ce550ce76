import { FLAGS } from '#local/office/columns.ts';
import type { Form } from './forms.ts';

/** Respondents, sum and squares: the fields of the domain's `SpreadSums`, in this order. */
export const SPREAD_FIELDS = 3;

const FIRST_CAPACITY = 64;

/**
 * The responses counted into cells: one cell holds all responses of one activity (or, for imports that name only a
 * period, of one day) with the same form, the same channel, and all flagged or all not. Every figure is made from cells,
 * so its cost follows the number of activities, not of responses.
 */
export class CellTable {
  readonly forms: readonly Form[];
  /** Numbers of one cell in `counts`: element x value 1..4. */
  readonly countsWidth: number;
  /** Numbers of one cell in `spread`: filled answers 0..q x `SPREAD_FIELDS`. */
  readonly spreadWidth: number;
  /** Ids of the activities that responses name. */
  readonly activities: string[] = [];
  size = 0;
  /** Place in `activities`; -1 for responses of a period. */
  activity = new Int32Array(FIRST_CAPACITY);
  /** Whole minutes since 1970 UTC: the earliest submission among the responses of the cell. */
  earliestMinute = new Int32Array(FIRST_CAPACITY);
  /** Place in `forms`. */
  form = new Uint16Array(FIRST_CAPACITY);
  /** Place in `CHANNELS`. */
  channel = new Uint8Array(FIRST_CAPACITY);
  /** 1: every response of the cell carries a quality flag. */
  flagged = new Uint8Array(FIRST_CAPACITY);
  respondents = new Uint32Array(FIRST_CAPACITY);
  /** Responses without any filled answer. */
  blank = new Uint32Array(FIRST_CAPACITY);
  /** Per cell one number for each of `FLAGS`. */
  flags = new Uint32Array(FIRST_CAPACITY * FLAGS.length);
  counts: Uint32Array<ArrayBuffer>;
  spread: Float64Array<ArrayBuffer>;

  constructor(forms: readonly Form[]) {
    this.forms = forms;
    this.countsWidth = 4 * Math.max(1, ...forms.map((form) => form.elements.length));
    this.spreadWidth = SPREAD_FIELDS * (1 + Math.max(1, ...forms.map((form) => form.places.size)));
    this.counts = new Uint32Array(FIRST_CAPACITY * this.countsWidth);
    this.spread = new Float64Array(FIRST_CAPACITY * this.spreadWidth);
  }

  /** A new empty cell; returns its place. */
  open(activity: number, form: number, channel: number, flagged: number): number {
    if (this.size === this.activity.length) this.#grow();
    const cell = this.size;
    this.size += 1;
    this.activity[cell] = activity;
    this.earliestMinute[cell] = 0x7fffffff;
    this.form[cell] = form;
    this.channel[cell] = channel;
    this.flagged[cell] = flagged;
    return cell;
  }

  copy(): CellTable {
    const copy = new CellTable(this.forms);
    copy.activities.push(...this.activities);
    copy.size = this.size;
    copy.#takeFrom(this, this.activity.length);
    return copy;
  }

  #grow(): void {
    this.#takeFrom(this, this.activity.length * 2);
  }

  /** Columns for so many cells, holding what those of `from` hold. */
  #takeFrom(from: CellTable, size: number): void {
    this.activity = larger(from.activity, new Int32Array(size));
    this.earliestMinute = larger(from.earliestMinute, new Int32Array(size));
    this.form = larger(from.form, new Uint16Array(size));
    this.channel = larger(from.channel, new Uint8Array(size));
    this.flagged = larger(from.flagged, new Uint8Array(size));
    this.respondents = larger(from.respondents, new Uint32Array(size));
    this.blank = larger(from.blank, new Uint32Array(size));
    this.flags = larger(from.flags, new Uint32Array(size * FLAGS.length));
    this.counts = larger(from.counts, new Uint32Array(size * this.countsWidth));
    this.spread = larger(from.spread, new Float64Array(size * this.spreadWidth));
  }
}

function larger<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
