import type { Connection } from './connection.ts';
import { integer } from './values.ts';

/** Numbers of an agency's commit order, taken inside the running transaction. */
export class CommitOrder {
  readonly #connection: Connection;
  readonly #agency: Buffer;
  readonly #start: number;
  #last: number;

  constructor(connection: Connection, agency: Buffer) {
    this.#connection = connection;
    this.#agency = agency;
    this.#start = headOf(connection, agency);
    this.#last = this.#start;
  }

  /** The number that `next` will give. */
  peek(): number {
    return this.#last + 1;
  }

  next(): number {
    this.#last += 1;
    return this.#last;
  }

  /** Must be called before the transaction ends. */
  save(): void {
    if (this.#last === this.#start) return;
    this.#connection.run('UPDATE agencies SET seq = ? WHERE id = ?', this.#last, this.#agency);
  }
}

/** Highest number of an agency's commit order. */
export function headOf(connection: Connection, agency: Buffer): number {
  const head = connection.get((row) => integer(row['seq']), 'SELECT seq FROM agencies WHERE id = ?', agency);
  if (head === null) throw new TypeError('No such agency.');
  return head;
}
