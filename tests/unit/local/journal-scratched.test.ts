import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compareWithJournal, seemsDamaged } from '#local/journal/compare.ts';
import type { Comparison } from '#local/journal/compare.ts';
import type { Journal } from '#local/journal/journal.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase, SurveyTables } from '#local/survey/database.ts';
import { queueState } from '#local/survey/queue.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { freshBrowser } from './fresh.ts';
import { answerWithCopy, deliverAll } from './journal-scene.ts';
import { PrivateFiles } from './private-files.ts';
import { dropFromIndexes, scratchRows } from './scratched-rows.ts';
import { NOON, openKiosk } from './survey-scene.ts';

/** A page of the database's file was damaged: the browser opens it, names a row's key, and gives nothing for the row. */
let db: SurveyDatabase;
let journal: Journal;
let kiosk: SurveyContext;
let ids: string[];

beforeEach(async () => {
  const files = new PrivateFiles();
  vi.stubGlobal('navigator', { storage: files.storage });
  db = await openSurveyDatabase({ indexedDB: freshBrowser().indexedDB });
  journal = files.openJournal();
  kiosk = await openKiosk(db);
  ids = [];
  for (let person = 0; person < 6; person += 1) {
    ids.push((await answerWithCopy(db, journal, kiosk, `orang ${person}`)).responseId);
  }
});
afterEach(() => {
  db.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const compare = (): Promise<Comparison | null> => compareWithJournal(db, journal, NOON);
const sentIds = async (): Promise<string[]> => (await deliverAll(db)).map(({ id }) => id);

test.each([
  [{ outbox: [3] }, 0],
  [{ responses: [2] }, 1],
  [{ responses: [0, 5], outbox: [4, 5] }, 2],
] satisfies [Partial<Record<keyof SurveyTables, number[]>>, number][])(
  '%j cannot be read: it comes back from the journal, and everything is sent once',
  async (damage, broughtBack) => {
    const idsAt = ([table, places]: [string, number[]]) => [table, places.map((place) => ids[place]!)];
    scratchRows(Object.fromEntries(Object.entries(damage).map(idsAt)));
    expect(await compare()).toMatchObject({ broughtBack });
    expect((await sentIds()).sort()).toEqual([...ids].sort());
    expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 6 });
    expect(await compare()).toMatchObject({ broughtBack: 0 });
  },
);

test('what an index leaves out is found in its table, and sent', async () => {
  dropFromIndexes({ outbox: [ids[0]!, ids[3]!] });
  expect(await compare()).toMatchObject({ broughtBack: 0 });
  expect(await sentIds()).toEqual(ids);
  expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 6 });
});

test('what can be read is sent before anything has come back', async () => {
  scratchRows({ outbox: [ids[0]!], responses: [ids[1]!] });
  expect(await sentIds()).toEqual(ids.slice(2));
});

test('what was delivered and cannot be read is asked for again only where the database is odd, and counted once', async () => {
  await deliverAll(db);
  const { responseId } = await answerWithCopy(db, journal, kiosk);
  scratchRows({ responses: [ids[0]!] });
  expect(await compare()).toMatchObject({ broughtBack: 0 });
  vi.restoreAllMocks();
  scratchRows({ responses: [ids[0]!], outbox: [responseId] });
  expect(await compare()).toMatchObject({ broughtBack: 1 });
  expect((await sentIds()).sort()).toEqual([ids[0], responseId].sort());
  expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 7 });
});

test.each(['ledgers', 'contexts'])('a row of %s that cannot be read is as good as none', async (table) => {
  scratchRows({ [table]: [table === 'ledgers' ? kiosk.device : kiosk.id] });
  expect(await seemsDamaged(db)).toBe(true);
  await compare();
  expect((await sentIds()).sort()).toEqual([...ids].sort());
});

test('a text that was altered beside what cannot be read is replaced by what was thanked', async () => {
  scratchRows({ outbox: [ids[0]!] });
  await db.write(['responses'], async ({ responses }) => {
    const row = (await responses.get(ids[4]!)) as ResponseRow;
    await responses.put({ ...row, body: row.body.replace('orang 4', 'orang 7') });
  });
  expect(await compare()).toMatchObject({ broughtBack: 1 });
  const texts = (await deliverAll(db)).map(({ body }) => (JSON.parse(body) as { comment: string }).comment);
  expect(texts.sort()).toEqual(ids.map((_, person) => `orang ${person}`));
});
