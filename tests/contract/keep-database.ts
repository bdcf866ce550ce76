import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { NEWEST_VERSION } from '#server/storage/migrations/migrations.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { keepField } from './kept-field.ts';
import { aChain, aContact, aDocument, anAgency, aRefusal, AT, FIRST } from './samples.ts';

/**
 * Keeps a small database as this version of the program writes it, so that every later version is tested to open it:
 * `node tests/contract/keep-database.ts`. One file per version; a kept one is never replaced.
 */
const kept = fileURLToPath(new URL(`../data/databases/version-${NEWEST_VERSION}.db.gz`, import.meta.url));
if (existsSync(kept)) throw new Error(`${kept} is kept already: a shipped version does not change.`);
const folder = mkdtempSync(join(tmpdir(), 'skm-keep-'));
const file = join(folder, 'skm.db');
const storage = openSqlite(file);
const { id: agency, admin } = await anAgency(storage);
const contact = await aContact(storage, agency);
const items = [...aChain(contact.id, 3, 'tersimpan'), aRefusal()];
await storage.responses.deliver({ agency, receivedAt: AT, contact, items });
await storage.documents.write(agency, aDocument('kegiatan', { name: 'Upacara' }));
const audit = { by: admin.id, at: AT };
await storage.clippings.add(
  agency,
  { hash: FIRST, mediaType: 'image/png', content: Buffer.from('png') },
  audit,
);
await storage.accounts.openSession(agency, { tokenHash: FIRST, account: admin.id, at: AT });
await keepField(storage, agency);
await storage.close();
writeFileSync(kept, gzipSync(readFileSync(file), { level: 9 }));
rmSync(folder, { recursive: true });
