import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { sha256Hex } from '#protocol/hash.ts';
import type { Role } from '#protocol/role.ts';
import { PullAnswer } from '#protocol/office.ts';
import { anActivity, anEdit, openOffice, problemOf, records, sendEdits } from './stage.ts';
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
  const writers: readonly [
    kind: 'activity' | 'release' | 'target' | 'import',
    body: { id: string },
    Role[],
  ][] = [
    ['activity', activity, ['admin', 'protokol', 'komunikasi']],
    ['release', release, ['admin', 'komunikasi']],
    ['target', target, ['admin']],
    ['import', importRecord, ['admin', 'protokol']],
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

describe('two people who edit the same document', () => {
  beforeEach(create);

  const edit = (changes: object, baseRevision: number, rest = {}) =>
    anEdit('activity', activity.id, changes, { baseRevision, ...rest });

  test('keep both changes when they touch different fields', async () => {
    const results = await sendEdits(
      office,
      'protokol',
      edit({ place: 'Pendopo' }, 1),
      edit({ dress: 'Batik' }, 1),
    );
    expect(results).toMatchObject([
      { status: 'applied', revision: 2 },
      { status: 'applied', revision: 3 },
    ]);
    expect((await stored())?.body).toMatchObject({ place: 'Pendopo', dress: 'Batik', name: 'Upacara' });
  });

  test('agree when they write the same value', async () => {
    const results = await sendEdits(
      office,
      'protokol',
      edit({ place: 'Pendopo' }, 1),
      edit({ place: 'Pendopo' }, 1),
    );
    expect(results).toMatchObject([{ status: 'applied' }, { status: 'same', revision: 2 }]);
  });

  test('disagree visibly: the first value stays, the other waits for a person, the rest of the edit is applied', async () => {
    await sendEdits(office, 'protokol', edit({ place: 'Pendopo' }, 1));
    const [result] = await sendEdits(office, 'komunikasi', edit({ place: 'Aula', dress: 'Batik' }, 1));
    expect(result).toMatchObject({ status: 'conflict', revision: 3, fields: ['place'] });
    expect((await stored())?.body).toMatchObject({ place: 'Pendopo', dress: 'Batik' });
    const { items } = PullAnswer.parse((await office.as('pimpinan')('GET', 'pull')).body);
    expect(items.filter(({ type }) => type === 'conflict')).toMatchObject([
      { field: 'place', wanted: 'Aula', wantedBy: 'Nama komunikasi', settled: false, document: activity.id },
    ]);
  });

  test('a person settles it, for the other value or for the present one', async () => {
    for (const place of ['Aula', 'Pendopo']) {
      office = await openOffice();
      await create();
      await sendEdits(office, 'protokol', edit({ place: 'Pendopo' }, 1), edit({ place: 'Aula' }, 1));
      const before = PullAnswer.parse((await office.as('admin')('GET', 'pull')).body);
      const conflict = before.items.find((item) => item.type === 'conflict');
      if (conflict?.type !== 'conflict') throw new Error('There should be a conflict.');
      const [result] = await sendEdits(office, 'admin', edit({ place }, 2, { settles: conflict.id }));
      expect(result?.['status']).toBe('applied');
      expect((await stored())?.body['place']).toBe(place);
      const after = await office.as('admin')('GET', `pull?after=${before.cursor}`);
      const settled = PullAnswer.parse(after.body).items.filter(({ type }) => type === 'conflict');
      expect(settled).toMatchObject([{ id: conflict.id, settled: true }]);
    }
  });

  test('an edit that knows the latest revision replaces a value without any conflict', async () => {
    const results = await sendEdits(
      office,
      'protokol',
      edit({ place: 'Pendopo' }, 1),
      edit({ place: 'Aula' }, 2),
    );
    expect(results).toMatchObject([{ status: 'applied' }, { status: 'applied', revision: 3 }]);
  });

  test('a deletion by somebody who had not seen the last change waits for a person', async () => {
    const results = await sendEdits(
      office,
      'protokol',
      edit({ place: 'Pendopo' }, 1),
      edit({}, 1, { delete: true }),
    );
    expect(results[1]).toMatchObject({ status: 'conflict', fields: ['$deleted'] });
    expect((await stored())?.deleted).toBe(false);
  });

  test('an edit of what was deleted meanwhile is kept, and the deletion is questioned', async () => {
    const results = await sendEdits(
      office,
      'protokol',
      edit({}, 1, { delete: true }),
      edit({ place: 'Aula' }, 1),
    );
    expect(results).toMatchObject([
      { status: 'applied', revision: 2 },
      { status: 'conflict', revision: 3, fields: ['$deleted'] },
    ]);
    expect(await stored()).toMatchObject({ deleted: true, body: { place: 'Aula' } });
  });

  test('who knows of the deletion may bring the document back', async () => {
    const results = await sendEdits(office, 'admin', edit({}, 1, { delete: true }), edit({}, 2));
    expect(results).toMatchObject([{ status: 'applied' }, { status: 'applied', revision: 3 }]);
    expect((await stored())?.deleted).toBe(false);
  });

  test('a base from before a restored backup is merged, and revisions never go back', async () => {
    const [result] = await sendEdits(office, 'admin', edit({ place: 'Aula' }, 9));
    expect(result).toMatchObject({ status: 'applied', revision: 10 });
  });

  test('twenty edits at once of one field leave one value and nineteen open questions', async () => {
    const edits = Array.from({ length: 20 }, (_, at) => edit({ place: `Aula ${at}` }, 1));
    const replies = await Promise.all(edits.map((one) => sendEdits(office, 'admin', one)));
    const statuses = replies.flat().map(({ status }) => status);
    expect(statuses.filter((status) => status === 'applied')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'conflict')).toHaveLength(19);
  });
});

describe('an edit that is sent again because its answer was lost', () => {
  test('is applied once; the second answer says so', async () => {
    const edit = anEdit('activity', activity.id, activity);
    expect(await sendEdits(office, 'admin', edit, edit)).toMatchObject([
      { status: 'applied', revision: 1 },
      { status: 'same', revision: 1 },
    ]);
    expect((await stored())?.revision).toBe(1);
  });

  test('tells of its conflict again and does not make a second one', async () => {
    await create();
    await sendEdits(office, 'admin', anEdit('activity', activity.id, { place: 'A' }, { baseRevision: 1 }));
    const loser = anEdit('activity', activity.id, { place: 'B' }, { baseRevision: 1 });
    const [first] = await sendEdits(office, 'admin', loser);
    expect(await sendEdits(office, 'admin', loser)).toEqual([first]);
    const { items } = PullAnswer.parse((await office.as('admin')('GET', 'pull')).body);
    expect(items.filter(({ type }) => type === 'conflict')).toHaveLength(1);
  });

  test('five times at once is still once', async () => {
    const edit = anEdit('activity', activity.id, activity);
    const replies = await Promise.all(Array.from({ length: 5 }, () => sendEdits(office, 'admin', edit)));
    expect(
      replies
        .flat()
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['applied', 'same', 'same', 'same', 'same']);
  });
});

describe('the history', () => {
  test('says who changed which field to what, when, for every revision', async () => {
    await create();
    await sendEdits(
      office,
      'protokol',
      anEdit('activity', activity.id, { place: 'Pendopo' }, { baseRevision: 1 }),
    );
    const history = await office.storage.documents.history(office.agency.id, 'activity', activity.id);
    expect(history).toMatchObject([
      { revision: 1, by: office.accountOf('admin'), changes: { name: 'Upacara', place: 'Alun-alun' } },
      {
        revision: 2,
        by: office.accountOf('protokol'),
        changes: { place: 'Pendopo' },
        receivedAt: office.clock.now,
      },
    ]);
  });
});

test('releases may name activities that have not arrived: an offline office sends in any order', async () => {
  const id = randomUUIDv7();
  const release = {
    ...{
      id,
      title: 'Judul',
      mediaKind: 'media-massa',
      medium: 'Harian',
      publishedOn: '',
      url: '',
      clipping: null,
    },
    ...{ activities: [randomUUIDv7()], counted: true, notes: '' },
  };
  expect(await sendEdits(office, 'komunikasi', anEdit('release', id, release))).toMatchObject([
    { status: 'applied' },
  ]);
  expect(records((await office.as('pimpinan')('GET', 'pull')).body['items']).at(-1)).toMatchObject({ id });
});
