import { setImmediate as nextTurn } from 'node:timers/promises';
import { DeviceState } from '#protocol/survey.ts';
import type { DeviceRecord } from '../device-store.ts';
import { openAlarms } from './alarms.ts';
import type { Connection, Row } from './connection.ts';
import { activitiesOf } from './device-activities.ts';
import { deviceLedger } from './devices.ts';
import { bytes, integer, text, uuid, uuidBytes } from './values.ts';

/** Devices read in one turn of the event loop: a phone is a new one at every activity, so there may be many thousands. */
const AT_ONCE = 100;

/** Every device of an agency as the office sees it, seen last first. Others are served in between. */
export async function listDevices(connection: Connection, agency: Buffer): Promise<DeviceRecord[]> {
  const alarms = openAlarms(connection, agency);
  const devices: DeviceRecord[] = [];
  for (let last: string | undefined = ''; last !== undefined;) {
    const some: DeviceRecord[] = connection.all(
      (row) => readDevice(connection, agency, row, alarms),
      'SELECT * FROM devices WHERE agency = ? AND id > ? ORDER BY id LIMIT ?',
      agency,
      last === '' ? Buffer.alloc(0) : uuidBytes(last),
      AT_ONCE,
    );
    devices.push(...some);
    last = some.length < AT_ONCE ? undefined : some.at(-1)?.id;
    if (last !== undefined) await nextTurn();
  }
  return devices.sort((a, b) => b.lastSeenAt - a.lastSeenAt || (a.id < b.id ? -1 : 1));
}

function readDevice(
  connection: Connection,
  agency: Buffer,
  row: Row,
  alarms: ReturnType<typeof openAlarms>,
): DeviceRecord {
  const id = uuid(row['id']);
  const device = bytes(row['id']);
  const ledger = deviceLedger(connection, agency, device);
  const [oldest] = ledger.missing;
  return {
    ...{ id, ...kept(row), ...ledger },
    activities: activitiesOf(connection, agency, device).present,
    missingSince: oldest === undefined ? null : knownSince(connection, agency, device, oldest),
    alarms: alarms.get(id) ?? [],
  };
}

function kept(row: Row) {
  return {
    channel: text(row['channel']) === 'kiosk' ? ('kiosk' as const) : ('link' as const),
    label: text(row['label']),
    epoch: integer(row['epoch']),
    appVersion: text(row['app_version']),
    enrolledAt: row['enrolled_at'] === null ? null : integer(row['enrolled_at']),
    revokedAt: row['revoked_at'] === null ? null : integer(row['revoked_at']),
    lastSeenAt: integer(row['last_seen_at']),
    stored: integer(row['stored']),
    announcedNext: integer(row['announced_next']),
    unsent: integer(row['unsent']),
    backedUp: integer(row['backed_up']),
    state: row['state'] === null ? null : DeviceState.parse(JSON.parse(text(row['state']))),
  };
}

/** When a number above a missing one first arrived: since then it has been known to be missing. */
function knownSince(connection: Connection, agency: Buffer, device: Buffer, missing: number): number | null {
  return connection.get(
    (row) => (row['at'] === null ? null : integer(row['at'])),
    `SELECT min(received_at) AS at FROM (
       SELECT received_at FROM responses WHERE agency = ?1 AND device = ?2 AND sequence > ?3
       UNION ALL SELECT received_at FROM quarantine WHERE agency = ?1 AND device = ?2 AND sequence > ?3)`,
    agency,
    device,
    missing,
  );
}
