import { Dexie, liveQuery } from 'dexie';
import { indexedDB } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Edit, EditResult } from '#protocol/office.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { getDocument, listDocuments } from '#local/office/documents.ts';
import {
  applyEditResults,
  discardRefusedEdit,
  pendingEdits,
  refusedEdits,
  takeEdits,
} from '#local/office/edit-queue.ts';
import { edit, editAll, InvalidDocument } from '#local/office/edits.ts';
import { freshBrowser } from './fresh.ts';
import { activities, activity, AGENCY_ID, NOON, pulledActivity, takeNext } from './office-scene.ts';

let db: OfficeDatabase;
beforeEach(async () => {
  db = await openOfficeDatabase(AGENCY_ID, freshBrowser());
});

const { id } = activity();
const change = (changes: Partial<ReturnType<typeof activity>>) =>
  edit(db, { kind: 'activity', id, changes }, NOON);
const create = () => edit(db, { kind: 'activity', id, changes: activity() }, NOON);
const pull = (revision: number, changes = {}) =>
  takeNext(db, [pulledActivity(revision, revision, activity(1, changes))]);
const answer = (sent: readonly Edit[], results: Partial<EditResult>[]) =>
  applyEditResults(
    db,
    sent,
    results.map((result, place) => ({
      edit: sent[place]!.id,
      status: 'applied',
      revision: 1,
      fields: [],
      ...result,
    })),
  );
const brief = (edits: readonly Edit[]) =>
  edits.map(({ baseRevision, changes }) => ({ baseRevision, changes }));

describe('a change of a person', () => {
  test('is seen here at once and waits to be sent', async () => {
    await create();
    expect(await activities(db)).toEqual([activity()]);
    expect((await getDocument(db, 'activity', id))?.dirty).toContain('name');
    expect(await pendingEdits(db)).toBe(1);
    expect(await takeEdits(db, 100)).toMatchObject([
      { kind: 'activity', document: id, baseRevision: 0, changes: activity(), delete: false, settles: null },
    ]);
  });

  test('of what the endpoint knows sends the changed fields alone, based on the revision seen', async () => {
    await pull(3);
    await change({ name: 'Upacara HUT RI', place: 'Alun-alun' });
    expect(brief(await takeEdits(db, 100))).toEqual([
      { baseRevision: 3, changes: { name: 'Upacara HUT RI' } },
    ]);
  });

  test('that changes nothing is not kept', async () => {
    await pull(3);
    await change({ name: activity().name, survey: { questionnaire: null, closesAt: null, open: true } });
    expect(await pendingEdits(db)).toBe(0);
  });

  test('that would make a document nobody can read is refused with the place', async () => {
    await create();
    const wrong = change({ start: 'besok', survey: { open: true, closesAt: 'x', questionnaire: null } });
    await expect(wrong).rejects.toThrow(InvalidDocument);
    await expect(wrong).rejects.toThrow(/start: .*survey\.closesAt: /);
    expect(await activities(db)).toEqual([activity()]);
  });

  test('comes all or not at all when several belong together', async () => {
    const list = [activity(1), { ...activity(2), name: '' }];
    const all = editAll(
      db,
      list.map((body) => ({ kind: 'activity', id: body.id, changes: body })),
      NOON,
    );
    await expect(all).rejects.toThrow(InvalidDocument);
    expect(await activities(db)).toEqual([]);
  });

  test('may come in an object that screens watch', async () => {
    const leaders = new Proxy([...activity(1, { leaders: ['sekda'] }).leaders], {});
    await edit(db, { kind: 'activity', id, changes: new Proxy({ ...activity(), leaders }, {}) }, NOON);
    expect((await activities(db))[0]?.leaders).toEqual(['sekda']);
  });

  test('wakes the screens that show it', async () => {
    Dexie.dependencies.indexedDB = indexedDB;
    const seen: number[] = [];
    const subscription = liveQuery(() => listDocuments(db, 'activity')).subscribe((list) =>
      seen.push(list.length),
    );
    await expect.poll(() => seen).toEqual([0]);
    await create();
    await expect.poll(() => seen.at(-1)).toBe(1);
    subscription.unsubscribe();
  });
});

describe('changes one after the other', () => {
  test('become one edit while nothing has left this device', async () => {
    await create();
    await change({ name: 'A' });
    await change({ name: 'B', place: 'Pendopo' });
    expect(await pendingEdits(db)).toBe(1);
    expect((await takeEdits(db, 100))[0]!.changes).toMatchObject({ name: 'B', place: 'Pendopo' });
  });

  test('never touch an edit that may have been sent', async () => {
    await pull(3);
    await change({ name: 'A' });
    const [first] = await takeEdits(db, 100);
    await change({ name: 'B' });
    expect((await activities(db))[0]?.name).toBe('B');
    expect(await takeEdits(db, 100)).toEqual([first]);
  });

  test('of a field that is under way wait for the answer, which tells their base', async () => {
    await pull(3);
    await change({ name: 'A' });
    const sent = await takeEdits(db, 100);
    await change({ name: 'B', place: 'Pendopo' });
    expect(brief(await takeEdits(db, 100))).toEqual([
      { baseRevision: 3, changes: { name: 'A' } },
      { baseRevision: 3, changes: { place: 'Pendopo' } },
    ]);
    await answer(sent, [{ revision: 5 }]);
    expect(brief(await takeEdits(db, 100))).toEqual([
      { baseRevision: 5, changes: { name: 'B' } },
      { baseRevision: 3, changes: { place: 'Pendopo' } },
    ]);
  });

  test('of a field that was answered and not pulled yet are based on the answer', async () => {
    await pull(3);
    await change({ name: 'A' });
    await answer(await takeEdits(db, 100), [{ revision: 5 }]);
    await change({ name: 'B' });
    expect(brief(await takeEdits(db, 100))).toEqual([{ baseRevision: 5, changes: { name: 'B' } }]);
  });

  test('after somebody else’s news was seen are an edit of their own, so that nobody is overruled unseen', async () => {
    await pull(3);
    await change({ name: 'A' });
    await pull(4, { place: 'Pendopo' });
    await change({ dress: 'Batik' });
    expect(brief(await takeEdits(db, 100))).toEqual([
      { baseRevision: 3, changes: { name: 'A' } },
      { baseRevision: 4, changes: { dress: 'Batik' } },
    ]);
  });
});

describe('the endpoint’s answer', () => {
  test('applied: the change stays in view until the new revision is pulled, then the edit is gone', async () => {
    await pull(3);
    await change({ name: 'A' });
    await answer(await takeEdits(db, 100), [{ revision: 4 }]);
    expect(await pendingEdits(db)).toBe(0);
    expect((await activities(db))[0]?.name).toBe('A');
    await pull(4, { name: 'A' });
    const document = await getDocument(db, 'activity', id);
    expect(document).toMatchObject({ revision: 4, dirty: [], body: { name: 'A' } });
    expect(await db.run((tables) => tables.edits.count())).toBe(0);
  });

  test('applied: an older revision of somebody else that is pulled meanwhile does not take the change out of view', async () => {
    await pull(3);
    await change({ name: 'A' });
    await answer(await takeEdits(db, 100), [{ revision: 5 }]);
    await pull(4, { place: 'Pendopo' });
    expect((await activities(db))[0]).toMatchObject({ name: 'A', place: 'Pendopo' });
  });

  test('that comes after its revision was already pulled ends the edit at once', async () => {
    await pull(3);
    await change({ name: 'A' });
    const sent = await takeEdits(db, 100);
    await pull(4, { name: 'A' });
    await answer(sent, [{ status: 'same', revision: 4 }]);
    expect(await db.run((tables) => tables.edits.count())).toBe(0);
  });

  test('conflict: the contested field shows what the endpoint has, the others what was applied', async () => {
    await pull(3);
    await change({ name: 'A', place: 'Pendopo' });
    await answer(await takeEdits(db, 100), [{ status: 'conflict', revision: 5, fields: ['name'] }]);
    expect((await activities(db))[0]).toMatchObject({ name: activity().name, place: 'Pendopo' });
  });

  test('refused: laid off, kept with the reason until somebody has read it', async () => {
    await pull(3);
    await change({ name: 'A' });
    await answer(await takeEdits(db, 100), [{ status: 'refused', detail: 'The role may not.' }]);
    expect((await activities(db))[0]?.name).toBe(activity().name);
    expect(await takeEdits(db, 100)).toEqual([]);
    const [refused] = await refusedEdits(db);
    expect(refused).toMatchObject({ document: id, changes: { name: 'A' }, detail: 'The role may not.' });
    await discardRefusedEdit(db, refused!.id);
    expect(await refusedEdits(db)).toEqual([]);
  });

  test('refused: what waited for it goes on, based on what was seen', async () => {
    await pull(3);
    await change({ name: 'A' });
    const sent = await takeEdits(db, 100);
    await change({ name: 'B' });
    await answer(sent, [{ status: 'refused' }]);
    expect(brief(await takeEdits(db, 100))).toEqual([{ baseRevision: 3, changes: { name: 'B' } }]);
  });

  test('conflict: a later change of the same field stays contested', async () => {
    await pull(3);
    await change({ name: 'A' });
    const sent = await takeEdits(db, 100);
    await change({ name: 'B' });
    await answer(sent, [{ status: 'conflict', revision: 5, fields: ['name'] }]);
    expect(brief(await takeEdits(db, 100))).toEqual([{ baseRevision: 3, changes: { name: 'B' } }]);
  });

  test('for an edit that was not in the request, or never sent, changes nothing', async () => {
    await create();
    const [stranger] = await takeEdits(db, 100);
    await edit(db, { kind: 'activity', id: activity(2).id, changes: activity(2) }, NOON);
    expect(await answer([], [])).toBe(0);
    expect(
      await applyEditResults(db, [], [{ edit: stranger!.id, status: 'applied', revision: 9, fields: [] }]),
    ).toBe(0);
    expect(await pendingEdits(db)).toBe(2);
  });
});
