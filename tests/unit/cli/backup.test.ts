import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSqlite } from '#server/storage/sqlite.ts';
import { aChain, aContact, anAgency, aRefusal, AT, FIRST } from '../../contract/samples.ts';
import { workbench } from './workbench.ts';

const { folder, file, skm } = workbench();
const data = join(folder, 'data');
const copy = join(folder, 'cadangan.db');

beforeEach(() => {
  for (const path of readdirSync(folder)) rmSync(join(folder, path), { recursive: true });
  mkdirSync(data);
});

afterEach(() => vi.unstubAllEnvs());

const open = (from = data) => openSqlite(join(from, 'skm.db'));

/** A store with one agency and a device that delivered three responses, still open. */
async function aStore() {
  const storage = open();
  const { id: agency, admin } = await anAgency(storage);
  const contact = await aContact(storage, agency);
  const chain = aChain(contact.id, 400);
  const deliver = (from: number, to: number) =>
    storage.responses.deliver({ agency, receivedAt: AT, contact, items: chain.slice(from, to) });
  await deliver(0, 3);
  return { storage, agency, admin, contact, chain, deliver };
}

const bodiesIn = async (from: string): Promise<string[]> => {
  const storage = open(from);
  const agency = (await storage.agencies.first())?.id ?? '';
  const bodies = [...storage.responses.each(agency, {})].map(({ body }) => body);
  await storage.close();
  return bodies;
};

/** One line on stderr and code 2, nothing on stdout. */
async function refusal(...args: string[]): Promise<string> {
  const { code, out, err } = await skm(...args);
  expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
  return err;
}

describe('a backup', () => {
  test('is made while the endpoint has the store open, readable by its owner only, and says what is in it', async () => {
    const { storage, chain } = await aStore();
    const { code, out } = await skm('backup', copy, '--data', data);
    expect(code).toBe(0);
    expect(out).toContain('3 jawaban dari 1 perangkat');
    expect(out).toContain(`SHA-256 ${createHash('sha256').update(readFileSync(copy)).digest('hex')}`);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['cadangan.db', 'data']);
    await storage.close();
    mkdirSync(join(folder, 'lain'));
    cpSync(copy, join(folder, 'lain', 'skm.db'));
    expect(await bodiesIn(join(folder, 'lain'))).toEqual(chain.slice(0, 3).map(({ body }) => body));
  });

  test('tells devices up to where they are safe, and takes it back for what arrives later below that', async () => {
    const { storage, contact, deliver, agency } = await aStore();
    await deliver(5, 7);
    expect((await deliver(0, 0)).backedUp).toBe(0);
    await skm('backup', copy, '--data', data);
    expect((await deliver(0, 0)).backedUp).toBe(7);
    expect((await deliver(7, 9)).backedUp).toBe(7);
    expect((await deliver(0, 9)).backedUp).toBe(3);
    await skm('backup', `${copy}2`, '--data', data);
    expect((await deliver(0, 0)).backedUp).toBe(9);
    const place = { device: contact.id, sequence: 10 };
    const aside = aRefusal({ place, code: 'device-revoked' });
    await storage.responses.deliver({ agency, receivedAt: AT, contact, items: [aside] });
    await skm('backup', `${copy}3`, '--data', data);
    expect((await deliver(0, 0)).backedUp).toBe(10);
    await storage.close();
  });

  test('promises nothing for what arrives while it is being made', async () => {
    const { storage, agency, contact, chain } = await aStore();
    const [last] = chain.slice(-1);
    const late = chain.slice(3, -1);
    await storage.responses.deliver({ agency, receivedAt: AT, contact, items: last ? [last] : [] });
    let made = false;
    const backup = skm('backup', copy, '--data', data).finally(() => {
      made = true;
    });
    let arrived = 4;
    for (const item of late) {
      await storage.responses.deliver({ agency, receivedAt: AT, contact, items: [item] });
      arrived += 1;
      if (made) break;
    }
    expect((await backup).code).toBe(0);
    const [device] = await storage.devices.list(agency);
    const numbersIn = (path: string): number[] => {
      const database = new DatabaseSync(path);
      const rows = database.prepare('SELECT sequence FROM responses ORDER BY sequence').all();
      database.close();
      return rows.map(({ sequence }) => Number(sequence));
    };
    const copied = numbersIn(copy);
    const live = numbersIn(join(data, 'skm.db'));
    expect(live).toHaveLength(arrived);
    expect(live.length).toBeGreaterThan(copied.length);
    const safe = live.filter((number) => number <= (device?.backedUp ?? 0));
    expect(safe.filter((number) => !copied.includes(number))).toEqual([]);
    expect(safe.slice(0, 3)).toEqual([1, 2, 3]);
    await storage.close();
  });

  test('never overwrites, and leaves nothing behind when it cannot be written', async () => {
    const { storage } = await aStore();
    await storage.close();
    writeFileSync(copy, 'penting');
    expect(await refusal('backup', copy, '--data', data)).toContain('berkas ini sudah ada');
    expect(readFileSync(copy, 'utf8')).toBe('penting');
    expect(await refusal('backup', join(folder, 'tiada', 'c.db'), '--data', data)).toContain(
      'foldernya tidak ada',
    );
    expect(await refusal('backup', join(copy, 'c.db'), '--data', data)).toContain('ENOTDIR');
    expect(readdirSync(folder).sort()).toEqual(['cadangan.db', 'data']);
  });

  test('starts over what a killed one left', async () => {
    const { storage } = await aStore();
    await storage.close();
    file('cadangan.db.sebagian', 'setengah');
    expect((await skm('backup', copy, '--data', data)).code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['cadangan.db', 'data']);
  });

  test('of a database of an older form leaves that database as it is', async () => {
    const kept = new URL('../../data/databases/version-1.db.gz', import.meta.url);
    writeFileSync(join(data, 'skm.db'), gunzipSync(readFileSync(kept)));
    expect((await skm('backup', copy, '--data', data)).code).toBe(0);
    for (const path of [copy, join(data, 'skm.db')]) {
      const database = new DatabaseSync(path);
      expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
      database.close();
    }
    expect((await skm('restore', copy, '--data', join(folder, 'baru'))).code).toBe(0);
    expect(await bodiesIn(join(folder, 'baru'))).toHaveLength(3);
  });

  test('is refused for a folder without data, a damaged database and wrong arguments', async () => {
    expect(await refusal('backup', copy, '--data', data)).toContain('tidak ada basis data di folder');
    expect(await refusal('backup', '--data', data)).toContain('sebutkan berkas cadangannya');
    expect(await refusal('backup', copy, 'lagi', '--data', data)).toContain('"lagi" berlebih');
    writeFileSync(join(data, 'skm.db'), 'bukan basis data'.repeat(500));
    expect(await refusal('backup', copy, '--data', data)).toContain('rusak atau bukan basis data');
    expect(existsSync(copy)).toBe(false);
  });
});

describe('a restore', () => {
  async function aBackup(): Promise<void> {
    const { storage, agency, admin } = await aStore();
    await storage.accounts.openSession(agency, { tokenHash: FIRST, account: admin.id, at: AT });
    await skm('backup', copy, '--data', data);
    await storage.close();
  }

  test('into an empty folder brings everything back but the sessions', async () => {
    await aBackup();
    const other = join(folder, 'lain', 'data');
    const { code, out } = await skm('restore', copy, '--data', other);
    expect([code, out.includes('3 jawaban dari 1 perangkat')]).toEqual([0, true]);
    expect(await bodiesIn(other)).toEqual(await bodiesIn(data));
    const storage = open(other);
    const agency = (await storage.agencies.first())?.id ?? '';
    expect(await storage.accounts.findSession(agency, FIRST)).toBeNull();
    expect(await storage.accounts.byUsername(agency, 'admin')).not.toBeNull();
    await storage.close();
    expect(readdirSync(other)).toEqual(['skm.db']);
  });

  test('does not touch a folder with data unless told to; then the old database is kept beside it', async () => {
    await aBackup();
    const before = await bodiesIn(data);
    const storage = open();
    const agency = (await storage.agencies.first())?.id ?? '';
    const contact = await aContact(storage, agency);
    await storage.responses.deliver({ agency, receivedAt: AT, contact, items: aChain(contact.id, 2) });
    await storage.close();
    expect(await refusal('restore', copy, '--data', data)).toContain('--replace');
    expect(await bodiesIn(data)).toHaveLength(5);
    const { code, out } = await skm('restore', copy, '--data', data, '--replace');
    expect([code, out.includes('disimpan di')]).toEqual([0, true]);
    expect(await bodiesIn(data)).toEqual(before);
    const old = readdirSync(data).find((name) => name.includes('sebelum')) ?? '';
    mkdirSync(join(folder, 'lama'));
    cpSync(join(data, old), join(folder, 'lama', 'skm.db'));
    expect(await bodiesIn(join(folder, 'lama'))).toHaveLength(5);
  });

  test('is refused while the endpoint runs, and changes nothing', async () => {
    await aBackup();
    const storage = open();
    expect(await refusal('restore', copy, '--data', data, '--replace')).toContain('Hentikan endpoint');
    await storage.close();
    expect(readdirSync(data)).toEqual(['skm.db']);
    expect(await bodiesIn(data)).toHaveLength(3);
  });

  test('replaces a damaged database too, and nothing of its log is read into the new one', async () => {
    await aBackup();
    writeFileSync(join(data, 'skm.db'), 'rusak'.repeat(1000));
    writeFileSync(join(data, 'skm.db-wal'), 'sisa');
    expect((await skm('restore', copy, '--data', data, '--replace')).code).toBe(0);
    expect(await bodiesIn(data)).toHaveLength(3);
    const kept = readdirSync(data).filter((name) => name.startsWith('skm.db.sebelum'));
    expect(kept.map((name) => readFileSync(join(data, name), 'utf8').slice(0, 4)).sort()).toEqual([
      ...['rusa', 'sisa'],
    ]);
  });

  test('reads nothing of a log into it whose database is gone', async () => {
    await aBackup();
    const storage = open();
    const agency = (await storage.agencies.first())?.id ?? '';
    const contact = await aContact(storage, agency);
    const items = aChain(contact.id, 50);
    await storage.responses.deliver({ agency, receivedAt: AT, contact, items });
    const log = readFileSync(join(data, 'skm.db-wal'));
    await storage.close();
    for (const name of readdirSync(data)) rmSync(join(data, name));
    writeFileSync(join(data, 'skm.db-wal'), log);
    const { code, out } = await skm('restore', copy, '--data', data);
    expect(code).toBe(0);
    expect(out).toMatch(/disimpan di .*sebelum-.*-wal/);
    expect(await bodiesIn(data)).toHaveLength(3);
  });

  test('without --data uses the folder of the endpoint, DATA_DIR', async () => {
    await aBackup();
    vi.stubEnv('DATA_DIR', data);
    expect((await skm('backup', join(folder, 'lain.db'))).out).toContain('3 jawaban');
    vi.stubEnv('DATA_DIR', join(folder, 'baru'));
    expect((await skm('restore', copy)).code).toBe(0);
    expect((await skm('recompute')).err).toContain(join(folder, 'baru'));
    expect(await bodiesIn(join(folder, 'baru'))).toHaveLength(3);
  });

  test('refuses what is no whole backup of ours, naming the file and why', async () => {
    await aBackup();
    const whole = readFileSync(copy);
    const to = ['--data', join(folder, 'baru')];
    expect(await refusal('restore', join(folder, 'tiada.db'), ...to)).toContain('tidak ditemukan');
    expect(await refusal('restore', folder, ...to)).toContain('tidak ditemukan');
    const cut = file('potong.db', whole.subarray(0, whole.length / 2));
    expect(await refusal('restore', cut, ...to)).toMatch(/potong\.db rusak.*Pakai cadangan lain\.\n$/);
    const spoiled = Buffer.from(whole);
    for (let at = 4096 * 3; at < spoiled.length; at += 4096) spoiled.fill(0x5a, at, at + 600);
    expect(await refusal('restore', file('cacat.db', spoiled), ...to)).toMatch(/cacat\.db.*rusak/);
    const foreign = new DatabaseSync(join(folder, 'asing.db'));
    foreign.exec('CREATE TABLE t (x)');
    foreign.close();
    expect(await refusal('restore', join(folder, 'asing.db'), ...to)).toContain(
      'bukan basis data atau cadangan',
    );
    const newer = join(folder, 'baru.db');
    cpSync(copy, newer);
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(await refusal('restore', newer, ...to)).toContain('versinya 99');
    const storage = open();
    cpSync(join(data, 'skm.db'), join(folder, 'hidup.db'));
    await storage.close();
    expect(await refusal('restore', join(folder, 'hidup.db'), ...to)).toContain('bukan cadangan');
    expect(existsSync(join(folder, 'baru', 'skm.db'))).toBe(false);
  });
});

test.each(['backup', 'restore'])('%s --help explains itself', async (command) => {
  const { code, out } = await skm(command, '--help');
  expect(code).toBe(0);
  expect(out).toContain(`skm -- ${command} BERKAS`);
});
