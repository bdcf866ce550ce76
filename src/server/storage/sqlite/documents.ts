import type { DocumentStore } from '../document-store.ts';
import { changesAfter } from './changes.ts';
import type { Connection } from './connection.ts';
import { object, readConflict, readDocument, readEdit } from './read-document.ts';
import { integer, text, uuidBytes } from './values.ts';
import { writeOutcome } from './write-outcome.ts';
import type { Writer } from './writer.ts';

export function sqliteDocuments(connection: Connection, writer: Writer): DocumentStore {
  return {
    get: async (agency, kind, id) =>
      connection.get(
        readDocument,
        'SELECT * FROM documents WHERE agency = ? AND kind = ? AND id = ?',
        uuidBytes(agency),
        kind,
        id,
      ),
    list: async (agency, kind) =>
      connection.all(
        readDocument,
        'SELECT * FROM documents WHERE agency = ? AND kind = ? ORDER BY id',
        uuidBytes(agency),
        kind,
      ),
    write: (agency, outcome) => writer.write(() => writeOutcome(connection, uuidBytes(agency), outcome)),
    edit: async (agency, id) =>
      connection.get(
        readEdit,
        'SELECT * FROM edits WHERE agency = ? AND id = ?',
        uuidBytes(agency),
        uuidBytes(id),
      ),
    conflict: async (agency, id) =>
      connection.get(
        readConflict,
        'SELECT * FROM conflicts WHERE agency = ? AND id = ?',
        uuidBytes(agency),
        uuidBytes(id),
      ),
    history: async (agency, kind, id) =>
      connection.all(
        (row) => ({
          revision: integer(row['revision']),
          changes: object(row['changes']),
          madeAt: integer(row['made_at']),
          receivedAt: integer(row['received_at']),
          by: text(row['made_by']),
        }),
        'SELECT * FROM history WHERE agency = ? AND kind = ? AND id = ? ORDER BY number',
        uuidBytes(agency),
        kind,
        id,
      ),
    changes: async (agency, after, limit) => changesAfter(connection, uuidBytes(agency), after, limit),
  };
}
