import { randomBytes } from 'node:crypto';
import { freshReceiptKey } from '../receipt-key.ts';
import type { AgencyRecord, AgencyStore } from '../storage.ts';
import { insertAccount } from './accounts.ts';
import type { Connection, Row } from './connection.ts';
import { bytes, integer, uuid, uuidBytes } from './values.ts';
import { writeOutcome } from './write-outcome.ts';
import type { Writer } from './writer.ts';

const LINK_KEY = 'link-signing-key';
const RECEIPT_KEY = 'receipt-signing-key';
const SELECT = `SELECT agencies.id, number, agencies.created_at, link.value AS link_key, receipt.value AS receipt_key FROM agencies
  JOIN secrets AS link ON link.agency = agencies.id AND link.name = '${LINK_KEY}'
  JOIN secrets AS receipt ON receipt.agency = agencies.id AND receipt.name = '${RECEIPT_KEY}'`;
const INSERT_SECRET = 'INSERT INTO secrets (agency, name, value) VALUES (?, ?, ?)';

function read(row: Row): AgencyRecord {
  return {
    ...{ id: uuid(row['id']), number: integer(row['number']) },
    ...{ linkKey: bytes(row['link_key']), receiptKey: bytes(row['receipt_key']) },
    foundedAt: integer(row['created_at']),
  };
}

/** Agencies founded before answers were signed get their key when the store is opened. */
export function addReceiptKeys(connection: Connection): void {
  const without = connection.all(
    (row) => bytes(row['id']),
    `SELECT id FROM agencies WHERE NOT EXISTS (
       SELECT 1 FROM secrets WHERE agency = agencies.id AND name = '${RECEIPT_KEY}')`,
  );
  for (const agency of without) {
    connection.run(`${INSERT_SECRET} ON CONFLICT DO NOTHING`, agency, RECEIPT_KEY, freshReceiptKey());
  }
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
  const byId = (id: string): AgencyRecord | null => {
    const kept = known.values().find((agency) => agency.id === id);
    const agency = kept ?? connection.get(read, `${SELECT} WHERE agencies.id = ?`, uuidBytes(id));
    if (agency !== null) known.set(agency.number, agency);
    return agency;
  };
  return {
    first: async () => first(),
    byNumber: async (number) => byNumber(number),
    byId: async (id) => byId(id),
    create: ({ id, at, onlyIfNone, documents, account }) =>
      writer.write(() => {
        if (onlyIfNone && first() !== null) return null;
        const number = connection.get(
          (row) => integer(row['number']),
          'INSERT INTO agencies (id, number, created_at) SELECT ?, coalesce(max(number), 0) + 1, ? FROM agencies RETURNING number',
          uuidBytes(id),
          at,
        );
        const agency = uuidBytes(id);
        connection.run(INSERT_SECRET, agency, LINK_KEY, randomBytes(32));
        connection.run(INSERT_SECRET, agency, RECEIPT_KEY, freshReceiptKey());
        for (const outcome of documents) writeOutcome(connection, agency, outcome);
        insertAccount(connection, agency, account, { by: account.id, at });
        return connection.get(read, `${SELECT} WHERE number = ?`, number ?? 0);
      }),
  };
}
