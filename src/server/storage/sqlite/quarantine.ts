import { randomUUIDv7 } from 'node:crypto';
import type { Audit } from '../audit.ts';
import type { AcceptedItem, Judgement, QuarantineRecord } from '../response-store.ts';
import { CommitOrder } from './commit-order.ts';
import type { Connection, Row } from './connection.ts';
import { noteNumbers } from './devices.ts';
import { addEntry } from './history.ts';
import { ResponseInsert } from './insert-responses.ts';
import { hex, integer, text, uuid, uuidBytes } from './values.ts';

export function readQuarantine(row: Row): QuarantineRecord {
  return {
    id: uuid(row['id']),
    item: uuid(row['item']),
    hash: hex(row['hash']),
    code: text(row['code']),
    detail: text(row['detail']),
    receivedAt: integer(row['received_at']),
    body: text(row['body']),
    device: row['device'] === null ? null : uuid(row['device']),
    sequence: row['sequence'] === null ? null : integer(row['sequence']),
    judged: row['decision'] === null ? null : readJudgement(row),
  };
}

function readJudgement(row: Row): Judgement {
  return {
    decision: text(row['decision']) === 'accepted' ? 'accepted' : 'refused',
    reason: text(row['reason']),
    at: integer(row['judged_at']),
    by: text(row['judged_by']),
  };
}

type Decision = Judgement['decision'];

/** See `ResponseStore.refuse`; runs inside the running transaction. */
export function refuse(
  connection: Connection,
  agency: Buffer,
  id: string,
  reason: string,
  audit: Audit,
): void {
  if (decisionOn(connection, agency, id) !== null) return;
  note(connection, agency, id, 'refused', reason, audit);
}

/** See `ResponseStore.accept`; runs inside the running transaction. */
export function accept(
  connection: Connection,
  agency: Buffer,
  id: string,
  response: AcceptedItem,
  reason: string,
  audit: Audit,
): 'accepted' | 'id-taken' {
  if (decisionOn(connection, agency, id) === 'accepted') return 'accepted';
  const stored = connection.get(
    (row) => hex(row['hash']),
    'SELECT hash FROM responses WHERE agency = ? AND id = ?',
    agency,
    uuidBytes(response.id),
  );
  if (stored !== null && stored !== response.hash) return 'id-taken';
  if (stored === null) store(connection, agency, id, response);
  note(connection, agency, id, 'accepted', reason, audit);
  return 'accepted';
}

function store(connection: Connection, agency: Buffer, id: string, response: AcceptedItem): void {
  const receivedAt = connection.get(
    (row) => integer(row['received_at']),
    'SELECT received_at FROM quarantine WHERE agency = ? AND id = ?',
    agency,
    uuidBytes(id),
  );
  const order = new CommitOrder(connection, agency);
  const { place } = response;
  const device = 'device' in place ? uuidBytes(place.device) : null;
  const insertAs = (holder: Buffer | null): boolean =>
    new ResponseInsert(connection, agency, holder, receivedAt ?? 0).one(response, order.peek());
  if (insertAs(device)) {
    if (device !== null && 'device' in place)
      noteNumbers(connection, agency, device, { highest: place.sequence, stored: 1 });
  } else if (!insertAs(uuidBytes(randomUUIDv7()))) {
    throw new Error('An accepted response has an id and a device of its own and cannot be stored.');
  }
  order.next();
  order.save();
}

function decisionOn(connection: Connection, agency: Buffer, id: string): Decision | null {
  return connection.get(
    (row) => (row['decision'] === null ? null : readJudgement(row).decision),
    'SELECT * FROM quarantine WHERE agency = ? AND id = ?',
    agency,
    uuidBytes(id),
  );
}

function note(
  connection: Connection,
  agency: Buffer,
  id: string,
  decision: Decision,
  reason: string,
  audit: Audit,
): void {
  connection.run(
    `UPDATE quarantine SET decision = ?, reason = ?, judged_at = ?, judged_by = ? WHERE agency = ? AND id = ?`,
    decision,
    reason,
    audit.at,
    audit.by,
    agency,
    uuidBytes(id),
  );
  addEntry(connection, agency, { kind: 'quarantine', id, changes: { decision, reason } }, audit);
}
