import { existsSync } from 'node:fs';
import { NEWEST_VERSION } from '../migrations/migrations.ts';
import { StorageProblem } from '../storage-problem.ts';
import { Connection } from './connection.ts';
import { assertOurs, migrate } from './migrate.ts';
import { damageWords, openingProblem } from './opening-problem.ts';
import { integer, text } from './values.ts';

/** Older libraries can lose a write-ahead log that is checkpointed while it is reset (fixed in 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** What a store promises depends on these; each is set and then asked for, since a wrong word is silently ignored. */
const PRAGMAS = [
  { name: 'journal_mode', set: 'WAL', expected: 'wal' },
  { name: 'synchronous', set: 'FULL', expected: 2 },
  { name: 'foreign_keys', set: 'ON', expected: 1 },
  { name: 'busy_timeout', set: '5000', expected: 5000 },
  { name: 'trusted_schema', set: 'OFF', expected: 0 },
] as const;

/** Up to this size the whole file is looked through at start; it takes a fraction of a second. */
const CHECKED_BYTES = 64 * 1024 * 1024;

/** Opens a database file, checks it and brings it to the newest version. Throws a StorageProblem: one line. */
export function openDatabase(file: string): Connection {
  let connection: Connection | null = null;
  try {
    assertNoLonelyLog(file);
    connection = new Connection(file);
    assertLibrary(connection);
    connection.exec('PRAGMA busy_timeout = 5000');
    assertIntact(connection);
    // First of all that changes something: what is refused stays as it was.
    assertOurs(connection);
    setPragmas(connection, file);
    migrate(connection);
    assertWritable(connection);
    return connection;
  } catch (reason) {
    connection?.close();
    throw openingProblem(file, reason);
  }
}

/** SQLite would throw the log away, and it may be the only place that has the newest answers. */
function assertNoLonelyLog(file: string): void {
  if (existsSync(file) || !existsSync(`${file}-wal`)) return;
  throw new StorageProblem(
    `tidak ada, padahal catatannya (${file}-wal) ada. Kembalikan berkas itu, atau pulihkan dari cadangan dengan "skm restore".`,
  );
}

/** A file that may only be read opens without a word, begins every transaction, and fails at the first answer. */
function assertWritable(connection: Connection): void {
  connection.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${NEWEST_VERSION}; ROLLBACK`);
}

function assertLibrary(connection: Connection): void {
  const version = connection.get((row) => text(row['version']), 'SELECT sqlite_version() AS version') ?? '';
  if (isOlder(version.split('.').map(Number), OLDEST_SQLITE)) {
    throw new StorageProblem(
      `SQLite ${version} terlalu lama; perlu ${OLDEST_SQLITE.join('.')} atau yang lebih baru.`,
    );
  }
}

function setPragmas(connection: Connection, file: string): void {
  for (const { name, set, expected } of PRAGMAS) {
    if (file === ':memory:' && name === 'journal_mode') continue;
    connection.exec(`PRAGMA ${name} = ${set}`);
    const actual = connection.pragma(name);
    if (actual !== expected) {
      throw new StorageProblem(`SQLite tidak menerima ${name} = ${set} (jawabannya ${String(actual)}).`);
    }
  }
}

function assertIntact(connection: Connection): void {
  const bytes = integer(connection.pragma('page_count')) * integer(connection.pragma('page_size'));
  if (bytes > CHECKED_BYTES) return;
  const answer = connection.pragma('quick_check');
  if (answer !== 'ok')
    throw new StorageProblem(
      `isinya rusak (${damageWords(answer)}). Pulihkan dari cadangan, atau pakai DATA_DIR lain.`,
    );
}

function isOlder(version: readonly number[], oldest: readonly number[]): boolean {
  for (const [at, part] of oldest.entries()) {
    const difference = (version[at] ?? 0) - part;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
