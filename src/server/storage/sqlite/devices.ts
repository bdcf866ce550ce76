import type { DeviceContact, DeviceLedger } from '../link-store.ts';
import { noteNumberedContact } from './alarms.ts';
import type { Connection, Row } from './connection.ts';
import { integer, uuidBytes } from './values.ts';

/** Missing numbers named one by one; beyond that only their count is told. */
const MISSING_LISTED = 100;

/** Notes what a device says of itself, inside the running transaction. */
export function noteContact(connection: Connection, agency: Buffer, contact: DeviceContact): void {
  const id = uuidBytes(contact.id);
  connection.run(
    `INSERT INTO devices (agency, id, channel, label, app_version, last_seen_at, announced_next, unsent)
     VALUES (?, ?, ?, ?, ?, ?, coalesce(?, 1), coalesce(?, 0))
     ON CONFLICT (agency, id) DO UPDATE SET
       label = CASE WHEN public_key IS NULL THEN excluded.label ELSE label END,
       app_version = excluded.app_version,
       last_seen_at = max(last_seen_at, excluded.last_seen_at),
       announced_next = max(announced_next, excluded.announced_next),
       unsent = coalesce(?, unsent)`,
    agency,
    id,
    contact.channel,
    contact.label,
    contact.appVersion,
    contact.at,
    contact.nextSequence ?? null,
    contact.unsent ?? null,
    contact.unsent ?? null,
  );
  if (contact.subject === null) noteKiosk(connection, agency, id, contact);
  else {
    connection.run(
      `INSERT INTO device_links (agency, device, channel, subject, generation, since) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (agency, device, channel, subject) DO UPDATE SET generation = excluded.generation
       WHERE generation <> excluded.generation`,
      agency,
      id,
      contact.channel,
      uuidBytes(contact.subject),
      contact.generation,
      contact.at,
    );
  }
}

function noteKiosk(connection: Connection, agency: Buffer, id: Buffer, contact: DeviceContact): void {
  const { state, contact: counted } = contact;
  if (state !== undefined) {
    const sql = 'UPDATE devices SET state = ? WHERE agency = ? AND id = ?';
    connection.run(sql, JSON.stringify(state), agency, id);
  }
  if (counted !== undefined) noteNumberedContact(connection, agency, id, counted, contact.at);
}

interface Numbers {
  readonly highest: number;
  readonly stored: number;
}

function numbers(row: Row): Numbers {
  return { highest: integer(row['highest']), stored: integer(row['stored']) };
}

export function numbersOf(connection: Connection, agency: Buffer, device: Buffer): Numbers {
  const sql = 'SELECT highest, stored FROM devices WHERE agency = ? AND id = ?';
  return connection.get(numbers, sql, agency, device) ?? { highest: 0, stored: 0 };
}

/** Adds newly stored responses to a device's figures. */
export function noteNumbers(connection: Connection, agency: Buffer, device: Buffer, now: Numbers): void {
  const sql = 'UPDATE devices SET highest = max(highest, ?), stored = stored + ? WHERE agency = ? AND id = ?';
  connection.run(sql, now.highest, now.stored, agency, device);
}

/**
 * Which numbers of a device never arrived. A number that was put aside arrived. Gaps are reckoned, not walked: a device
 * may claim any number.
 */
function ledgerOf(connection: Connection, agency: Buffer, device: Buffer): DeviceLedger {
  const arrived = `SELECT sequence FROM responses WHERE agency = ?1 AND device = ?2
    UNION SELECT sequence FROM quarantine WHERE agency = ?1 AND device = ?2 AND sequence IS NOT NULL`;
  const gaps = connection.all(
    (row) => ({ before: integer(row['before']), sequence: integer(row['sequence']) }),
    `SELECT before, sequence FROM (
       SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS before FROM (${arrived}))
     WHERE sequence > before + 1 ORDER BY sequence`,
    agency,
    device,
  );
  const missing: number[] = [];
  let missingCount = 0;
  for (const { before, sequence } of gaps) {
    const gap = sequence - before - 1;
    missingCount += gap;
    const listed = Math.min(gap, MISSING_LISTED - missing.length);
    for (let at = 1; at <= listed; at += 1) missing.push(before + at);
  }
  const highest = connection.get(
    (row) => (row['highest'] === null ? 0 : integer(row['highest'])),
    `SELECT max(sequence) AS highest FROM (${arrived})`,
    agency,
    device,
  );
  return { highest: highest ?? 0, missing, missingCount };
}

/** The same, without reading the numbers when there is plainly no gap. */
export function deviceLedger(connection: Connection, agency: Buffer, device: Buffer): DeviceLedger {
  const { highest, stored } = numbersOf(connection, agency, device);
  const aside = connection.get(
    (row) => integer(row['sequence']),
    'SELECT sequence FROM quarantine WHERE agency = ? AND device = ? LIMIT 1',
    agency,
    device,
  );
  return stored === highest && aside === null
    ? { highest, missing: [], missingCount: 0 }
    : ledgerOf(connection, agency, device);
}
