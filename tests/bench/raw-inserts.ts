import { randomUUIDv7 } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { START } from '#server/storage/migrations/0001-start.ts';
import { Sender } from './sender.ts';
import type { Stage } from './sender.ts';

/** Rows per second of the bare store: the same table, keys and durability, nothing judged. */
export function rawInserts(file: string, stage: Stage, count: number): number {
  const items = Sender.tablet(stage).responses(count);
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(START);
  const [agency, device] = [blob(stage.agency), blob(randomUUIDv7())];
  database.prepare('INSERT INTO agencies (id, number, created_at) VALUES (?, 1, 0)').run(agency);
  const insert = database.prepare(
    `INSERT INTO responses (agency, id, seq, hash, activity, device, sequence, previous_hash, submitted_at,
       received_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const activity = blob(stage.activity);
  const started = performance.now();
  for (let from = 0; from < count; from += 100) {
    database.exec('BEGIN IMMEDIATE');
    for (const [at, { id, hash, body }] of items.slice(from, from + 100).entries()) {
      const [place, digest] = [from + at + 1, Buffer.from(hash, 'hex')];
      insert.run(agency, blob(id), place, digest, activity, device, place, digest, 0, 0, body);
    }
    database.exec('COMMIT');
  }
  const seconds = (performance.now() - started) / 1000;
  database.close();
  return count / seconds;
}

function blob(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
