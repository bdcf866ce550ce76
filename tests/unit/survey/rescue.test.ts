// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { contextRow } from '#local/survey/ledger.ts';
import type { ContextRow, ResponseRow } from '#local/survey/rows.ts';
import type { JournalRecord } from '#local/journal/record.ts';
import { isSignedBy } from '#protocol/signature.ts';
import { PushRequest } from '#protocol/survey.ts';
import type { PushAnswer } from '#protocol/survey.ts';
import { findingsOf } from '#survey/rescue/findings.ts';
import { packUnsent } from '#survey/rescue/handover-pushes.ts';
import { readDatabase } from '#survey/rescue/raw-database.ts';
import type { RawTable } from '#survey/rescue/raw-database.ts';
import { applyReceipts } from '#local/survey/receipts.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { freshBrowser } from '../local/fresh.ts';
import { AGENCY, answerOnce, NOON, openCard, openKiosk, openPhone } from '../local/survey-scene.ts';

let db: SurveyDatabase;
beforeEach(async () => {
  const { indexedDB } = freshBrowser();
  globalThis.indexedDB = indexedDB;
  db = await openSurveyDatabase({ indexedDB });
});

const tables = async (): Promise<readonly RawTable[]> => (await readDatabase('skm-survey')).tables;
const rows = (): Promise<ResponseRow[]> => db.read(['responses'], ({ responses }) => responses.list());

/** What the journal would have of everything in the database. */
async function records(): Promise<JournalRecord[]> {
  const contexts = await db.read(['contexts'], (all) => all.contexts.list());
  return (await rows()).map((response) => {
    const context = contexts.find(({ id }) => id === response.contextId)!;
    return { response, context: contextRow(context as ContextRow) };
  });
}

async function packed(database: readonly RawTable[], journal: readonly JournalRecord[] = []) {
  const { parcels, stranded } = await packUnsent(findingsOf(database, journal), '1');
  const pushes = parcels.flatMap((parcel) => parcel.pushes);
  const requests = pushes.map(({ body }) => PushRequest.parse(JSON.parse(body)));
  return { parcels, pushes, requests, items: requests.flatMap(({ items }) => items), stranded };
}

describe('the rescue page finds', () => {
  it('a database that is not there, without making one', async () => {
    expect(await readDatabase('something-else')).toEqual({ state: 'absent', version: 0, tables: [] });
    const known = await indexedDB.databases();
    expect(known.map(({ name }) => name)).not.toContain('something-else');
  });

  it('each response once, with what either place knows of it', async () => {
    const kiosk = await openKiosk(db);
    for (let person = 0; person < 3; person += 1) await answerOnce(db, kiosk);
    const all = await records();
    const { responses } = findingsOf(await tables(), [...all, ...all]);
    expect(responses.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    const withoutDatabase = findingsOf([], all);
    expect(withoutDatabase.responses).toEqual(responses);
  });

  it('what was received, and does not hand it over again', async () => {
    const kiosk = await openKiosk(db);
    await answerOnce(db, kiosk);
    await answerOnce(db, kiosk);
    const [first] = await rows();
    const { id, hash, body } = first!;
    const answer: PushAnswer = {
      marker: PROTOCOL_MARKER,
      serverTime: new Date(NOON).toISOString(),
      results: [{ id, hash, status: 'stored' }],
      ledger: { highest: 1, missing: [], missingCount: 0 },
    };
    const { device } = kiosk;
    await applyReceipts(db, { device, sender: device, items: [{ id, hash, body }], answer, now: NOON });
    const found = findingsOf(await tables(), await records());
    expect(found.responses.map(({ isReceived }) => isReceived).sort()).toEqual([false, true]);
    expect((await packed(await tables())).items).toHaveLength(1);
  });

  it('what was removed because it is safe, while the journal still has it', async () => {
    const kiosk = await openKiosk(db);
    await answerOnce(db, kiosk);
    const journal = await records();
    await db.write(['responses', 'ledgers'], async ({ responses, ledgers }) => {
      await responses.delete(journal[0]!.response.id);
      await ledgers.put({ ...(await ledgers.get(kiosk.device))!, released: [[1, 1]] });
    });
    expect((await packed(await tables(), journal)).items).toEqual([]);
  });
});

describe('the rescue page hands over', () => {
  it('a kiosk’s responses signed with its key, in batches that the endpoint takes', async () => {
    const kiosk = await openKiosk(db);
    for (let person = 0; person < 120; person += 1) await answerOnce(db, kiosk, 'x'.repeat(800));
    const { parcels, pushes, requests, items } = await packed(await tables());
    expect(parcels).toMatchObject([{ agency: AGENCY.id, label: 'Tablet 2' }]);
    expect(items).toHaveLength(120);
    expect(requests.length).toBeGreaterThan(1);
    expect(requests[0]?.device).toEqual({
      id: kiosk.device,
      appVersion: '1',
      nextSequence: 121,
      unsent: 120,
    });
    const identity = await db.read(['identities'], ({ identities }) => identities.get(kiosk.device));
    for (const { authorization, body } of pushes) {
      expect(body.length).toBeLessThanOrEqual(128 * 1024);
      expect(await isSignedBy(identity!.publicKey, body, authorization.replace('Device ', ''))).toBe(true);
    }
  });

  it('a phone’s responses with the link they were given under, also when only the journal is left', async () => {
    await answerOnce(db, await openPhone(db, 1));
    const [fromDatabase, fromJournal] = [await packed(await tables()), await packed([], await records())];
    expect(fromDatabase.pushes).toMatchObject([{ authorization: 'Link token-of-link-1' }]);
    expect(fromJournal.pushes).toMatchObject([{ authorization: 'Link token-of-link-1' }]);
  });

  it('what was answered with a personal card with that card', async () => {
    await answerOnce(db, await openCard(db, 'AAAA'));
    const { pushes } = await packed([], await records());
    expect(pushes).toMatchObject([{ authorization: 'Personal token-of-link-1.AAAA' }]);
  });

  it('what an identity without its key took through the one that is left, with its own signatures', async () => {
    const lost = await openKiosk(db);
    await answerOnce(db, lost);
    const journal = await records();
    const { indexedDB } = freshBrowser();
    globalThis.indexedDB = indexedDB;
    db = await openSurveyDatabase({ indexedDB });
    const now = await openKiosk(db);
    const { requests, items, stranded } = await packed(await tables(), journal);
    expect(stranded).toEqual([]);
    expect(requests.map(({ device }) => device.id)).toEqual([now.device]);
    expect(items[0]?.signature).toBe(journal[0]?.response.signature);
    expect(items[0]?.signature).toMatch(/^[\w-]{86}$/);
  });

  it('nothing that the office would refuse: without any key it says so instead', async () => {
    await answerOnce(db, await openKiosk(db));
    const { parcels, stranded } = await packed([], await records());
    expect(parcels).toEqual([]);
    expect(stranded).toHaveLength(1);
  });
});
