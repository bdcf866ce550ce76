import { stat } from 'node:fs/promises';
import { NEWEST_VERSION } from '../migrations/migrations.ts';
import { Connection } from '../sqlite/connection.ts';
import { APPLICATION_ID } from '../sqlite/migrate.ts';
import { damageWords, openingProblem } from '../sqlite/opening-problem.ts';
import { integer } from '../sqlite/values.ts';
import { StorageProblem } from '../storage-problem.ts';
import { hashOfFile } from './disk.ts';

const OTHER_BACKUP = 'Pakai cadangan lain.';

/** What stands in a whole, proven copy. */
export interface BackupFacts {
  readonly bytes: number;
  /** SHA-256 of the file, hex. */
  readonly hash: string;
  readonly responses: number;
  readonly devices: number;
}

/** Looks through a whole copy. Throws a StorageProblem when it is damaged, foreign or newer than this program. */
export async function inspect(file: string): Promise<BackupFacts> {
  const counts = withDatabase(
    file,
    (connection) => {
      if (connection.pragma('journal_mode') === 'wal') {
        throw new StorageProblem(
          'ini basis data yang disalin selagi dipakai, bukan cadangan, jadi mungkin tidak lengkap. Buat dengan "skm backup".',
        );
      }
      const answer = connection.pragma('integrity_check');
      if (answer !== 'ok') {
        throw new StorageProblem(`isinya rusak (${damageWords(answer)}). ${OTHER_BACKUP}`);
      }
      const count = (table: 'responses' | 'devices'): number =>
        connection.get((row) => integer(row['n']), `SELECT count(*) AS n FROM ${table}`) ?? 0;
      return { responses: count('responses'), devices: count('devices') };
    },
    OTHER_BACKUP,
  );
  return { ...counts, hash: await hashOfFile(file), bytes: (await stat(file)).size };
}

/**
 * Works with a database of ours as it is, whatever its version, without bringing it up to date. `advice`: what to do when it
 * is damaged. Throws a StorageProblem.
 */
export function withDatabase<T>(file: string, work: (connection: Connection) => T, advice?: string): T {
  let connection: Connection | null = null;
  try {
    connection = new Connection(file);
    connection.exec('PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF');
    if (connection.pragma('application_id') !== APPLICATION_ID)
      throw new StorageProblem('berkas ini bukan basis data atau cadangan SKM.');
    const version = integer(connection.pragma('user_version'));
    if (version > NEWEST_VERSION) {
      throw new StorageProblem(
        `versinya ${version}, sedangkan program ini hanya mengenal sampai ${NEWEST_VERSION}. Jalankan program yang lebih baru.`,
      );
    }
    return work(connection);
  } catch (reason) {
    throw openingProblem(file, reason, advice);
  } finally {
    connection?.close();
  }
}
