import { randomUUIDv7 } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { PullAnswer } from '#protocol/office.ts';
import { anActivity, anEdit, openOffice, records, sendEdits } from './stage.ts';
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
