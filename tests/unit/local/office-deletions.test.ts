import { beforeEach, describe, expect, test } from 'vitest';
import type { Edit, EditResult } from '#protocol/office.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { getDocument, unreadableDocuments } from '#local/office/documents.ts';
import { applyEditResults, takeEdits } from '#local/office/edit-queue.ts';
import { edit, editAll } from '#local/office/edits.ts';
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

describe('a deletion', () => {
  const remove = () => edit(db, { kind: 'activity', id, changes: {}, delete: true }, NOON);

  test('hides the document at once and is sent', async () => {
    await pull(3);
    await remove();
    expect(await activities(db)).toEqual([]);
    expect(await takeEdits(db, 100)).toMatchObject([{ baseRevision: 3, changes: {}, delete: true }]);
  });

  test('of what never left this device leaves nothing to send', async () => {
    await create();
    await remove();
    expect(await activities(db)).toEqual([]);
    expect(await takeEdits(db, 100)).toEqual([]);
  });

  test('waits for own changes under way, and follows their revisions as long as nobody else wrote', async () => {
    await pull(3);
    await change({ name: 'A' });
    const sent = await takeEdits(db, 100);
    await remove();
    expect(await takeEdits(db, 100)).toEqual(sent);
    await answer(sent, [{ revision: 4 }]);
    expect(await takeEdits(db, 100)).toMatchObject([{ baseRevision: 4, delete: true }]);
  });

  test('does not remove what somebody else changed meanwhile and nobody here has seen', async () => {
    await pull(3);
    await change({ name: 'A' });
    const sent = await takeEdits(db, 100);
    await remove();
    await answer(sent, [{ revision: 6 }]);
    expect(await takeEdits(db, 100)).toMatchObject([{ baseRevision: 3, delete: true }]);
  });

  test('can be taken back by making the document anew', async () => {
    await takeNext(db, [pulledActivity(4, 4, activity(), true)]);
    expect(await activities(db)).toEqual([]);
    await create();
    expect(await activities(db)).toEqual([activity()]);
    expect(await takeEdits(db, 100)).toMatchObject([{ baseRevision: 4, delete: false }]);
  });
});

test('a batch has at most what was asked for, the oldest first, and always one', async () => {
  const list = Array.from({ length: 5 }, (_, number) => activity(number));
  await editAll(
    db,
    list.map((body) => ({ kind: 'activity', id: body.id, changes: body })),
    NOON,
  );
  expect((await takeEdits(db, 3)).map(({ document }) => document)).toEqual(
    list.slice(0, 3).map((body) => body.id),
  );
});

test('a document that this build cannot read is left out and counted, not guessed', async () => {
  const newer = { ...activity(), format: 2 };
  await takeNext(db, [pulledActivity(1, 1, newer)]);
  expect(await activities(db)).toEqual([]);
  expect(await unreadableDocuments(db)).toBe(1);
  await change({ name: 'A' }).catch(() => undefined);
  expect(await getDocument(db, 'activity', id)).toBeNull();
});
