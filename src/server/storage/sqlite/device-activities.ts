import type { Connection } from './connection.ts';
import { integer, texts, uuid, uuidBytes } from './values.ts';

/** Makes a list of activities the present ones of a kiosk; earlier ones stay covered. */
export function setActivities(
  connection: Connection,
  agency: Buffer,
  device: Buffer,
  activities: readonly string[],
  since: number,
): void {
  connection.run('UPDATE device_activities SET place = NULL WHERE agency = ? AND device = ?', agency, device);
  for (const [place, activity] of activities.entries()) {
    connection.run(
      `INSERT INTO device_activities (agency, device, activity, since, place) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (agency, device, activity) DO UPDATE SET place = excluded.place`,
      agency,
      device,
      uuidBytes(activity),
      since,
      place,
    );
  }
}

/** Present activities in their order, and all that are covered. */
export function activitiesOf(
  connection: Connection,
  agency: Buffer,
  device: Buffer,
): { present: string[]; ever: string[] } {
  const rows = connection.all(
    (row) => ({
      id: uuid(row['activity']),
      place: row['place'] === null ? null : integer(row['place']),
    }),
    'SELECT activity, place FROM device_activities WHERE agency = ? AND device = ? ORDER BY place',
    agency,
    device,
  );
  const present = rows.filter(({ place }) => place !== null).map(({ id }) => id);
  const linked = activitiesOfLinks(connection, agency, device);
  return { present, ever: [...rows.map(({ id }) => id), ...linked] };
}

/** A kiosk of the first form came with links; what those covered that were not revoked since stays covered. */
function activitiesOfLinks(connection: Connection, agency: Buffer, device: Buffer): string[] {
  return connection
    .all(
      (row) => texts(row['activities']),
      `SELECT activities FROM device_links JOIN links USING (agency, channel, subject)
       WHERE agency = ? AND device = ? AND channel = 'kiosk' AND device_links.generation = links.generation`,
      agency,
      device,
    )
    .flat();
}
