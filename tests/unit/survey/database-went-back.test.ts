import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compareWithJournal } from '#local/journal/compare.ts';
import type { Journal } from '#local/journal/journal.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase, SurveyTables } from '#local/survey/database.ts';
import { releaseSafe } from '#local/survey/keeping.ts';
import { identityFor, keepEnrolment } from '#local/survey/kiosk.ts';
import { nextBatch } from '#local/survey/outbox.ts';
import { applyReceipts } from '#local/survey/receipts.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { submitDraft } from '#local/survey/submit.ts';
import type { Stored } from '#local/survey/submit.ts';
import { SecondCopy } from '#survey/second-copy.ts';
import { watchedBrowser } from '../local/notebooks.ts';
import type { Browser } from '../local/notebooks.ts';
import { PrivateFiles } from '../local/private-files.ts';
import { CODE, deviceAnswer, filledForm, NOON, openKiosk, receiptsFor } from '../local/survey-scene.ts';

/** Chromium closes a database over a damaged page and repairs it: what it opens next may be an older state of it. */
const TABLES = [
  ...(['contexts', 'agendas', 'drafts', 'responses', 'outbox', 'ledgers', 'identities', 'meta'] as const),
];
let browser: Browser;
let db: SurveyDatabase;
let journal: Journal;
let copy: SecondCopy;

beforeEach(async () => {
  const files = new PrivateFiles();
  vi.stubGlobal('navigator', { storage: files.storage });
  browser = watchedBrowser();
  db = await openSurveyDatabase(browser);
  journal = files.openJournal();
  copy = new SecondCopy({ db, journal, onBroughtBack: () => undefined });
});
afterEach(() => {
  db.close();
  vi.unstubAllGlobals();
});

type State = readonly (readonly object[])[];

const stateNow = (): Promise<State> =>
  db.read(TABLES, (tables) => Promise.all(TABLES.map((name) => tables[name].list())));

async function goBackTo(state: State): Promise<void> {
  const own = browser.connections.at(-1)!;
  const repair = await openSurveyDatabase(browser);
  await repair.write(TABLES, async (tables) => {
    for (const [place, name] of TABLES.entries()) {
      for (const key of await tables[name].listKeys()) await tables[name].delete(key);
      for (const row of state[place]!) await (tables[name] as SurveyTables['meta']).put(row as never);
    }
  });
  repair.close();
  // Its types take the class for the object.
  (forceCloseDatabase as unknown as (connection: IDBDatabase) => void)(own);
}

const rows = (): Promise<ResponseRow[]> => db.read(['responses'], ({ responses }) => responses.list());
const placesOf = (all: readonly ResponseRow[]): string[] =>
  all.map(({ device, sequence }) => `${device} ${sequence}`);

/** A form that is filled in, and sent later as the engine sends it, or without asking the journal first. */
async function form(context: SurveyContext, asksFirst = true): Promise<() => Promise<Stored>> {
  const submission = await filledForm(db, context);
  const keepCopy = (row: ResponseRow) => copy.keep(row, context);
  const ready = asksFirst ? () => copy.ready() : () => Promise.resolve();
  return () => submitDraft(db, { ...submission, ready, keepCopy });
}

async function answer(context: SurveyContext): Promise<Stored> {
  const send = await form(context);
  return send();
}

test.each([true, false])(
  'the response that finds it so gets no number that was given out (chain end still known: %s)',
  async (known) => {
    const kiosk = await openKiosk(db);
    await answer(kiosk);
    const before = await stateNow();
    for (let person = 0; person < 2; person += 1) await answer(kiosk);
    const thanked = await rows();
    const send = await form(kiosk);
    await goBackTo(before);
    if (!known) db.chainEnds.clear();
    const { sequence } = await send();
    expect(sequence).toBe(4);
    expect(placesOf(await rows())).toEqual(expect.arrayContaining(placesOf(thanked)));
    expect(new Set(placesOf(await rows())).size).toBe(4);
  },
);

test('where a number was given out twice after all, both stay until the office has both', async () => {
  const kiosk = await openKiosk(db);
  const before = await stateNow();
  const first = await answer(kiosk);
  const send = await form(kiosk, false);
  await goBackTo(before);
  const second = await send();
  expect([first.sequence, second.sequence]).toEqual([1, 1]);
  const { items } = (await nextBatch(db, kiosk.device, { now: NOON, limit: 9, appVersion: '1' }))!;
  const told = receiptsFor(kiosk.device, items, NOON);
  const ledger = { highest: 1, missing: [], missingCount: 0 };
  await applyReceipts(db, { ...told, answer: { ...told.answer, ledger, backedUp: 1 } });
  await releaseSafe(db, kiosk.device);
  await compareWithJournal(db, journal, NOON);
  const waits = await db.read(['outbox'], ({ outbox }) => outbox.list());
  expect(waits.map(({ responseId }) => responseId)).toContain(first.responseId);
});

test('an identity that the journal knows to have given out numbers is not begun again', async () => {
  const identity = await identityFor(db, CODE);
  const before = await stateNow();
  const kiosk = await keepEnrolment(db, identity.device, deviceAnswer(), NOON);
  await answer(kiosk);
  const thanked = await rows();
  await goBackTo(before);
  expect(await compareWithJournal(db, journal, NOON)).toMatchObject({ broughtBack: 1 });
  await expect(keepEnrolment(db, kiosk.device, deviceAnswer(), NOON)).rejects.toThrow(RangeError);
  const shown = await identityFor(db, CODE);
  expect(shown.device).not.toBe(kiosk.device);
  await answer(await keepEnrolment(db, shown.device, deviceAnswer(), NOON));
  expect(placesOf(await rows())).toEqual(expect.arrayContaining(placesOf(thanked)));
  expect(new Set(placesOf(await rows())).size).toBe(2);
});
