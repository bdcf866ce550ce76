import { forceCloseDatabase, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Journal } from '#local/journal/journal.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { AGAIN_MS, SecondCopy } from '#survey/second-copy.ts';
import { answerWithCopy } from '../local/journal-scene.ts';
import { watchedBrowser } from '../local/notebooks.ts';
import type { Browser } from '../local/notebooks.ts';
import { PrivateFiles } from '../local/private-files.ts';
import { openKiosk } from '../local/survey-scene.ts';

/** A page whose database held three answers, and whose browser finds a damaged part of it. */
let browser: Browser;
let db: SurveyDatabase;
let ids: string[];
let journal: Journal;
let copy: SecondCopy;
const onBroughtBack = vi.fn();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const files = new PrivateFiles();
  vi.stubGlobal('navigator', { storage: files.storage });
  browser = watchedBrowser();
  db = await openSurveyDatabase({ indexedDB: browser.indexedDB });
  journal = files.openJournal();
  const kiosk = await openKiosk(db);
  ids = [];
  for (const name of ['satu', 'dua', 'tiga']) {
    ids.push((await answerWithCopy(db, journal, kiosk, name)).responseId);
  }
  copy = new SecondCopy({ db, journal, onBroughtBack });
});
afterEach(() => {
  db.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Chromium says this of a scan that meets a damaged page. */
function failScans(): void {
  vi.spyOn(IDBObjectStore.prototype, 'getAllKeys').mockImplementation(() => {
    throw new DOMException('Seek failure, unable to continue', 'UnknownError');
  });
}

/** The browser closes the connection; whoever works with the database next gets a new one. */
function loseConnection(): void {
  // Its types take the class for the object.
  const forceClose = forceCloseDatabase as unknown as (connection: IDBDatabase) => void;
  forceClose(browser.connections.at(-1)!);
}

/** The browser repairs the file as far as it can: one answer is gone. */
async function repair(): Promise<void> {
  vi.restoreAllMocks();
  await db.write(['responses', 'outbox'], async ({ responses, outbox }) => {
    await responses.delete(ids[1]!);
    await outbox.delete(ids[1]!);
  });
}

/** What it opens next is empty. */
function dropEverything(): Promise<void> {
  const names = ['contexts', 'identities', 'responses', 'outbox', 'ledgers', 'meta'] as const;
  return db.write(names, async (tables) => {
    for (const name of names) {
      for (const key of await tables[name].listKeys()) await tables[name].delete(key);
    }
  });
}

const onDevice = (): Promise<number> => db.read(['outbox'], ({ outbox }) => outbox.count());

test('a comparison that fails is said to have failed, and is tried again until it succeeds', async () => {
  failScans();
  await copy.begin();
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  await vi.waitFor(() => expect(copy.state.compared).toBe('failed'));
  await repair();
  expect(await onDevice()).toBe(2);
  await vi.advanceTimersByTimeAsync(4 * AGAIN_MS);
  await vi.waitFor(() =>
    expect(copy.state).toEqual({ journal: 'opfs', compared: 'agree', broughtBack: 1, damaged: 0 }),
  );
  expect(onBroughtBack).toHaveBeenCalledTimes(1);
  expect(await onDevice()).toBe(3);
});

test('after a failure the next response asks the journal again before it gets a number', async () => {
  failScans();
  await copy.ready();
  expect(copy.state.compared).toBe('failed');
  await repair();
  await copy.ready();
  expect(copy.state).toMatchObject({ compared: 'agree', broughtBack: 1 });
});

test('a database that the browser closed and opened again is compared again', async () => {
  await copy.ready();
  expect(copy.state).toMatchObject({ compared: 'agree', broughtBack: 0 });
  loseConnection();
  await repair();
  expect(copy.state.compared).toBe('not-yet');
  await copy.ready();
  expect(copy.state).toMatchObject({ compared: 'agree', broughtBack: 1 });
});

test('a comparison in the middle of which the connection was replaced counts for nothing, and is made again', async () => {
  const { tidy } = journal;
  vi.spyOn(journal, 'tidy').mockImplementationOnce(async (...kept) => {
    loseConnection();
    await repair();
    return tidy.apply(journal, kept);
  });
  await copy.ready();
  expect(copy.state).toMatchObject({ compared: 'failed', broughtBack: 0 });
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  await vi.waitFor(() => expect(copy.state).toMatchObject({ compared: 'agree', broughtBack: 1 }));
  expect(await onDevice()).toBe(3);
});

test('a database that the browser drops in the middle of a comparison takes nothing of the journal with it', async () => {
  const { take } = journal;
  vi.spyOn(journal, 'take').mockImplementationOnce(async (...wanted) => {
    loseConnection();
    await dropEverything();
    return take.apply(journal, wanted);
  });
  await copy.ready();
  expect(copy.state).toMatchObject({ compared: 'failed', broughtBack: 0 });
  expect((await journal.look())?.entries).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  await vi.waitFor(() => expect(copy.state).toMatchObject({ compared: 'agree', broughtBack: 3 }));
  expect(await onDevice()).toBe(3);
});
