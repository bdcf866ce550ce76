import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compareWithJournal, seemsDamaged } from '#local/journal/compare.ts';
import type { Comparison } from '#local/journal/compare.ts';
import type { Journal } from '#local/journal/journal.ts';
import { kioskContext } from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase, SurveyTables } from '#local/survey/database.ts';
import { contextRow } from '#local/survey/ledger.ts';
import { queueState } from '#local/survey/queue.ts';
import type { ResponseRow } from '#local/survey/rows.ts';
import { senderOf } from '#local/survey/senders.ts';
import { submitDraft } from '#local/survey/submit.ts';
import type { Stored } from '#local/survey/submit.ts';
import { freshBrowser } from './fresh.ts';
import { answerWithCopy, deliverAll } from './journal-scene.ts';
import { PrivateFiles } from './private-files.ts';
import { activity, filledForm, NOON, openKiosk, openPhone, takenIn } from './survey-scene.ts';

let files: PrivateFiles;
let indexedDB: IDBFactory;
let db: SurveyDatabase;
let journal: Journal;

beforeEach(async () => {
  files = new PrivateFiles();
  vi.stubGlobal('navigator', { storage: files.storage });
  indexedDB = freshBrowser().indexedDB;
  await start();
});
afterEach(() => {
  db.close();
  vi.unstubAllGlobals();
});

/** A tab is opened. */
async function start(): Promise<void> {
  db = await openSurveyDatabase({ indexedDB });
  journal = files.openJournal();
}

/** The browser is closed, and comes back with an empty database. */
async function loseDatabase(): Promise<void> {
  db.close();
  files.closeTabs();
  indexedDB = freshBrowser().indexedDB;
  await start();
}

const answer = (context: SurveyContext, comment?: string): Promise<Stored> =>
  answerWithCopy(db, journal, context, comment);

async function answers(context: SurveyContext, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let person = 0; person < count; person += 1) ids.push((await answer(context)).responseId);
  return ids;
}

const compare = (): Promise<Comparison | null> => compareWithJournal(db, journal, NOON);

async function clear(...names: (keyof SurveyTables)[]): Promise<void> {
  const request = indexedDB.open('skm-survey');
  await new Promise((resolve) => (request.onsuccess = resolve));
  const transaction = request.result.transaction(names, 'readwrite');
  for (const name of names) transaction.objectStore(name).clear();
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  request.result.close();
}

const rows = (): Promise<ResponseRow[]> => db.read(['responses'], ({ responses }) => responses.list());

/** Delivers everything, and gives the ids in the order in which they left. */
const deliverAllIds = async (): Promise<string[]> => (await deliverAll(db)).map(({ id }) => id);

/** No number of a device was given out twice, over everything that any store ever held. */
function expectNoClash(all: readonly ResponseRow[]): void {
  const ids = new Map<string, string>();
  for (const { id, device, sequence } of all) {
    const place = `${device} ${sequence}`;
    expect(ids.get(place) ?? id).toBe(id);
    ids.set(place, id);
  }
}

describe('after the whole database is lost', () => {
  test('an empty store beside a journal is no new device: what was thanked comes back and is sent', async () => {
    const kiosk = await openKiosk(db);
    const ids = await answers(kiosk, 4);
    const before = await rows();
    await loseDatabase();
    expect(await seemsDamaged(db)).toBe(true);
    expect(await compare()).toMatchObject({ broughtBack: 4, copied: 0, damaged: 0 });
    expect(await kioskContext(db)).toBeNull();
    const ledger = await db.read(['ledgers'], ({ ledgers }) => ledgers.get(kiosk.device));
    expect(ledger).toMatchObject({ current: 0, nextSequence: 5, received: 0 });
    const again = await openKiosk(db);
    expect(again.device).not.toBe(kiosk.device);
    await answers(again, 2);
    expectNoClash([...before, ...(await rows())]);
    expect(await queueState(db)).toMatchObject({ onDevice: 6, received: 0 });
    expect(await deliverAllIds()).toEqual(expect.arrayContaining(ids));
    expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 6 });
  });

  test('a phone sends under the link it was given, and still knows that it answered', async () => {
    const phone = await openPhone(db, 1);
    const { responseId } = await answer(phone, 'halo');
    await loseDatabase();
    await compare();
    expect(await senderOf(db, phone.device)).toMatchObject({ token: 'token-of-link-1', mode: 'link' });
    const again = await openPhone(db, 1);
    const [row] = await rows();
    expect(row).toMatchObject({ id: responseId, contextId: again.id });
    await answer(again, 'lagi');
    expectNoClash(await rows());
    expect(await deliverAllIds()).toHaveLength(2);
  });

  test('a store that is really new has nothing to wait for', async () => {
    expect(await seemsDamaged(db)).toBe(false);
    await openKiosk(db);
    expect(await seemsDamaged(db)).toBe(false);
    expect(await compare()).toMatchObject({ broughtBack: 0, copied: 0, damaged: 0 });
  });

  test('doing it twice, or in two tabs at once, brings nothing back twice', async () => {
    await answers(await openKiosk(db), 5);
    await loseDatabase();
    const [one, two] = await Promise.all([compare(), compareWithJournal(db, files.openJournal(), NOON)]);
    expect(one!.broughtBack + two!.broughtBack).toBe(5);
    expect((await compare())?.broughtBack).toBe(0);
    expect(await deliverAllIds()).toHaveLength(5);
    expect(await deliverAllIds()).toHaveLength(0);
  });
});

describe('after a part of the database is lost', () => {
  test.each([
    [['responses']],
    [['outbox']],
    [['ledgers']],
    [['contexts']],
    [['responses', 'outbox']],
    [['responses', 'ledgers']],
    [['ledgers', 'contexts']],
    [['responses', 'outbox', 'ledgers']],
    [['contexts', 'agendas', 'drafts', 'responses', 'outbox', 'ledgers', 'meta']],
  ] satisfies (keyof SurveyTables)[][][])(
    '%j: nothing is lost, doubled, numbered twice or counted wrong',
    async (lost) => {
      const [kiosk, phone] = [await openKiosk(db), await openPhone(db, 3)];
      const ids = [...(await answers(kiosk, 5)), ...(await answers(phone, 2))];
      const before = await rows();
      await clear(...lost);
      await compare();
      const [kioskAgain, phoneAgain] = [await openKiosk(db), await openPhone(db, 3)];
      ids.push(...(await answers(kioskAgain, 3)), ...(await answers(phoneAgain, 1)));
      expectNoClash([...before, ...(await rows())]);
      expect(await takenIn(db)).toEqual({ [activity(1).id]: 8, [activity(3).id]: 3 });
      const sent = await deliverAllIds();
      expect([...sent].sort()).toEqual([...ids].sort());
      expect((await queueState(db)).onDevice).toBe(0);
      expect((await compare())?.broughtBack).toBe(0);
    },
  );

  test('what a receipt named is asked for once more when the receipt is lost, and not when it is kept', async () => {
    const ids = await answers(await openKiosk(db), 3);
    await deliverAllIds();
    await clear('outbox');
    await compare();
    expect(await deliverAllIds()).toEqual([]);
    await clear('responses');
    await compare();
    expect(await queueState(db)).toMatchObject({ onDevice: 3, received: 0 });
    expect(await deliverAllIds()).toEqual(ids);
  });
});

describe('a database that went back to an older state', () => {
  /** The database as it is now, to be put back later. */
  async function snapshot(): Promise<() => Promise<void>> {
    const names = ['contexts', 'agendas', 'responses', 'outbox', 'ledgers', 'meta'] as const;
    const all = await db.read(names, (tables) => Promise.all(names.map((name) => tables[name].list())));
    return async () => {
      await clear(...names, 'drafts');
      await db.write(names, async (tables) => {
        for (const [place, name] of names.entries()) {
          for (const row of all[place]!) await tables[name].put(row as never);
        }
      });
    };
  }

  test('goes on behind the last number of the journal, in one chain', async () => {
    const kiosk = await openKiosk(db);
    const ids = await answers(kiosk, 2);
    const putBack = await snapshot();
    ids.push(...(await answers(kiosk, 3)));
    await putBack();
    expect(await compare()).toMatchObject({ broughtBack: 3 });
    const next = await answer(kiosk);
    expect(next.sequence).toBe(6);
    const chain = (await rows()).sort((a, b) => a.sequence - b.sequence);
    const previous = chain.map(
      ({ body }) => (JSON.parse(body) as { place: { previousHash: string } }).place.previousHash,
    );
    expect(previous).toEqual(['0'.repeat(64), ...chain.map(({ hash }) => hash)].slice(0, 6));
    expect(await takenIn(db)).toEqual({ [activity(1).id]: 6 });
    expect(await deliverAllIds()).toEqual([...ids, next.responseId]);
  });

  test('retires the identity when the records do not continue its chain', async () => {
    const kiosk = await openKiosk(db);
    await answers(kiosk, 2);
    const putBack = await snapshot();
    // Thanked with the journal broken: nobody knows how many there were.
    await submitDraft(db, await filledForm(db, kiosk));
    await answers(kiosk, 1);
    await putBack();
    await compare();
    const next = await answer(kiosk);
    expect(next.sequence).toBe(1);
    expectNoClash(await rows());
    expect(new Set((await rows()).map(({ device }) => device)).size).toBe(2);
  });
});

describe('between two starts', () => {
  test('an answered form whose draft is still there is thanked, not asked again', async () => {
    const kiosk = await openKiosk(db);
    const submission = await filledForm(db, kiosk);
    const keepCopy = (response: ResponseRow) => journal.keep({ response, context: contextRow(kiosk) });
    await submitDraft(db, { ...submission, keepCopy });
    await clear('responses', 'outbox');
    await db.write(['drafts'], ({ drafts }) => drafts.put(submission.draft));
    await compare();
    expect(await db.read(['drafts'], ({ drafts }) => drafts.count())).toBe(0);
    expect(await submitDraft(db, submission)).toMatchObject({ already: true, sequence: 1 });
    expect(await rows()).toHaveLength(1);
  });

  test('what the journal missed is copied, and what was released leaves it for good', async () => {
    const kiosk = await openKiosk(db);
    const plain = await submitDraft(db, await filledForm(db, kiosk));
    const [kept] = await answers(kiosk, 1);
    expect(await compare()).toMatchObject({ broughtBack: 0, copied: 1, damaged: 0 });
    await deliverAllIds();
    await db.write(['responses', 'ledgers'], async ({ responses, ledgers }) => {
      await responses.delete(plain.responseId);
      await responses.delete(kept!);
      const ledger = await ledgers.get(kiosk.device);
      await ledgers.put({ ...ledger!, released: [[1, 2]] });
    });
    expect(await compare()).toMatchObject({ broughtBack: 0, copied: 0, damaged: 0 });
    expect((await journal.look())?.entries).toEqual([]);
  });

  test('a damaged file gives back what is left of it', async () => {
    await answers(await openKiosk(db), 6);
    const [file] = files.files.values();
    file!.bytes[Math.floor(file!.bytes.length / 2)]! ^= 4;
    await loseDatabase();
    expect(await compare()).toMatchObject({ broughtBack: 5, copied: 0, damaged: 1 });
  });

  test('a text that is not what its hash says is not believed, and stays where it is', async () => {
    const kiosk = await openKiosk(db);
    const submission = await filledForm(db, kiosk);
    const keepCopy = (response: ResponseRow) =>
      journal.keep({ response: { ...response, body: `${response.body} ` }, context: contextRow(kiosk) });
    await submitDraft(db, { ...submission, keepCopy });
    await loseDatabase();
    expect((await compare())?.broughtBack).toBe(0);
    expect((await journal.look())?.entries).toHaveLength(1);
  });

  test('a journal that cannot be read stops nothing and throws nothing away', async () => {
    vi.stubGlobal('navigator', { storage: {} });
    await answers(await openKiosk(db), 2);
    expect(await compare()).toBeNull();
    expect(await seemsDamaged(db)).toBe(false);
    expect(journal.state).toBe('none');
    expect(await deliverAllIds()).toHaveLength(2);
  });
});
