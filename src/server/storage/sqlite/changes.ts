import type { Change } from '../document-store.ts';
import { headOf } from './commit-order.ts';
import type { Connection } from './connection.ts';
import { readConflict, readDocument } from './read-document.ts';
import { readResponse } from './read-response.ts';
import { integer } from './values.ts';

/**
 * The next changes of an agency in commit order. The three kinds share one numbering, so each is asked for at most
 * `limit` rows and the lists are merged.
 */
export function changesAfter(
  connection: Connection,
  agency: Buffer,
  after: number,
  limit: number,
): { head: number; changes: Change[] } {
  const rows = 'WHERE agency = ? AND seq > ? ORDER BY seq LIMIT ?';
  const documents = connection.all(
    (row): Change => ({ type: 'document', seq: integer(row['seq']), document: readDocument(row) }),
    `SELECT * FROM documents ${rows}`,
    agency,
    after,
    limit,
  );
  const responses = connection.all(
    (row): Change => ({ type: 'response', seq: integer(row['seq']), response: readResponse(row) }),
    `SELECT seq, id, hash, activity, body, marks, received_at FROM responses ${rows}`,
    agency,
    after,
    limit,
  );
  const conflicts = connection.all(
    (row): Change => ({ type: 'conflict', seq: integer(row['seq']), conflict: readConflict(row) }),
    `SELECT * FROM conflicts ${rows}`,
    agency,
    after,
    limit,
  );
  const changes = [...documents, ...responses, ...conflicts].sort((a, b) => a.seq - b.seq).slice(0, limit);
  return { head: headOf(connection, agency), changes };
}
