import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { LONGEST_TURN_MS } from '#sync/one-sender.ts';
import { AGAIN_MS, SecondCopy } from '#survey/second-copy.ts';
import { freshBrowser } from '../local/fresh.ts';
import { answerWithCopy } from '../local/journal-scene.ts';
import { PrivateFiles } from '../local/private-files.ts';
import { filledForm, openKiosk } from '../local/survey-scene.ts';

/** Nothing is said to agree that was not compared: a browser whose database was dropped, and a journal with troubles. */
let files: PrivateFiles;
let db: SurveyDatabase;
const onBroughtBack = vi.fn();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  files = new PrivateFiles();
  vi.stubGlobal('navigator', { storage: files.storage });
  db = await openSurveyDatabase(freshBrowser());
});
afterEach(() => {
  db.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function loseDatabase(): Promise<void> {
  db.close();
  files.closeTabs();
  db = await openSurveyDatabase(freshBrowser());
}

const copyOf = (journal = files.openJournal()): SecondCopy => new SecondCopy({ db, journal, onBroughtBack });
const waiting = (): Promise<number> => db.read(['outbox'], ({ outbox }) => outbox.count());

test.each(['look', 'take'] as const)(
  'the worker ends at the %s of a comparison: it is made again',
  async (fatal) => {
    const kiosk = await openKiosk(db);
    for (const name of ['satu', 'dua']) await answerWithCopy(db, files.openJournal(), kiosk, name);
    await loseDatabase();
    const copy = copyOf(files.openJournal(fatal));
    await copy.ready();
    expect(copy.state).toMatchObject({ compared: 'failed', broughtBack: 0 });
    await vi.advanceTimersByTimeAsync(AGAIN_MS);
    await vi.waitFor(() => expect(copy.state).toMatchObject({ compared: 'agree', broughtBack: 2 }));
    expect(await waiting()).toBe(2);
  },
);

test('a file that cannot be read for a moment is read again; the others are not waited for', async () => {
  const kiosk = await openKiosk(db);
  for (const name of ['satu', 'dua']) await answerWithCopy(db, files.openJournal(), kiosk, name);
  await loseDatabase();
  const [, second] = files.files.values();
  vi.spyOn(second!, 'getFile').mockRejectedValueOnce(new DOMException('', 'NotReadableError'));
  const copy = copyOf();
  await copy.ready();
  expect(copy.state).toMatchObject({ compared: 'failed', broughtBack: 1 });
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  await vi.waitFor(() => expect(copy.state).toMatchObject({ compared: 'agree', broughtBack: 2 }));
  expect(await waiting()).toBe(2);
});

test('who was thanked while the journal took nothing gets a second copy when it takes something again', async () => {
  const kiosk = await openKiosk(db);
  const copy = copyOf();
  const answer = async (context: SurveyContext): Promise<void> => {
    const submission = await filledForm(db, context);
    await copy.ready();
    await submitDraft(db, { ...submission, keepCopy: (row) => copy.keep(row, context) });
  };
  await answer(kiosk);
  const [file] = files.files.values();
  file!.isFull = true;
  await answer(kiosk);
  expect(copy.state).toMatchObject({ journal: 'none', compared: 'not-yet' });
  file!.isFull = false;
  await answer(kiosk);
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  await vi.waitFor(() => expect(copy.state).toMatchObject({ journal: 'opfs', compared: 'agree' }));
  const entries = (await files.openJournal().look())?.entries ?? [];
  expect(entries.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3]);
});

test('a browser without such files is compared once and asked no more', async () => {
  vi.stubGlobal('navigator', { storage: {} });
  const journal = files.openJournal();
  const look = vi.spyOn(journal, 'look');
  const copy = copyOf(journal);
  const kiosk = await openKiosk(db);
  await copy.ready();
  await submitDraft(db, { ...(await filledForm(db, kiosk)), keepCopy: (row) => copy.keep(row, kiosk) });
  await vi.advanceTimersByTimeAsync(100 * AGAIN_MS);
  expect(copy.state).toMatchObject({ journal: 'none', compared: 'agree' });
  expect(look).toHaveBeenCalledTimes(1);
});

test('a frozen tab that is comparing is not waited for for ever', async () => {
  await answerWithCopy(db, files.openJournal(), await openKiosk(db));
  await loseDatabase();
  const request = (_: string, { signal }: { signal: AbortSignal }): Promise<never> =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    });
  vi.stubGlobal('navigator', { storage: files.storage, locks: { request } });
  const copy = copyOf();
  void copy.ready();
  await vi.advanceTimersByTimeAsync(LONGEST_TURN_MS - 1);
  expect(copy.state.compared).toBe('not-yet');
  await vi.advanceTimersByTimeAsync(1);
  await vi.waitFor(() => expect(copy.state).toMatchObject({ compared: 'agree', broughtBack: 1 }));
});
