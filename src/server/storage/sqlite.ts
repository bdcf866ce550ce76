import type { Storage } from './storage.ts';
import { sqliteAccounts } from './sqlite/accounts.ts';
import { addReceiptKeys, sqliteAgencies } from './sqlite/agencies.ts';
import { sqliteClippings } from './sqlite/clippings.ts';
import type { Connection } from './sqlite/connection.ts';
import { sqliteDevices } from './sqlite/device-store.ts';
import { sqliteDocuments } from './sqlite/documents.ts';
import { sqliteLinks } from './sqlite/links.ts';
import { openDatabase } from './sqlite/open.ts';
import { sqliteResponses } from './sqlite/responses.ts';
import { Writer } from './sqlite/writer.ts';

/**
 * Opens the store of a small deployment: one SQLite file in WAL mode with full durability, one writer, group commit.
 * Creates the file when it is missing and brings an older one up to date. Throws a StorageProblem (one line) when the
 * file is damaged, foreign, unwritable or newer than this program.
 */
export function openSqlite(file: string): Storage {
  const connection = openDatabase(file);
  addReceiptKeys(connection);
  return sqliteStorage(connection, new Writer(connection));
}

/** The store over an open database and its one writer. */
export function sqliteStorage(connection: Connection, writer: Writer): Storage {
  return {
    agencies: sqliteAgencies(connection, writer),
    accounts: sqliteAccounts(connection, writer),
    links: sqliteLinks(connection, writer),
    devices: sqliteDevices(connection, writer),
    responses: sqliteResponses(connection, writer),
    documents: sqliteDocuments(connection, writer),
    clippings: sqliteClippings(connection, writer),
    close: async () => {
      writer.flush();
      connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      connection.close();
    },
  };
}
