import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MIGRATIONS, NEWEST_VERSION } from '#server/storage/migrations/migrations.ts';
import { receiptSigner } from '#server/storage/receipt-key.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { KEPT } from './kept-field.ts';
import { AT, FIRST, aChain, aContact, sha256 } from './samples.ts';

/** Digests of shipped migrations. A line is added with each new migration; none is ever changed. */
const SHIPPED = [
  'f4ea6368544238a23a06ad4a5258eaa33ec5f124730b1ebdb98c7cfbd2a3018b',
  'aae47e5c27a0514f3958f1bb6068522dc275bafd30aa4930e1975d046d366535',
];
/** An id that no device has. */
const FIRST_ID = '00000000-0000-7000-8000-000000000000';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skm-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('versions follow each other without gaps, and a shipped migration never changes', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  expect(MIGRATIONS.map(({ sql }) => sha256(sql))).toEqual(SHIPPED);
});

function keptDatabase(version: number): string {
  const file = join(folder, `version-${version}.db`);
  const kept = new URL(`../data/databases/version-${version}.db.gz`, import.meta.url);
  writeFileSync(file, gunzipSync(readFileSync(kept)));
  return file;
}

function schemaOf(file: string): unknown[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  } finally {
    database.close();
  }
}

describe.each(MIGRATIONS.map(({ version }) => version))('a database of version %i', (version) => {
  test('opens with everything it held and takes more', async () => {
    const file = keptDatabase(version);
    const storage = openSqlite(file);
    const agency = (await storage.agencies.first())?.id ?? '';
    const stored = [...storage.responses.each(agency, {})];
    expect(stored.map(({ body }) => /"text":"tersimpan"/.test(body))).toEqual([true, true, true]);
    expect(stored.every(({ body, hash }) => sha256(body) === hash)).toBe(true);
    expect(await storage.responses.quarantine(agency, 10)).toMatchObject([{ code: 'invalid-json' }]);
    expect(await storage.documents.get(agency, 'activity', 'kegiatan')).toMatchObject({
      body: { name: 'Upacara' },
    });
    expect(await storage.clippings.get(agency, FIRST)).toMatchObject({ mediaType: 'image/png' });
    expect(await storage.accounts.findSession(agency, FIRST)).toMatchObject({
      account: { username: 'admin' },
    });
    expect(await storage.devices.list(agency)).toContainEqual(
      expect.objectContaining({ highest: 3, stored: 3, missing: [], missingCount: 0 }),
    );
    const contact = await aContact(storage, agency);
    const delivery = { agency, receivedAt: AT, contact, items: aChain(contact.id, 2) };
    expect((await storage.responses.deliver(delivery)).results).toHaveLength(2);
    await storage.close();
  });

  test('has a key that signs answers, the same each time it is opened', async () => {
    const file = keptDatabase(version);
    const keys = [];
    for (let opened = 0; opened < 2; opened += 1) {
      const storage = openSqlite(file);
      const agency = await storage.agencies.first();
      keys.push(receiptSigner(agency?.receiptKey ?? new Uint8Array()).publicKey);
      await storage.close();
    }
    expect(keys[0]).toMatch(/^[\w-]{87}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  test('has the same form afterwards as a new one', async () => {
    const fresh = join(folder, 'fresh.db');
    const old = keptDatabase(version);
    for (const file of [fresh, old]) await openSqlite(file).close();
    expect(schemaOf(old)).toEqual(schemaOf(fresh));
  });
});

test('a database of version 2 keeps its enrolled kiosk, its codes and its alarm', async () => {
  const storage = openSqlite(keptDatabase(2));
  const agency = (await storage.agencies.first())?.id ?? '';
  const kiosk = (await storage.devices.list(agency)).find(({ enrolledAt }) => enrolledAt !== null);
  expect(kiosk).toMatchObject({
    ...{ label: 'Tablet berkunci', epoch: 1, enrolledAt: AT, activities: [KEPT.activity] },
    ...{ alarms: [{ kind: 'identity-twice' }], state: { journal: 'opfs' }, unsent: 3 },
  });
  const record = await storage.devices.kiosk(kiosk?.id ?? '');
  expect(Buffer.from(record?.publicKey ?? []).toString('base64url')).toBe(KEPT.publicKey);
  const { codeHash, publicKey } = KEPT;
  const key = Buffer.from(publicKey, 'base64url');
  const again = { codeHash, device: KEPT.device, publicKey: key, appVersion: '1', at: AT };
  expect(await storage.devices.enrol(agency, { ...again, device: FIRST_ID })).toBe('code-used');
  await storage.close();
});

describe('a database that may not be opened', () => {
  test('of a newer program stays untouched', async () => {
    const file = keptDatabase(NEWEST_VERSION);
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA user_version = ${NEWEST_VERSION + 1}`);
    database.close();
    const before = sha256(readFileSync(file).toString('latin1'));
    expect(() => openSqlite(file)).toThrow(`versinya ${NEWEST_VERSION + 1}`);
    expect(sha256(readFileSync(file).toString('latin1'))).toBe(before);
  });

  test('a migration that fails half-way leaves the old form', () => {
    const file = join(folder, 'half.db');
    const database = new DatabaseSync(file);
    database.exec('PRAGMA application_id = 0x736b6d70; CREATE TABLE clippings (other TEXT)');
    database.close();
    expect(() => openSqlite(file)).toThrow('clippings already exists');
    expect(schemaOf(file)).toHaveLength(1);
  });
});

test('what the store promises is asked of SQLite itself', async () => {
  const file = join(folder, 'new.db');
  const storage = openSqlite(file);
  const other = new DatabaseSync(file);
  expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  other.close();
  await storage.close();
});

test('history rows can neither be changed nor removed, even by hand', async () => {
  const file = keptDatabase(NEWEST_VERSION);
  const database = new DatabaseSync(file);
  expect(() => database.exec("UPDATE history SET made_by = 'x'")).toThrow('history is never changed');
  expect(() => database.exec('DELETE FROM history')).toThrow('history is never removed');
  database.close();
});
