import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { sha256Hex } from '#protocol/hash.ts';
import type { Role } from '#protocol/role.ts';
import { anActivity, anEdit, openOffice, problemOf, sendEdits } from './stage.ts';
import type { Office } from './stage.ts';

let office: Office;
const activity = anActivity();

beforeEach(async () => {
  office = await openOffice();
});

async function create(): Promise<void> {
  const [result] = await sendEdits(office, 'admin', anEdit('activity', activity.id, activity));
  expect(result).toMatchObject({ status: 'applied', revision: 1 });
}

async function stored(id = activity.id) {
  return office.storage.documents.get(office.agency.id, 'activity', id);
}

describe('an edit that is refused changes nothing and says why', () => {
  const release = {
    ...{
      id: randomUUIDv7(),
      title: 'Judul',
      mediaKind: 'media-massa',
      medium: 'Harian',
      publishedOn: '2026-11-20',
    },
    ...{
      url: 'https://media.example/1',
      clipping: null,
      activities: [activity.id],
      counted: true,
      notes: '',
    },
  };
  const target = {
    ...{ id: 'iku1-2026', indicator: 'iku1', year: 2026, target: '80.00' },
    ...{ quarters: [null, null, null, null], quarterMode: 'single' },
  };
  const importRecord = {
    ...{ id: randomUUIDv7(), fileName: 'a.csv', fileHash: 'a'.repeat(64), rows: 3, activity: null },
    ...{ period: { from: '2026-01-01', to: '2026-06-30' }, importedAt: '2026-11-20T05:00:00Z' },
  };
  const declaration = {
    id: randomUUIDv7(),
    versions: [
      { id: 'layanan-keprotokolan', version: 1 },
      { id: 'lain', version: 1 },
    ],
    elements: ['waktu'],
    reason: 'Rapat 20 November 2026',
  };
  const writers: readonly [
    kind: 'activity' | 'release' | 'target' | 'import' | 'comparability',
    body: { id: string },
    Role[],
  ][] = [
    ['activity', activity, ['admin', 'protokol', 'komunikasi']],
    ['release', release, ['admin', 'komunikasi']],
    ['target', target, ['admin']],
    ['import', importRecord, ['admin', 'protokol']],
    ['comparability', declaration, ['admin', 'protokol']],
  ];

  test.each(writers)('%s may be written by its roles only', async (kind, body, allowed) => {
    for (const role of ['admin', 'protokol', 'komunikasi', 'pimpinan'] as const) {
      const fresh = await openOffice();
      const [result] = await sendEdits(fresh, role, anEdit(kind, body.id, body));
      expect(result?.['status'], role).toBe(allowed.includes(role) ? 'applied' : 'refused');
    }
  });

  test('unknown fields, wrong values, a missing field and an id of another document', async () => {
    const attempts = [
      { ...activity, colour: 'red' },
      { ...activity, category: 'pesta' },
      { ...activity, name: '' },
      { ...activity, place: undefined },
      { ...activity, id: randomUUIDv7() },
    ];
    for (const changes of attempts) {
      const [result] = await sendEdits(office, 'admin', anEdit('activity', activity.id, changes));
      expect(result).toMatchObject({ status: 'refused', revision: 0, fields: [] });
      expect(String(result?.['detail'])).toMatch(/^(body|category|name|place|id): /);
    }
    expect(await stored()).toBeNull();
  });

  test('a declaration without two versions, an element and a reason, or that names one twice', async () => {
    const [first, second] = declaration.versions;
    const attempts = [
      [{ ...declaration, versions: [first] }, 'versions: too_small'],
      [{ ...declaration, versions: [first, second, first] }, 'versions: names a version twice.'],
      [{ ...declaration, elements: [] }, 'elements: too_small'],
      [{ ...declaration, elements: ['waktu', 'waktu'] }, 'elements: names an element twice.'],
      [{ ...declaration, reason: '' }, 'reason: too_small'],
    ] as const;
    for (const [changes, detail] of attempts) {
      const [result] = await sendEdits(office, 'admin', anEdit('comparability', declaration.id, changes));
      expect(result).toMatchObject({ status: 'refused', detail });
    }
    const withdrawn = anEdit('comparability', declaration.id, {}, { baseRevision: 1, delete: true });
    const made = anEdit('comparability', declaration.id, declaration);
    expect(await sendEdits(office, 'protokol', made, withdrawn)).toMatchObject([
      { status: 'applied', revision: 1 },
      { status: 'applied', revision: 2 },
    ]);
  });

  test('a merge whose outcome would not be valid', async () => {
    await create();
    const [result] = await sendEdits(
      ...([
        office,
        'admin',
        anEdit('activity', activity.id, { start: 'besok' }, { baseRevision: 1 }),
      ] as const),
    );
    expect(result).toMatchObject({ status: 'refused', revision: 1, detail: 'start: invalid_format' });
    expect((await stored())?.revision).toBe(1);
  });

  test('a change or deletion of what is not there', async () => {
    const edits = [
      anEdit('activity', activity.id, { name: 'Baru' }, { baseRevision: 3 }),
      anEdit('activity', activity.id, {}, { delete: true }),
    ];
    expect(await sendEdits(office, 'admin', ...edits)).toMatchObject([
      { status: 'refused' },
      { status: 'refused' },
    ]);
  });

  test('a second agency, a target under another name, a released questionnaire that changes or goes', async () => {
    const { agency, storage } = office;
    const own = await storage.documents.get(agency.id, 'agency', agency.id);
    const [form] = await storage.documents.list(agency.id, 'questionnaire');
    const other = randomUUIDv7();
    const results = await sendEdits(
      office,
      'admin',
      anEdit('agency', other, { ...own?.body, id: other }),
      anEdit('agency', agency.id, {}, { baseRevision: 1, delete: true }),
      anEdit('target', 'iku2-2026', { ...target, id: 'iku2-2026' }),
      anEdit('questionnaire', form?.id ?? '', { questionnaire: {} }, { baseRevision: 1 }),
      anEdit('questionnaire', form?.id ?? '', {}, { baseRevision: 1, delete: true }),
    );
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill('refused'));
  });

  test('a questionnaire whose hash, id or content is not right', async () => {
    const id = randomUUIDv7();
    const hash = await sha256Hex(canonicalJson(DEFAULT_QUESTIONNAIRE));
    const questionnaire = { id, version: 1, hash, content: DEFAULT_QUESTIONNAIRE };
    const double = {
      ...DEFAULT_QUESTIONNAIRE,
      elements: [...DEFAULT_QUESTIONNAIRE.elements, ...DEFAULT_QUESTIONNAIRE.elements],
    };
    const document = `${id}:1`;
    const results = await sendEdits(
      office,
      'admin',
      anEdit('questionnaire', document, {
        id: document,
        questionnaire: { ...questionnaire, hash: 'a'.repeat(64) },
      }),
      anEdit('questionnaire', `${id}:2`, { id: `${id}:2`, questionnaire }),
      anEdit('questionnaire', document, {
        id: document,
        questionnaire: { ...questionnaire, content: double },
      }),
      anEdit('questionnaire', document, { id: document, questionnaire }),
    );
    expect(results.map(({ status }) => status)).toEqual(['refused', 'refused', 'refused', 'applied']);
  });

  test('the same file imported twice, and an import that changes afterwards', async () => {
    const second = { ...importRecord, id: randomUUIDv7(), fileName: 'salinan.csv' };
    const results = await sendEdits(
      office,
      'protokol',
      anEdit('import', importRecord.id, importRecord),
      anEdit('import', second.id, second),
      anEdit('import', importRecord.id, { rows: 4 }, { baseRevision: 1 }),
    );
    expect(results).toMatchObject([
      { status: 'applied' },
      { status: 'refused', detail: 'fileHash: this file was imported before.' },
      { status: 'refused' },
    ]);
  });

  test('a conflict of another document cannot be settled by it', async () => {
    await create();
    const edit = anEdit('activity', activity.id, { name: 'X' }, { baseRevision: 1, settles: randomUUIDv7() });
    expect(await sendEdits(office, 'admin', edit)).toMatchObject([{ status: 'refused' }]);
  });

  test('dangerous keys never reach the merge', async () => {
    const edit = JSON.stringify(anEdit('activity', activity.id, activity)).replace(
      '"name"',
      '"__proto__":{},"name"',
    );
    const reply = await office.as('admin')('POST', 'edits', `{"protocol":1,"edits":[${edit}]}`);
    expect(problemOf(reply)).toBe('400 unknown-keys');
  });
});
