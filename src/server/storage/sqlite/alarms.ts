import { randomUUIDv7 } from 'node:crypto';
import type { DeviceContact } from '#protocol/survey.ts';
import type { AlarmKind, AlarmRecord } from '../device-store.ts';
import type { Connection } from './connection.ts';
import { bytes, integer, text, uuid, uuidBytes } from './values.ts';

/** Contacts remembered per kiosk: some weeks, since a copy may be brought back late. */
const CONTACTS_KEPT = 2000;
/** Older ones are removed once in so many contacts. */
const FORGET_EVERY = 50;

/** Raises an alarm inside the running transaction. One that is open already stays as it is. */
export function raiseAlarm(
  connection: Connection,
  agency: Buffer,
  device: Buffer,
  alarm: { readonly kind: AlarmKind; readonly detail: string; readonly at: number },
): void {
  connection.run(
    `INSERT INTO device_alarms (agency, id, device, kind, detail, raised_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    agency,
    uuidBytes(randomUUIDv7()),
    device,
    alarm.kind,
    alarm.detail,
    alarm.at,
  );
}

/**
 * Notes one counted contact of a kiosk. The same number with another nonce means that two stores use the identity; a
 * number that comes late and was never seen means nothing.
 */
export function noteNumberedContact(
  connection: Connection,
  agency: Buffer,
  device: Buffer,
  { number, nonce }: DeviceContact,
  at: number,
): void {
  const said = Buffer.from(nonce, 'base64url');
  const fresh = connection.run(
    'INSERT INTO device_contacts (agency, device, number, nonce) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    agency,
    device,
    number,
    said,
  );
  if (fresh === 0) {
    const known = connection.get(
      (row) => bytes(row['nonce']),
      'SELECT nonce FROM device_contacts WHERE agency = ? AND device = ? AND number = ?',
      agency,
      device,
      number,
    );
    if (known?.equals(said) === false)
      raiseAlarm(connection, agency, device, { kind: 'identity-twice', detail: `contact ${number}`, at });
  } else if (number % FORGET_EVERY === 0) {
    connection.run(
      `DELETE FROM device_contacts WHERE agency = ?1 AND device = ?2 AND number <= ?3 +
         (SELECT max(number) FROM device_contacts WHERE agency = ?1 AND device = ?2)`,
      agency,
      device,
      -CONTACTS_KEPT,
    );
  }
}

/** Alarms of every device that nobody has settled, by device, oldest first. */
export function openAlarms(connection: Connection, agency: Buffer): Map<string, AlarmRecord[]> {
  const byDevice = new Map<string, AlarmRecord[]>();
  const rows = connection.all(
    (row) => ({
      device: uuid(row['device']),
      alarm: {
        id: uuid(row['id']),
        kind: text(row['kind']) === 'id-conflict' ? ('id-conflict' as const) : ('identity-twice' as const),
        at: integer(row['raised_at']),
        detail: text(row['detail']),
      },
    }),
    'SELECT * FROM device_alarms WHERE agency = ? AND settled_at IS NULL ORDER BY raised_at, id',
    agency,
  );
  for (const { device, alarm } of rows) byDevice.set(device, [...(byDevice.get(device) ?? []), alarm]);
  return byDevice;
}
