import type { SQLInputValue } from 'node:sqlite';
import type { Change } from '../document-store.ts';
import { headOf } from './commit-order.ts';
import type { Connection, List } from './connection.ts';
import { readConflict, readDocument } from './read-document.ts';
import { flagsOf } from './read-response.ts';
import { hyphenated, integer, text } from './values.ts';

/** Documents, and conflicts, of one page: each is as long as a hundred responses packed together. */
const DOCUMENTS_AT_ONCE = 500;

/**
 * The next changes of an agency in commit order. The three kinds share one numbering; where one of them has as many as a
 * page takes, the page ends. What lies after that is not read: bodies are most of the work.
 */
export function changesAfter(
  connection: Connection,
  agency: Buffer,
  after: number,
  limit: number,
): { head: number; changes: Change[] } {
  const head = headOf(connection, agency);
  const few = Math.min(limit, DOCUMENTS_AT_ONCE);
  const upTo = Math.min(
    head,
    ...(['responses', 'documents', 'conflicts'] as const).map((table) =>
      placeOf(connection, table, table === 'responses' ? limit : few, agency, after),
    ),
  );
  const page = (columns: string, table: string): [string, ...SQLInputValue[]] => [
    `SELECT ${columns} FROM ${table} WHERE agency = ? AND seq > ? AND seq <= ? ORDER BY seq`,
    ...[agency, after, upTo],
  ];
  const responses = connection.lists(
    responseReader(),
    ...page('seq, hex(id), hex(activity), body, marks, received_at', 'responses'),
  );
  const documents = connection.all(
    (row): Change => ({ type: 'document', seq: integer(row['seq']), document: readDocument(row) }),
    ...page('*', 'documents'),
  );
  const conflicts = connection.all(
    (row): Change => ({ type: 'conflict', seq: integer(row['seq']), conflict: readConflict(row) }),
    ...page('*', 'conflicts'),
  );
  const changes = [...responses, ...documents, ...conflicts].sort((a, b) => a.seq - b.seq);
  return { head, changes: changes.slice(0, limit) };
}

/** Place of the `count`th of a kind after a cursor; infinite when there are fewer. */
function placeOf(
  connection: Connection,
  table: 'responses' | 'documents' | 'conflicts',
  count: number,
  agency: Buffer,
  after: number,
): number {
  const found = connection.get(
    (row) => integer(row['seq']),
    `SELECT seq FROM ${table} WHERE agency = ? AND seq > ? ORDER BY seq LIMIT 1 OFFSET ?`,
    ...[agency, after, count - 1],
  );
  return found ?? Number.POSITIVE_INFINITY;
}

/** Neighbours mostly are of one activity, whose id is then put together once. */
function responseReader(): (row: List) => Change {
  let last = { digits: '', id: '' };
  return ([number, id, activity, body, marks, receivedAt]) => {
    const seq = integer(number);
    const digits = text(activity);
    if (digits !== last.digits) last = { digits, id: hyphenated(digits.toLowerCase()) };
    const response = {
      ...{ seq, id: text(id), activity: digits === '' ? null : last.id, body: text(body) },
      ...{ marks: flagsOf(text(marks)), receivedAt: integer(receivedAt) },
    };
    return { type: 'response', seq, response };
  };
}
