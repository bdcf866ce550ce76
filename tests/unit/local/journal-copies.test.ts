import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compareWithJournal } from '#local/journal/compare.ts';
import type { Journal } from '#local/journal/journal.ts';
import { recordOf } from '#local/journal/record-of.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { freshBrowser } from './fresh.ts';
import { answerWithCopy, deliverAll } from './journal-scene.ts';
import { PrivateFiles } from './private-files.ts';
import { filledForm, NOON, openKiosk } from './survey-scene.ts';

/** What a copy is worth that was made late, or into a file that is no longer there. */
let files: PrivateFiles;
let db: SurveyDatabase;
let journal: Journal;

beforeEach(async () => {
  files = new PrivateFiles();
  vi.stubGlobal('navigator', { storage: files.storage });
  db = await openSurveyDatabase(freshBrowser());
  journal = files.openJournal();
});
afterEach(() => {
  db.close();
  vi.unstubAllGlobals();
});

const rows = (): Promise<ResponseRow[]> => db.read(['responses'], ({ responses }) => responses.list());

test('a copy made after delivery brings no receipt back', async () => {
  const kiosk = await openKiosk(db);
  await submitDraft(db, await filledForm(db, kiosk));
  await deliverAll(db);
  await journal.keep(recordOf((await rows())[0]!, kiosk));
  db.close();
  db = await openSurveyDatabase(freshBrowser());
  await compareWithJournal(db, journal, NOON);
  expect(await rows()).toEqual([expect.not.objectContaining({ receipt: expect.anything() })]);
  expect(await deliverAll(db)).toHaveLength(1);
});

test('a file of this tab that somebody removed is not written to any longer', async () => {
  await answerWithCopy(db, journal, await openKiosk(db));
  files.files.clear();
  expect(await compareWithJournal(db, journal, NOON)).toMatchObject({ copied: 1 });
  expect((await files.openJournal().look())?.entries).toHaveLength(1);
});
