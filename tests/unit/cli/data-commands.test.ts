import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { fillDemo } from '#cli/demo/fill.ts';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { DOCUMENTS } from '#protocol/document.ts';
import { applyEdit } from '#server/edits/apply-edit.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { workbench } from './workbench.ts';

/** Each command reads a year of responses. */
vi.setConfig({ testTimeout: 30_000 });

const { folder, file, skm } = workbench();
const data = join(folder, 'data');

beforeAll(async () => {
  mkdirSync(data);
  const storage = openSqlite(join(data, 'skm.db'));
  await fillDemo(storage, 7, '2026-11-22');
  await storage.close();
}, 60_000);

const lastOf = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe('what is refused, each with one line and code 2', () => {
  test.each([
    [['--data', 'tidak-ada'], 'tidak ada basis data di folder "tidak-ada"'],
    [['--from', '2026-02-30'], '--from "2026-02-30": tulis tanggal'],
    [['--to', 'kemarin'], '--to "kemarin": tulis tanggal'],
    [['--from', '2026-02-02', '--to', '2026-02-01'], '--from harus tidak lebih dari --to'],
    [['--bulan', '2'], 'pilihan --bulan tidak dikenal'],
    [['berkas.csv'], '"berkas.csv" berlebih'],
    [['--activity', 'x'], 'tidak ada kegiatan dengan id itu'],
    [['--questionnaire', 'lain'], '--questionnaire "lain": tidak ada jawaban untuknya'],
    [[], 'unsur berbeda dan tidak dapat digabung: layanan-keprotokolan-13-unsur:1 ('],
  ])('%s', async (args, words) => {
    for (const command of ['export', 'recompute']) {
      const folderArgs = args.includes('--data') ? [] : ['--data', data];
      const { code, out, err } = await skm(command, ...folderArgs, ...args);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toContain(words);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });

  test('a folder that is set up by nobody, and one whose database is damaged', async () => {
    const empty = join(folder, 'kosong');
    mkdirSync(empty);
    await openSqlite(join(empty, 'skm.db')).close();
    expect((await skm('export', '--data', empty)).err).toContain('kantornya belum disiapkan');
    mkdirSync(join(folder, 'rusak'));
    file('rusak/skm.db', 'bukan basis data'.repeat(400));
    expect((await skm('recompute', '--data', join(folder, 'rusak'))).err).toContain(
      'rusak atau bukan basis data',
    );
  });

  test('an export without a single response', async () => {
    const { code, err } = await skm('export', '--data', data, '--from', '2001-01-01', '--to', '2001-12-31');
    expect([code, err]).toEqual([2, 'skm export: tidak ada jawaban untuk pilihan itu.\n']);
  });
});

describe('the same figures from the data folder and from its export', () => {
  const selections = [
    ['--from', '2026-01-01', '--to', '2026-12-31'],
    ['--from', '2026-07-01', '--to', '2026-09-30'],
    ['--to', '2025-12-31'],
    ['--questionnaire', 'layanan-keprotokolan-13-unsur:1'],
  ];

  test.each(selections.map((chosen) => ({ chosen, name: chosen.join(' ') })))('$name', async ({ chosen }) => {
    const exported = await skm('export', '--data', data, ...chosen);
    expect(exported.code).toBe(0);
    const keys = /Unsur: (.*)/.exec(exported.err)?.[1]?.replaceAll(' ', '') ?? '';
    const path = file('jawaban.csv', exported.out);
    const index = await skm('index', path, '--json', '--elements', keys);
    const recomputed = await skm('recompute', '--data', data, '--json', ...chosen);
    const { satisfaction } = JSON.parse(recomputed.out);
    expect(satisfaction).toEqual(JSON.parse(index.out));
    expect(satisfaction.respondents).toBeGreaterThan(100);
  });

  test('one activity alone has an index and no percentage', async () => {
    const storage = openSqlite(join(data, 'skm.db'));
    const agency = (await storage.agencies.first())?.id ?? '';
    const [first] = storage.responses.each(agency, {});
    await storage.close();
    const recomputed = await skm('recompute', '--data', data, '--json', '--activity', first?.activity ?? '');
    expect(JSON.parse(recomputed.out).publication).toBeNull();
    expect(JSON.parse(recomputed.out).satisfaction.respondents).toBeGreaterThan(0);
  });
});

describe('questionnaires that the office declared comparable', () => {
  const declared = join(folder, 'sebanding');
  beforeAll(async () => {
    cpSync(data, declared, { recursive: true });
    const storage = openSqlite(join(declared, 'skm.db'));
    const agency = (await storage.agencies.first())?.id ?? '';
    const versions = (await storage.documents.list(agency, 'questionnaire')).map(
      ({ body }) => DOCUMENTS.questionnaire.parse(body).questionnaire,
    );
    const id = randomUUID();
    const changes = {
      ...{ id, reason: 'Rapat 20 November 2026', elements: [...NINE_ELEMENTS] },
      versions: versions.map((one) => ({ id: one.id, version: one.version })),
    };
    const edit = {
      ...({ id: randomUUID(), kind: 'comparability', document: id, baseRevision: 0, changes } as const),
      ...{ delete: false, settles: null, at: '2026-11-22T05:00:00.000Z' },
    };
    const editor = { storage, agency, account: 'uji', role: 'admin', now: Date.now } as const;
    const { status } = await applyEdit(editor, edit);
    await storage.close();
    if (status !== 'applied') throw new Error(`the declaration was ${status}`);
  });

  test('are one index over the elements that all of them ask, in the folder and in its export', async () => {
    const exported = await skm('export', '--data', declared);
    expect(exported.code).toBe(0);
    expect(exported.out.split('\r\n')[0]).toMatch(/,persyaratan,.*,pengaduan$/);
    const index = await skm('index', file('sebanding.csv', exported.out), '--json');
    const { satisfaction } = JSON.parse((await skm('recompute', '--data', declared, '--json')).out);
    expect(satisfaction).toEqual(JSON.parse(index.out));
    expect(satisfaction.elements).toHaveLength(NINE_ELEMENTS.length);
  });

  test('have their own index still when one of them is named', async () => {
    const args = ['--json', '--questionnaire', 'layanan-keprotokolan-13-unsur'];
    const { out } = await skm('recompute', '--data', declared, ...args);
    expect(out).toBe((await skm('recompute', '--data', data, ...args)).out);
    expect(JSON.parse(out).satisfaction.elements).toHaveLength(13);
  });
});

describe('an export', () => {
  test('carries code, activity, minute, channel, flags and elements, and neither profile nor comment', async () => {
    const { out } = await skm('export', '--data', data, '--from', '2026-01-01');
    const [head = '', first = ''] = out.split('\r\n');
    expect(head).toBe(
      'kode_respons,nama_kegiatan,waktu_kirim,saluran_isi,tanda_mutu,' +
        'persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,sarana,pengaduan',
    );
    expect(first).toMatch(/^[0-9A-F]{8},[^,]+,2026-\d\d-\d\d \d\d:\d\d,(kiosk|link),[a-z -]*(,[1-4]?){9}$/);
    expect(out).not.toMatch(/Penerimaan tamu ramah|Pengeras suara/);
  });

  test('changes nothing in the folder', async () => {
    const before = readFileSync(join(data, 'skm.db'));
    await skm('export', '--data', data, '--from', '2026-01-01');
    expect(readFileSync(join(data, 'skm.db')).equals(before)).toBe(true);
  });
});

test('for people, recompute prints the working and the percentage', async () => {
  const { out } = await skm('recompute', '--data', data, '--from', '2026-07-01', '--to', '2026-09-30');
  expect(out).toContain('IKM = ');
  expect(lastOf(out)).toMatch(/^Persentase Berita .*: \d+,\d\d % \(\d+ dari \d+ kegiatan dirilis\)$/);
});

test.each(['export', 'recompute'])('%s --help explains itself', async (command) => {
  const { code, out } = await skm(command, '--help');
  expect(code).toBe(0);
  expect(out).toContain('--questionnaire ID[:V]');
});
