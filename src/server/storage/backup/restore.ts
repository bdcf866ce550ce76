import { constants, existsSync } from 'node:fs';
import { copyFile, link, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { prepareDataFolder } from '../data-folder.ts';
import { Connection } from '../sqlite/connection.ts';
import { StorageProblem } from '../storage-problem.ts';
import { UNFINISHED } from './back-up.ts';
import { codeOf, hashOfFile, syncFile, syncFolder } from './disk.ts';
import { inspect, withDatabase } from './whole-file.ts';
import type { BackupFacts } from './whole-file.ts';

/** Ending of the log that SQLite keeps beside a database in use. */
const LOG = '-wal';

export interface Restored extends BackupFacts {
  /** Where the database that was there before is now, or what was left of it. */
  readonly keptAs: string | null;
}

/**
 * Puts a backup in place of a data folder's database. The backup is looked through first; the database that was there is
 * kept beside it. At every moment there is one whole database under the name that the endpoint opens. Everybody has to
 * sign in again. Throws a StorageProblem: one line.
 */
export async function restore(
  backup: string,
  dataDir: string,
  { replace, at }: { readonly replace: boolean; readonly at: number },
): Promise<Restored> {
  await requireFile(backup);
  const facts = await inspect(backup);
  const database = await prepareDataFolder(dataDir);
  const there = existsSync(database);
  if (there && !replace) {
    throw new StorageProblem(
      `DATA_DIR=${dataDir}: folder ini sudah berisi data. Pakai --replace untuk menggantinya; yang lama disimpan.`,
    );
  }
  const unfinished = `${database}${UNFINISHED}`;
  try {
    await copyFile(backup, unfinished);
    if ((await hashOfFile(unfinished)) !== facts.hash)
      throw new StorageProblem(`${backup}: berubah selagi disalin. Coba lagi.`);
    withDatabase(unfinished, (connection) => connection.exec('DELETE FROM sessions'));
    await syncFile(unfinished);
    const keptAs = there ? await setAside(database, at) : await setLogAside(database, at);
    await rename(unfinished, database);
    await syncFolder(dataDir);
    return { ...facts, keptAs };
  } catch (reason) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    if (reason instanceof StorageProblem) throw reason;
    throw new StorageProblem(
      `DATA_DIR=${dataDir}: cadangan tidak dapat dipulihkan (${codeOf(reason) || String(reason)}).`,
    );
  }
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) throw new StorageProblem(`${path}: berkas cadangan tidak ditemukan.`);
}

function keptName(database: string, at: number): string {
  return `${database}.sebelum-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}`;
}

/** A log that lost its database: SQLite would read it into any other that gets the name. */
async function setLogAside(database: string, at: number): Promise<string | null> {
  await rm(`${database}-shm`, { force: true });
  if (!existsSync(`${database}${LOG}`)) return null;
  const kept = `${keptName(database, at)}${LOG}`;
  await rename(`${database}${LOG}`, kept);
  return kept;
}

/** Gives the present database a second name, and takes away what would be read into its successor. */
async function setAside(database: string, at: number): Promise<string> {
  const kept = keptName(database, at);
  const log = `${database}${LOG}`;
  // SQLite throws away the log of a database that it cannot read: somebody may still want to look at both.
  const keptLog = existsSync(log) ? `${kept}${LOG}` : null;
  if (keptLog !== null) await copyFile(log, keptLog, constants.COPYFILE_EXCL);
  const state = stateOf(database);
  if (keptLog !== null && state !== 'damaged') await rm(keptLog);
  if (state === 'in-use')
    throw new StorageProblem(
      `Basis data ${database} sedang dipakai. Hentikan endpoint dahulu, lalu pulihkan.`,
    );
  for (const ending of [LOG, '-shm']) await rm(`${database}${ending}`, { force: true });
  try {
    await link(database, kept);
  } catch (reason) {
    if (codeOf(reason) === 'EEXIST') throw reason;
    await copyFile(database, kept, constants.COPYFILE_EXCL);
    await syncFile(kept);
  }
  await syncFolder(dirname(database));
  return kept;
}

const SQLITE_BUSY = 5;

/** `in-use`: another program has it open. `whole`: now everything is in the one file. `damaged`: cannot be opened. */
function stateOf(database: string): 'in-use' | 'whole' | 'damaged' {
  const connection = new Connection(database);
  try {
    connection.exec('PRAGMA busy_timeout = 1000');
    connection.pragma('journal_mode = DELETE');
    return 'whole';
  } catch (reason) {
    const code = reason instanceof Error && 'errcode' in reason ? Number(reason.errcode) & 0xff : 0;
    return code === SQLITE_BUSY ? 'in-use' : 'damaged';
  } finally {
    connection.close();
  }
}
