import { randomUUIDv7 } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NEWEST_VERSION } from '../migrations/migrations.ts';
import { bytes, hexBytes, integer, uuidBytes } from '../sqlite/values.ts';
import { StorageProblem } from '../storage-problem.ts';
import { codeOf, syncFile, syncFolder } from './disk.ts';
import { inspect, withDatabase } from './whole-file.ts';
import type { BackupFacts } from './whole-file.ts';

/** A file that is being written has this ending, so that nobody takes a half copy for a backup. */
export const UNFINISHED = '.sebagian';

/**
 * Copies a database into a new file, also while the endpoint runs: one moment, in one file, proven whole and on the disk
 * before it gets its name. Then notes in the database what the copy covers, by which devices learn what they need not
 * keep any longer. Throws a StorageProblem: one line.
 */
export async function backUp(database: string, target: string, at: number): Promise<BackupFacts> {
  if (existsSync(target)) throw new StorageProblem(`${target}: berkas ini sudah ada. Beri nama lain.`);
  const facts = await copy(database, target);
  try {
    note(database, target, facts.hash, at);
  } catch (reason) {
    const words = reason instanceof Error ? reason.message : String(reason);
    throw new StorageProblem(
      `Cadangan ${target} utuh, tetapi belum tercatat, jadi perangkat belum melepas salinannya (${words}).`,
    );
  }
  return facts;
}

async function copy(database: string, target: string): Promise<BackupFacts> {
  const unfinished = `${target}${UNFINISHED}`;
  try {
    await rm(unfinished, { force: true });
    // Made here, so that nobody else may read it: it holds every answer and the keys.
    await (await open(unfinished, 'wx', 0o600)).close();
    withDatabase(database, (connection) => connection.run('VACUUM INTO ?', unfinished));
    const facts = await inspect(unfinished);
    await syncFile(unfinished);
    await rename(unfinished, target);
    await syncFolder(dirname(target));
    return facts;
  } catch (reason) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    if (reason instanceof StorageProblem) throw reason;
    if (codeOf(reason) === 'ENOENT') throw new StorageProblem(`${target}: foldernya tidak ada.`);
    throw new StorageProblem(
      `${target}: cadangan tidak dapat ditulis (${codeOf(reason) || String(reason)}).`,
    );
  }
}

/** Lowest number per device of what arrived after the moment of the copy. */
const ARRIVED = `CREATE TEMP TABLE arrived AS
  SELECT agency, device, min(sequence) AS lowest FROM (
    SELECT new.agency, new.device, new.sequence FROM copy.agencies AS saved
      JOIN main.responses AS new ON new.agency = saved.id AND new.seq > saved.seq
    UNION ALL
    SELECT new.agency, new.device, new.sequence FROM main.quarantine AS new
      WHERE NOT EXISTS (SELECT 1 FROM copy.quarantine WHERE agency = new.agency AND id = new.id))
  WHERE device IS NOT NULL AND sequence IS NOT NULL GROUP BY agency, device`;

/** Up to its highest number in the copy, but less than any that arrived after it. */
const COVER = `UPDATE main.devices AS live SET backed_up = coalesce((
  SELECT min(
    max(saved.highest, coalesce((
      SELECT max(sequence) FROM copy.quarantine WHERE agency = live.agency AND device = live.id), 0)),
    coalesce((
      SELECT lowest - 1 FROM arrived WHERE agency = live.agency AND device = live.id), 9223372036854775807))
  FROM copy.devices AS saved WHERE saved.agency = live.agency AND saved.id = live.id), 0)`;

/** A database of an older form has no place for the note. */
function note(database: string, target: string, hash: string, at: number): void {
  withDatabase(database, (connection) => {
    if (integer(connection.pragma('user_version')) < NEWEST_VERSION) return;
    connection.run('ATTACH ? AS copy', target);
    connection.exec('BEGIN IMMEDIATE');
    connection.exec(ARRIVED);
    connection.exec(COVER);
    const agencies = connection.all(
      (row) => ({ id: bytes(row['id']), seq: integer(row['seq']) }),
      'SELECT id, seq FROM copy.agencies',
    );
    for (const { id, seq } of agencies) {
      connection.run(
        'INSERT INTO main.backups (agency, id, made_at, seq, hash) VALUES (?, ?, ?, ?, ?)',
        id,
        uuidBytes(randomUUIDv7()),
        at,
        seq,
        hexBytes(hash),
      );
    }
    connection.exec('COMMIT');
  });
}
