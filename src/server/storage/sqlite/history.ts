import type { Audit } from '../audit.ts';
import type { Connection } from './connection.ts';
import { integer } from './values.ts';

export interface HistoryEntry {
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
  readonly changes: Readonly<Record<string, unknown>>;
  /** By the clock of the device; the same as the audit's time when the endpoint made the change. */
  readonly madeAt?: number;
}

/** Adds a row to the history inside the running transaction. */
export function addHistory(connection: Connection, agency: Buffer, entry: HistoryEntry, audit: Audit): void {
  connection.run(
    `INSERT INTO history (agency, kind, id, revision, changes, made_at, received_at, made_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    agency,
    entry.kind,
    entry.id,
    entry.revision,
    JSON.stringify(entry.changes),
    entry.madeAt ?? audit.at,
    audit.at,
    audit.by,
  );
}

/** The number of the next entry about something that has no revisions of its own. */
function nextEntry(connection: Connection, agency: Buffer, kind: string, id: string): number {
  const sql = 'SELECT count(*) AS n FROM history WHERE agency = ? AND kind = ? AND id = ?';
  return (connection.get((row) => integer(row['n']), sql, agency, kind, id) ?? 0) + 1;
}

/** Adds an entry about something that has no revisions of its own. */
export function addEntry(
  connection: Connection,
  agency: Buffer,
  { kind, id, changes }: Pick<HistoryEntry, 'kind' | 'id' | 'changes'>,
  audit: Audit,
): void {
  addHistory(
    connection,
    agency,
    { kind, id, changes, revision: nextEntry(connection, agency, kind, id) },
    audit,
  );
}
