import type { SQLInputValue } from 'node:sqlite';
import type { Change } from '../document-store.ts';
import { headOf } from './commit-order.ts';
import type { Connection, List } from './connection.ts';
import { readConflict, readDocument } from './read-document.ts';
import { flagsOf } from './read-response.ts';
import { hyphenated, integer, text } from './values.ts';

/**
 * The next changes of an agency in commit order. The three kinds share one numbering. Responses are the many, so they are
 * read first, and of the others only what lies before the last of them; a list that is full ends the page.
 */
export function changesAfter(
  connection: Connection,
  agency: Buffer,
  after: number,
  limit: number,
): { head: number; changes: Change[] } {
  const head = headOf(connection, agency);
  let upTo = head;
  const page = (columns: string, table: string): [string, ...SQLInputValue[]] => [
    `SELECT ${columns} FROM ${table} WHERE agency = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    ...[agency, after, upTo, limit],
  ];
  const bounded = (found: Change[]): Change[] => {
    if (found.length === limit) upTo = found.at(-1)?.seq ?? upTo;
    return found;
  };
  const responses = bounded(
    connection.lists(
      responseReader(),
      ...page('seq, hex(id), hex(activity), body, marks, received_at', 'responses'),
    ),
  );
  const documents = bounded(
    connection.all(
      (row): Change => ({ type: 'document', seq: integer(row['seq']), document: readDocument(row) }),
      ...page('*', 'documents'),
    ),
  );
  const conflicts = connection.all(
    (row): Change => ({ type: 'conflict', seq: integer(row['seq']), conflict: readConflict(row) }),
    ...page('*', 'conflicts'),
  );
  const changes = [...responses, ...documents, ...conflicts].sort((a, b) => a.seq - b.seq);
  return { head, changes: changes.slice(0, limit) };
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
