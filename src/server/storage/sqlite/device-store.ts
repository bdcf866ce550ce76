import type { DeviceStore, KioskRecord } from '../device-store.ts';
import { noteNumberedContact } from './alarms.ts';
import type { Connection, Row } from './connection.ts';
import { activitiesOf, setActivities } from './device-activities.ts';
import { enrol, epochUnder, forgetCodes } from './enrolment.ts';
import { addEntry } from './history.ts';
import { listDevices } from './list-devices.ts';
import { bytes, hexBytes, integer, text, uuid, uuidBytes } from './values.ts';
import type { Writer } from './writer.ts';

function readKiosk(row: Row): KioskRecord {
  return {
    ...{ id: uuid(row['id']), agency: uuid(row['agency']), publicKey: bytes(row['public_key']) },
    ...{ label: text(row['label']), epoch: integer(row['epoch']), enrolledAt: integer(row['enrolled_at']) },
    revokedAt: row['revoked_at'] === null ? null : integer(row['revoked_at']),
  };
}

export function sqliteDevices(connection: Connection, writer: Writer): DeviceStore {
  const kiosk = (device: string): KioskRecord | null =>
    connection.get(
      readKiosk,
      'SELECT * FROM devices WHERE id = ? AND public_key IS NOT NULL',
      uuidBytes(device),
    );
  const kioskOf = (agency: string, device: string): KioskRecord | null => {
    const found = kiosk(device);
    return found?.agency === agency ? found : null;
  };
  return {
    addCode: (agency, { hash, label, activities, expiresAt }, audit) =>
      writer.write(() => {
        const key = uuidBytes(agency);
        forgetCodes(connection, key, audit.at);
        connection.run(
          `INSERT INTO enrolment_codes (agency, hash, label, activities, made_at, expires_at)
           VALUES (?, ?, ?, ?, ?, ?)`,
          key,
          hexBytes(hash),
          label,
          JSON.stringify(activities),
          audit.at,
          expiresAt,
        );
        const changes = { label, activities, expiresAt };
        addEntry(connection, key, { kind: 'enrolment-code', id: hash, changes }, audit);
      }),
    enrol: (agency, enrolment) =>
      writer.write(() => {
        const refusal = enrol(connection, uuidBytes(agency), enrolment);
        if (refusal !== null) return refusal;
        const enrolled = kiosk(enrolment.device);
        if (enrolled === null) throw new Error('A kiosk was enrolled but cannot be read.');
        return enrolled;
      }),
    kiosk: async (device) => kiosk(device),
    activities: async (agency, device) => activitiesOf(connection, uuidBytes(agency), uuidBytes(device)),
    noteContact: (agency, { device, appVersion, number, nonce, at }) =>
      writer.write(() => {
        const [key, id] = [uuidBytes(agency), uuidBytes(device)];
        connection.run(
          `UPDATE devices SET app_version = ?, last_seen_at = max(last_seen_at, ?) WHERE agency = ? AND id = ?`,
          appVersion,
          at,
          key,
          id,
        );
        noteNumberedContact(connection, key, id, { number, nonce }, at);
      }),
    revoke: (agency, device, reason, audit) =>
      writer.write(() => {
        const found = kioskOf(agency, device);
        if (found === null) return false;
        if (found.revokedAt !== null) return true;
        const key = uuidBytes(agency);
        connection.run(
          'UPDATE devices SET revoked_at = ?, revoked_by = ? WHERE agency = ? AND id = ?',
          audit.at,
          audit.by,
          key,
          uuidBytes(device),
        );
        addEntry(connection, key, { kind: 'device', id: device, changes: { revoked: true, reason } }, audit);
        return true;
      }),
    send: (agency, device, { label, activities }, audit) =>
      writer.write(() => {
        if (kioskOf(agency, device) === null) return false;
        const [key, id] = [uuidBytes(agency), uuidBytes(device)];
        const epoch = epochUnder(connection, key, label, id);
        connection.run(
          'UPDATE devices SET label = ?, epoch = ? WHERE agency = ? AND id = ?',
          label,
          epoch,
          key,
          id,
        );
        setActivities(connection, key, id, activities, audit.at);
        addEntry(
          connection,
          key,
          { kind: 'device', id: device, changes: { label, epoch, activities } },
          audit,
        );
        return true;
      }),
    settleAlarm: (agency, device, alarm, reason, audit) =>
      writer.write(() => {
        const key = uuidBytes(agency);
        const settled = connection.run(
          `UPDATE device_alarms SET settled_at = ?, settled_by = ?, reason = ?
           WHERE agency = ? AND id = ? AND device = ? AND settled_at IS NULL`,
          audit.at,
          audit.by,
          reason,
          key,
          uuidBytes(alarm),
          uuidBytes(device),
        );
        if (settled === 0) return false;
        addEntry(connection, key, { kind: 'device', id: device, changes: { settled: alarm, reason } }, audit);
        return true;
      }),
    noteHandover: (agency, items, audit) =>
      writer.write(() => {
        for (const [id, broughtByHand] of items)
          addEntry(connection, uuidBytes(agency), { kind: 'device', id, changes: { broughtByHand } }, audit);
      }),
    list: async (agency) => listDevices(connection, uuidBytes(agency)),
  };
}
