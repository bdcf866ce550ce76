import { randomBytes } from 'node:crypto';
import type { AgencyRecord, AgencyStore } from '../storage.ts';
import { insertAccount } from './accounts.ts';
import type { Connection, Row } from './connection.ts';
import { bytes, integer, uuid, uuidBytes } from './values.ts';
import { writeOutcome } from './write-outcome.ts';
import type { Writer } from './writer.ts';

const LINK_KEY = 'link-signing-key';
const SELECT = `SELECT agencies.id, number, secrets.value AS link_key FROM agencies
  JOIN secrets ON secrets.agency = agencies.id AND secrets.name = '${LINK_KEY}'`;

function read(row: Row): AgencyRecord {
  return { id: uuid(row['id']), number: integer(row['number']), linkKey: bytes(row['link_key']) };
}

export function sqliteAgencies(connection: Connection, writer: Writer): AgencyStore {
  const first = (): AgencyRecord | null => connection.get(read, `${SELECT} ORDER BY number LIMIT 1`);
  /** What an agency is never changes, and every request asks for it. */
  const known = new Map<number, AgencyRecord>();
  const byNumber = (number: number): AgencyRecord | null => {
    const agency = known.get(number) ?? connection.get(read, `${SELECT} WHERE number = ?`, number);
    if (agency !== null) known.set(number, agency);
    return agency;
  };
  return {
    first: async () => first(),
    byNumber: async (number) => byNumber(number),
    create: ({ id, at, onlyIfNone, documents, account }) =>
      writer.write(() => {
        if (onlyIfNone && first() !== null) return null;
        const number = connection.get(
          (row) => integer(row['number']),
          'INSERT INTO agencies (id, number, created_at) SELECT ?, coalesce(max(number), 0) + 1, ? FROM agencies RETURNING number',
          uuidBytes(id),
          at,
        );
        connection.run(
          'INSERT INTO secrets (agency, name, value) VALUES (?, ?, ?)',
          uuidBytes(id),
          LINK_KEY,
          randomBytes(32),
        );
        const agency = uuidBytes(id);
        for (const outcome of documents) writeOutcome(connection, agency, outcome);
        insertAccount(connection, agency, account, { by: account.id, at });
        return connection.get(read, `${SELECT} WHERE number = ?`, number ?? 0);
      }),
  };
}
