import type { DocumentRecord, EditOutcome } from '../document-store.ts';
import { CommitOrder } from './commit-order.ts';
import type { Connection } from './connection.ts';
import { addHistory } from './history.ts';
import { integer, text, uuidBytes } from './values.ts';

/** Writes one edit's outcome inside the running transaction; see `DocumentStore.write`. */
export function writeOutcome(
  connection: Connection,
  agency: Buffer,
  outcome: EditOutcome,
): 'written' | 'moved' | 'known' | 'file-known' {
  const { edit, next, settles } = outcome;
  const order = new CommitOrder(connection, agency);
  const known = connection.run(
    `INSERT INTO edits (agency, id, status, revision, fields, received_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (agency, id) DO NOTHING`,
    agency,
    uuidBytes(edit.id),
    edit.status,
    edit.revision,
    JSON.stringify(edit.fields),
    outcome.receivedAt,
  );
  if (known === 0) return 'known';
  const obstacle = obstacleTo(connection, agency, outcome);
  if (obstacle !== null) {
    connection.run('DELETE FROM edits WHERE agency = ? AND id = ?', agency, uuidBytes(edit.id));
    return obstacle;
  }
  if (next !== null) {
    writeDocument(connection, agency, next, order.next());
    const { kind, id, revision } = next;
    const audit = { by: outcome.by, at: outcome.receivedAt };
    const entry = { kind, id, revision, changes: outcome.changes, madeAt: outcome.madeAt };
    addHistory(connection, agency, entry, audit);
  }
  if (settles !== null) {
    connection.run(
      'UPDATE conflicts SET settled = 1, seq = ? WHERE agency = ? AND id = ?',
      order.next(),
      agency,
      uuidBytes(settles),
    );
  }
  for (const conflict of outcome.conflicts) {
    connection.run(
      `INSERT INTO conflicts (agency, id, seq, kind, document, field, wanted, wanted_by, wanted_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      agency,
      uuidBytes(conflict.id),
      order.next(),
      conflict.kind,
      conflict.document,
      conflict.field,
      JSON.stringify(conflict.wanted),
      conflict.wantedBy,
      conflict.wantedAt,
    );
  }
  order.save();
  return 'written';
}

function obstacleTo(
  connection: Connection,
  agency: Buffer,
  { kind, document, sawRevision, next }: EditOutcome,
): 'moved' | 'file-known' | null {
  const sql = 'SELECT revision FROM documents WHERE agency = ? AND kind = ? AND id = ?';
  const current = connection.get((row) => integer(row['revision']), sql, agency, kind, document) ?? 0;
  if (current !== sawRevision) return 'moved';
  if (kind !== 'import' || next === null) return null;
  const sameFile = connection.get(
    (row) => text(row['id']),
    `SELECT id FROM documents WHERE agency = ? AND kind = 'import' AND json_extract(body, '$.fileHash') = ?`,
    agency,
    String(next.body['fileHash']),
  );
  return sameFile !== null && sameFile !== document ? 'file-known' : null;
}

function writeDocument(connection: Connection, agency: Buffer, next: DocumentRecord, seq: number): void {
  connection.run(
    `INSERT INTO documents
       (agency, kind, id, seq, revision, deleted, body, field_revisions, changed_at, changed_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (agency, kind, id) DO UPDATE SET seq = excluded.seq, revision = excluded.revision,
       deleted = excluded.deleted, body = excluded.body, field_revisions = excluded.field_revisions,
       changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    agency,
    next.kind,
    next.id,
    seq,
    next.revision,
    Number(next.deleted),
    JSON.stringify(next.body),
    JSON.stringify(next.fieldRevisions),
    next.changedAt,
    next.changedBy,
  );
}
