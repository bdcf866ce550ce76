import type { Enrolment, EnrolmentRefusal } from '../device-store.ts';
import type { Connection } from './connection.ts';
import { setActivities } from './device-activities.ts';
import { addEntry } from './history.ts';
import { bytes, hexBytes, integer, text, texts, uuid, uuidBytes } from './values.ts';

const DAY = 24 * 60 * 60 * 1000;

interface Code {
  readonly label: string;
  readonly activities: readonly string[];
  readonly expiresAt: number;
  readonly usedBy: string | null;
}

/** Uses a code inside the running transaction; see `DeviceStore.enrol`. `null`: enrolled. */
export function enrol(connection: Connection, agency: Buffer, enrolment: Enrolment): EnrolmentRefusal | null {
  const code = findCode(connection, agency, enrolment.codeHash);
  if (code === null) return 'code-wrong';
  const device = uuidBytes(enrolment.device);
  const identity = identityOf(connection, agency, device, enrolment.publicKey);
  const expired = enrolment.at > code.expiresAt;
  if (code.usedBy !== null) {
    if (code.usedBy !== enrolment.device || identity !== 'own') return 'code-used';
    return expired ? 'code-expired' : null;
  }
  if (expired) return 'code-expired';
  if (identity === 'taken') return 'identity-taken';
  if (identity === 'revoked') return 'device-revoked';
  const epoch = writeIdentity(connection, agency, device, enrolment, code.label);
  setActivities(connection, agency, device, code.activities, enrolment.at);
  connection.run(
    'UPDATE enrolment_codes SET used_at = ?, used_by = ? WHERE agency = ? AND hash = ?',
    enrolment.at,
    device,
    agency,
    hexBytes(enrolment.codeHash),
  );
  const changes = { enrolled: enrolment.codeHash, label: code.label, epoch, activities: code.activities };
  const audit = { by: 'endpoint', at: enrolment.at };
  addEntry(connection, agency, { kind: 'device', id: enrolment.device, changes }, audit);
  return null;
}

function findCode(connection: Connection, agency: Buffer, hash: string): Code | null {
  return connection.get(
    (row) => ({
      label: text(row['label']),
      activities: texts(row['activities']),
      expiresAt: integer(row['expires_at']),
      usedBy: row['used_by'] === null ? null : uuid(row['used_by']),
    }),
    'SELECT * FROM enrolment_codes WHERE agency = ? AND hash = ?',
    agency,
    hexBytes(hash),
  );
}

/**
 * What is known of an identity. `own`: enrolled with this key. `free`: never seen, or a kiosk of the first form, which
 * had no key and keeps its numbers.
 */
function identityOf(
  connection: Connection,
  agency: Buffer,
  device: Buffer,
  publicKey: Uint8Array,
): 'own' | 'free' | 'taken' | 'revoked' {
  const known = connection.all(
    (row) => ({
      here: bytes(row['agency']).equals(agency),
      kiosk: text(row['channel']) === 'kiosk',
      key: row['public_key'] === null ? null : bytes(row['public_key']),
      revoked: row['revoked_at'] !== null,
    }),
    `SELECT agency, channel, public_key, revoked_at FROM devices
     WHERE (agency = ?1 AND id = ?2) OR (id = ?2 AND public_key IS NOT NULL)`,
    agency,
    device,
  );
  if (known.some(({ here, kiosk }) => !here || !kiosk)) return 'taken';
  const [own] = known;
  if (own === undefined || own.key === null) return 'free';
  if (!own.key.equals(publicKey)) return 'taken';
  return own.revoked ? 'revoked' : 'own';
}

/** Writes the device's row; returns its epoch. */
function writeIdentity(
  connection: Connection,
  agency: Buffer,
  device: Buffer,
  { publicKey, appVersion, at }: Enrolment,
  label: string,
): number {
  const epoch = epochUnder(connection, agency, label, device);
  connection.run(
    `INSERT INTO devices (agency, id, channel, label, app_version, last_seen_at, public_key, epoch, enrolled_at)
     VALUES (?, ?, 'kiosk', ?, ?, ?, ?, ?, ?)
     ON CONFLICT (agency, id) DO UPDATE SET label = excluded.label, app_version = excluded.app_version,
       last_seen_at = max(last_seen_at, excluded.last_seen_at), public_key = excluded.public_key,
       epoch = excluded.epoch, enrolled_at = coalesce(enrolled_at, excluded.enrolled_at)`,
    agency,
    device,
    label,
    appVersion,
    at,
    publicKey,
    epoch,
    at,
  );
  return epoch;
}

/** The epoch of a device under a label: its own when it has the label already, else the next one. */
export function epochUnder(connection: Connection, agency: Buffer, label: string, device: Buffer): number {
  const own = connection.get(
    (row) => integer(row['epoch']),
    'SELECT epoch FROM devices WHERE agency = ? AND id = ? AND label = ? AND epoch > 0',
    agency,
    device,
    label,
  );
  if (own !== null) return own;
  const highest = connection.get(
    (row) => integer(row['epoch']),
    `SELECT coalesce(max(epoch), 0) AS epoch FROM devices WHERE agency = ? AND label = ? AND id <> ?
     AND channel = 'kiosk'`,
    agency,
    label,
    device,
  );
  return (highest ?? 0) + 1;
}

/** Removes codes that expired more than a day before. */
export function forgetCodes(connection: Connection, agency: Buffer, at: number): void {
  connection.run('DELETE FROM enrolment_codes WHERE agency = ? AND expires_at < ?', agency, at - DAY);
}
