import type { LinkRecord, LinkStore } from '../link-store.ts';
import type { Connection, Row } from './connection.ts';
import { addHistory } from './history.ts';
import { addCodes, codeState, countCodes, withdrawCodes } from './personal-codes.ts';
import { hexBytes, integer, text, texts, uuid, uuidBytes } from './values.ts';
import type { Writer } from './writer.ts';

function read(row: Row): LinkRecord {
  return {
    channel: text(row['channel']) === 'kiosk' ? 'kiosk' : 'link',
    subject: uuid(row['subject']),
    generation: integer(row['generation']),
    label: text(row['label']),
    activities: texts(row['activities']),
  };
}

export function sqliteLinks(connection: Connection, writer: Writer): LinkStore {
  const get = (agency: string, channel: string, subject: string): LinkRecord | null =>
    connection.get(
      read,
      'SELECT * FROM links WHERE agency = ? AND channel = ? AND subject = ?',
      uuidBytes(agency),
      channel,
      uuidBytes(subject),
    );
  return {
    issue: (agency, link, audit) =>
      writer.write(() => {
        connection.run(
          `INSERT INTO links (agency, channel, subject, label, activities, created_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (agency, channel, subject) DO UPDATE SET label = excluded.label`,
          uuidBytes(agency),
          link.channel,
          uuidBytes(link.subject),
          link.label,
          JSON.stringify(link.activities),
          audit.at,
        );
        const stored = get(agency, link.channel, link.subject);
        if (stored === null) throw new Error('A link was stored but cannot be read.');
        addHistory(
          connection,
          uuidBytes(agency),
          { kind: 'link', id: link.subject, revision: stored.generation + 1, changes: { ...link } },
          audit,
        );
        return stored;
      }),
    get: async (agency, channel, subject) => get(agency, channel, subject),
    revoke: (agency, channel, subject, audit) =>
      writer.write(() => {
        const changed = connection.run(
          'UPDATE links SET generation = generation + 1 WHERE agency = ? AND channel = ? AND subject = ?',
          uuidBytes(agency),
          channel,
          uuidBytes(subject),
        );
        if (changed === 0) return false;
        const generation = get(agency, channel, subject)?.generation ?? 0;
        addHistory(
          connection,
          uuidBytes(agency),
          { kind: 'link', id: subject, revision: generation + 1, changes: { revoked: true } },
          audit,
        );
        return true;
      }),
    addPersonalCodes: (agency, activity, hashes, audit) =>
      writer.write(() => addCodes(connection, uuidBytes(agency), activity, hashes, audit)),
    withdrawPersonalCodes: (agency, activity, audit) =>
      writer.write(() => withdrawCodes(connection, uuidBytes(agency), activity, audit)),
    personalCode: async (agency, activity, hash) =>
      codeState(connection, uuidBytes(agency), uuidBytes(activity), hexBytes(hash)),
    countPersonalCodes: async (agency, activity) =>
      countCodes(connection, uuidBytes(agency), uuidBytes(activity)),
  };
}
