import { MIGRATIONS, NEWEST_VERSION } from '../migrations/migrations.ts';
import { StorageProblem } from '../storage-problem.ts';
import type { Connection } from './connection.ts';
import { integer } from './values.ts';

/** "skmp": tells our files from other SQLite databases. */
export const APPLICATION_ID = 0x736b6d70;

/** Refuses a database that a newer program wrote (it may keep what this one cannot see) and one that is not ours. */
export function assertOurs(connection: Connection): void {
  const version = pragma(connection, 'user_version');
  const application = pragma(connection, 'application_id');
  const tables = connection.get((row) => integer(row['n']), 'SELECT count(*) AS n FROM sqlite_schema') ?? 0;
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || tables !== 0)) {
    throw new StorageProblem('berkas ini milik program lain. Pakai DATA_DIR lain.');
  }
  if (version > NEWEST_VERSION) {
    throw new StorageProblem(
      `versinya ${version}, sedangkan program ini hanya mengenal sampai ${NEWEST_VERSION}. Jalankan program yang lebih baru.`,
    );
  }
}

/** Brings a database to the newest version, each step in its own transaction. */
export function migrate(connection: Connection): void {
  for (const migration of MIGRATIONS.slice(pragma(connection, 'user_version'))) {
    connection.exec('BEGIN IMMEDIATE');
    try {
      connection.exec(migration.sql);
      connection.exec(
        `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migration.version}`,
      );
      connection.exec('COMMIT');
    } catch (reason) {
      connection.exec('ROLLBACK');
      throw reason;
    }
  }
}

function pragma(connection: Connection, name: 'user_version' | 'application_id'): number {
  return connection.get((row) => integer(row[name]), `PRAGMA ${name}`) ?? 0;
}
