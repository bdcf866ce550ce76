import { randomUUIDv7 } from 'node:crypto';
import { FIRST_PREVIOUS_HASH } from '#domain/response.ts';
import type { PushResult } from '#protocol/survey.ts';
import type { AcceptedItem, JudgedItem, RefusedItem } from '../response-store.ts';
import { CommitOrder } from './commit-order.ts';
import type { Connection } from './connection.ts';
import { noteNumbers, numbersOf } from './devices.ts';
import { ResponseInsert, ROWS_AT_ONCE } from './insert-responses.ts';
import { hex, hexBytes, uuidBytes } from './values.ts';

/** Stores items of one device, or of an import, inside the running transaction; see `ResponseStore.deliver`. */
export class Batch {
  readonly #connection: Connection;
  readonly #agency: Buffer;
  readonly #receivedAt: number;
  readonly #device: Buffer | null;
  readonly #order: CommitOrder;
  readonly #insert: ResponseInsert;
  /** Highest number of the device known so far: above it no neighbour has to be looked for. */
  #highest: number;
  #added = 0;
  /** The response stored last, which most often is the neighbour of the next one. */
  #last: { readonly sequence: number; readonly hash: string } | null = null;

  constructor(connection: Connection, agency: Buffer, receivedAt: number, device: Buffer | null) {
    this.#connection = connection;
    this.#agency = agency;
    this.#receivedAt = receivedAt;
    this.#device = device;
    this.#order = new CommitOrder(connection, agency);
    this.#insert = new ResponseInsert(connection, agency, device, receivedAt);
    this.#highest = device === null ? 0 : numbersOf(connection, agency, device).highest;
  }

  /** The results in the order of the items. */
  takeAll(items: readonly JudgedItem[]): PushResult[] {
    const results: PushResult[] = [];
    while (results.length < items.length) {
      const run = this.#runFrom(items, results.length);
      if (run.length > 1 && this.#insert.all(run, this.#order.peek())) {
        for (const item of run) results.push(this.#stored(item));
      } else {
        const singles = items.slice(results.length, results.length + Math.max(1, run.length));
        for (const item of singles) results.push(this.#take(item));
      }
    }
    return results;
  }

  /**
   * The items from `start` on that need no look at stored ones, since each continues the chain of the one before it and
   * nothing of the device lies above them. Only their keys can still be taken, which their insertion tells.
   */
  #runFrom(items: readonly JudgedItem[], start: number): AcceptedItem[] {
    const run: AcceptedItem[] = [];
    for (const item of items.slice(start, start + ROWS_AT_ONCE)) {
      if (!item.accepted || !this.#continues(item, run.at(-1))) break;
      run.push(item);
    }
    return run;
  }

  #continues({ place, hash }: AcceptedItem, previous: AcceptedItem | undefined): boolean {
    if (!('device' in place)) return true;
    if (previous === undefined) return place.sequence > this.#highest && this.#fitsChain(place, hash);
    return (
      'device' in previous.place &&
      previous.place.sequence + 1 === place.sequence &&
      previous.hash === place.previousHash
    );
  }

  #take(item: JudgedItem): PushResult {
    if (!item.accepted) return this.#putAside(item);
    const { place } = item;
    if ('device' in place && !this.#fitsChain(place, item.hash)) return this.#explain(item, 'broken-chain');
    if (!this.#insert.one(item, this.#order.peek())) return this.#explain(item, 'sequence-taken');
    return this.#stored(item);
  }

  #stored({ id, hash, place }: AcceptedItem): PushResult {
    this.#order.next();
    if ('device' in place) {
      this.#added += 1;
      this.#highest = Math.max(this.#highest, place.sequence);
      this.#last = { sequence: place.sequence, hash };
    }
    return { id, hash, status: 'stored' };
  }

  finish(): void {
    this.#order.save();
    if (this.#device === null || this.#added === 0) return;
    noteNumbers(this.#connection, this.#agency, this.#device, {
      highest: this.#highest,
      stored: this.#added,
    });
  }

  /** Both neighbours, as far as they are here, must agree with this response's place in the chain. */
  #fitsChain(place: { readonly sequence: number; readonly previousHash: string }, hash: string): boolean {
    const { sequence, previousHash } = place;
    const before = sequence === 1 ? FIRST_PREVIOUS_HASH : this.#hashAt(sequence - 1);
    if (before !== null && before !== previousHash) return false;
    const named = sequence < this.#highest ? this.#previousHashAt(sequence + 1) : null;
    return named === null || named === hash;
  }

  #previousHashAt(sequence: number): string | null {
    return this.#connection.get(
      (row) => hex(row['previous_hash']),
      'SELECT previous_hash FROM responses WHERE agency = ? AND device = ? AND sequence = ?',
      this.#agency,
      this.#device,
      sequence,
    );
  }

  #hashAt(sequence: number): string | null {
    if (this.#last?.sequence === sequence) return this.#last.hash;
    if (sequence > this.#highest) return null;
    return this.#connection.get(
      (row) => hex(row['hash']),
      'SELECT hash FROM responses WHERE agency = ? AND device = ? AND sequence = ?',
      this.#agency,
      this.#device,
      sequence,
    );
  }

  /** Why a response cannot be stored: its id comes first, then its place, then `otherwise`. */
  #explain(item: AcceptedItem, otherwise: 'broken-chain' | 'sequence-taken'): PushResult {
    const stored = this.#connection.get(
      (row) => hex(row['hash']),
      'SELECT hash FROM responses WHERE agency = ? AND id = ?',
      this.#agency,
      uuidBytes(item.id),
    );
    if (stored === item.hash) return { id: item.id, hash: item.hash, status: 'same' };
    if (stored !== null) {
      this.#refuse(item, 'id-taken', 'The id is known with another content.');
      return { id: item.id, hash: item.hash, status: 'conflict' };
    }
    const taken = 'device' in item.place && this.#hashAt(item.place.sequence) !== null;
    return otherwise === 'sequence-taken' || taken
      ? this.#refuse(item, 'sequence-taken', 'Another response holds this place already.')
      : this.#refuse(item, 'broken-chain', 'The hash of the previous response does not fit a neighbour.');
  }

  #refuse(item: AcceptedItem, code: string, detail: string): PushResult {
    const { id, hash, body } = item;
    const place = 'device' in item.place ? item.place : null;
    return this.#putAside({ accepted: false, id, hash, bodyHash: hash, body, code, detail, place });
  }

  #putAside(item: RefusedItem): PushResult {
    const known = this.#connection.get(
      (row) => hex(row['hash']),
      'SELECT hash FROM responses WHERE agency = ? AND id = ? AND hash = ?',
      this.#agency,
      uuidBytes(item.id),
      hexBytes(item.bodyHash),
    );
    if (known !== null && known === item.hash) return { id: item.id, hash: item.hash, status: 'same' };
    this.#connection.run(
      `INSERT INTO quarantine (agency, id, item, hash, code, detail, device, sequence, received_at, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, item, hash) DO NOTHING`,
      this.#agency,
      uuidBytes(randomUUIDv7()),
      uuidBytes(item.id),
      hexBytes(item.bodyHash),
      item.code,
      item.detail,
      item.place === null ? null : uuidBytes(item.place.device),
      item.place?.sequence ?? null,
      this.#receivedAt,
      item.body,
    );
    return { id: item.id, hash: item.hash, status: 'quarantined', code: item.code };
  }
}
