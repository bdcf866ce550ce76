import type { AcceptedItem } from '../response-store.ts';
import type { Connection } from './connection.ts';
import { hexBytes, uuidBytes } from './values.ts';

/** Rows of one statement: more gain nothing. */
export const ROWS_AT_ONCE = 20;

const COLUMNS = `(agency, id, seq, hash, activity, device, sequence, previous_hash, import_batch, import_row,
  submitted_at, received_at, marks, body)`;
const ROW = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** A statement that takes this many rows or none of them. */
const WHOLE = Array.from(
  { length: ROWS_AT_ONCE + 1 },
  (_, rows) =>
    `INSERT INTO responses ${COLUMNS} VALUES ${Array.from({ length: rows }, () => ROW).join(', ')}`,
);
/** The same for one row, which says by its count of changes that a unique key is taken. */
const ONE = `INSERT INTO responses ${COLUMNS} VALUES ${ROW} ON CONFLICT DO NOTHING`;

/** SQLITE_CONSTRAINT_UNIQUE */
const NOT_UNIQUE = 2067;

type Values = Parameters<Connection['run']>[1][];

/** Puts responses of one batch into their table, inside the running transaction. */
export class ResponseInsert {
  readonly #connection: Connection;
  readonly #agency: Buffer;
  readonly #device: Buffer | null;
  readonly #receivedAt: number;
  /** What neighbours have in common is turned into bytes once. */
  #activity: { readonly id: string; readonly bytes: Buffer } | null = null;
  #hash: { readonly hex: string; readonly bytes: Buffer } | null = null;

  constructor(connection: Connection, agency: Buffer, device: Buffer | null, receivedAt: number) {
    this.#connection = connection;
    this.#agency = agency;
    this.#device = device;
    this.#receivedAt = receivedAt;
  }

  /** `false` when a unique key is taken; then nothing was changed. */
  one(item: AcceptedItem, seq: number): boolean {
    const values: Values = [];
    this.#add(values, item, seq);
    return this.#connection.run(ONE, ...values) === 1;
  }

  /** Up to `ROWS_AT_ONCE` items, numbered from `seq`; `false` when a unique key is taken: then none was stored. */
  all(items: readonly AcceptedItem[], seq: number): boolean {
    const values: Values = [];
    for (const [at, item] of items.entries()) this.#add(values, item, seq + at);
    try {
      this.#connection.run(WHOLE[items.length] ?? '', ...values);
      return true;
    } catch (reason) {
      // The failed statement has undone itself, and the transaction goes on.
      if (isTaken(reason)) return false;
      throw reason;
    }
  }

  #add(values: Values, item: AcceptedItem, seq: number): void {
    const { id, hash, activity, place, submittedAt, marks, body } = item;
    const ofDevice = 'device' in place;
    values.push(this.#agency, uuidBytes(id), seq);
    const previous = ofDevice ? this.#hashBytes(place.previousHash) : null;
    values.push(this.#hashBytes(hash), activity === null ? null : this.#activityBytes(activity));
    if (ofDevice) values.push(this.#device, place.sequence, previous, null, null);
    else values.push(null, null, null, uuidBytes(place.batch), place.row);
    values.push(submittedAt, this.#receivedAt, marks.join(' '), body);
  }

  #activityBytes(id: string): Buffer {
    if (this.#activity?.id !== id) this.#activity = { id, bytes: uuidBytes(id) };
    return this.#activity.bytes;
  }

  /** Asked for the hash of one response first, then, by the next one, for that of its previous. */
  #hashBytes(hex: string): Buffer {
    if (this.#hash?.hex !== hex) this.#hash = { hex, bytes: hexBytes(hex) };
    return this.#hash.bytes;
  }
}

function isTaken(reason: unknown): boolean {
  return reason instanceof Error && 'errcode' in reason && reason.errcode === NOT_UNIQUE;
}
