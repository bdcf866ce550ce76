import { beforeEach, describe, expect, test } from 'vitest';
import { SealedPush } from '#protocol/device.ts';
import type { ReceiptFile } from '#protocol/handover.ts';
import { KEY_ALGORITHM, isSignedBy, signText } from '#protocol/signature.ts';
import { PushRequest } from '#protocol/survey.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { postpone } from '#local/survey/outbox.ts';
import { queueState } from '#local/survey/queue.ts';
import { applyReceiptFile, sealedPushes } from '#sync/handover.ts';
import type { Packed } from '#sync/handover.ts';
import { freshBrowser } from '../local/fresh.ts';
import {
  AGENCY,
  answerOnce,
  CODE,
  deviceAnswer,
  ENDPOINT_SECRET,
  NOON,
  openCard,
  openKiosk,
  openPhone,
} from '../local/survey-scene.ts';
import { EndpointStore } from './endpoint-store.ts';

const OTHER_AGENCY = { id: '0190a000-0000-7000-8000-00000000b002', name: 'Kota lain' };

let db: SurveyDatabase;
let kiosk: SurveyContext;
let office: EndpointStore;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
  kiosk = await openKiosk(db);
  office = new EndpointStore();
});

const pack = () => sealedPushes(db, { appVersion: '1', journal: 'none' });
const requestsIn = ({ parcels }: Packed) =>
  parcels.flatMap(({ pushes }) => pushes.map(({ body }) => PushRequest.parse(JSON.parse(body))));

async function answers(count: number, comment = ''): Promise<void> {
  for (let person = 0; person < count; person += 1) await answerOnce(db, kiosk, comment);
}

/** The office takes a file and answers it. */
async function receipts(packed: Packed, key = ENDPOINT_SECRET): Promise<ReceiptFile> {
  const answered = [];
  for (const request of requestsIn(packed)) {
    const answer = JSON.stringify(await office.deliver(request));
    answered.push({ device: request.device.id, answer, signature: await signText(key, answer) });
  }
  const madeAt = '2026-08-17T09:00:00.000Z';
  return {
    ...{ format: 'skm-tanda-terima', version: 1, agency: AGENCY.id, madeAt },
    ...{ answers: answered, digest: 'd'.repeat(64) },
  };
}

describe('what waits, as a file for the office', () => {
  test('is made of pushes that the device signed as it would have sent them', async () => {
    await answers(3);
    const packed = await pack();
    expect(packed).toMatchObject({
      stranded: 0,
      parcels: [{ agency: AGENCY.id, label: 'Tablet 2', count: 3 }],
    });
    const { authorization, body } = SealedPush.parse(packed.parcels[0]?.pushes[0]);
    const identity = await db.read(['identities'], ({ identities }) => identities.get(kiosk.device));
    expect(await isSignedBy(identity!.publicKey, body, authorization.replace('Device ', ''))).toBe(true);
    expect(requestsIn(packed)).toMatchObject([
      { device: { id: kiosk.device, nextSequence: 4, unsent: 3, contact: { number: 1 } } },
    ]);
  });

  test('has everything, also what is set aside, in batches with contacts of their own', async () => {
    await answers(150, 'x'.repeat(900));
    const { items } = requestsIn(await pack())[0]!;
    await postpone(db, items.slice(0, 20), 'bad-request', () => NOON * 2);
    const requests = requestsIn(await pack());
    const numbers = requests.flatMap((request) =>
      request.items.map(({ body }) => JSON.parse(body).place.sequence as number),
    );
    expect(numbers).toEqual(Array.from({ length: 150 }, (_, at) => at + 1));
    const contacts = requests.map(({ device }) => device.contact!.number);
    expect(contacts).toEqual([...new Set(contacts)]);
    expect(Math.min(...contacts)).toBeGreaterThan(requestsIn(await pack()).length - 1);
  }, 60_000);

  test('is one parcel for each agency; phones send by their own link', async () => {
    await answers(1);
    await answerOnce(db, await openPhone(db));
    await openKiosk(db, '1-AAAA-BBBB', deviceAnswer([1], OTHER_AGENCY));
    const { parcels } = await pack();
    expect(parcels.map(({ agency, count }) => [agency, count])).toEqual([[AGENCY.id, 2]]);
    const schemes = parcels[0]!.pushes.map(({ authorization }) => authorization.split(' ')[0]);
    expect(schemes.sort()).toEqual(['Device', 'Link']);
  });

  test('keeps apart what two guests answered on one phone, each with their own card', async () => {
    for (const code of ['AAAA', 'BBBB']) await answerOnce(db, await openCard(db, code));
    const { parcels } = await pack();
    const shown = parcels[0]!.pushes.map(({ authorization }) => authorization);
    expect(shown.sort()).toEqual(['Personal token-of-link-1.AAAA', 'Personal token-of-link-1.BBBB']);
  });

  test('leaves out, and counts, what no endpoint could know', async () => {
    await answers(2);
    await db.write(['identities'], ({ identities }) => identities.delete(kiosk.device));
    expect(await pack()).toEqual({ parcels: [], stranded: 2 });
    await openKiosk(db, CODE);
    expect(await pack()).toMatchObject({ parcels: [{ count: 2 }], stranded: 0 });
    expect(requestsIn(await pack())[0]?.items[0]?.signature).toMatch(/^[\w-]{86}$/);
  });

  test('is nothing when nothing waits', async () => {
    expect(await pack()).toEqual({ parcels: [], stranded: 0 });
  });
});

describe('receipts that come back by file', () => {
  test('count as if they had come by network, once', async () => {
    await answers(3);
    const file = await receipts(await pack());
    expect(await applyReceiptFile(db, file)).toEqual({ received: 3, ignored: 0 });
    expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 3, kept: 3 });
    expect(await applyReceiptFile(db, file)).toEqual({ received: 0, ignored: 0 });
    expect(await queueState(db)).toMatchObject({ received: 3 });
  });

  test('that the endpoint did not sign change nothing', async () => {
    await answers(2);
    const stranger = await crypto.subtle.generateKey(KEY_ALGORITHM, false, ['sign', 'verify']);
    const forged = await receipts(await pack(), stranger.privateKey);
    expect(await applyReceiptFile(db, forged)).toEqual({ received: 0, ignored: 1 });
    const real = await receipts(await pack());
    const [first] = real.answers;
    const altered = { ...first!, answer: first!.answer.replace('same', 'stored') };
    expect(await applyReceiptFile(db, { ...real, answers: [altered] })).toEqual({ received: 0, ignored: 1 });
    expect(await queueState(db)).toMatchObject({ onDevice: 2, received: 0 });
  });

  test('for other bytes or another tablet change nothing', async () => {
    await answers(1);
    const file = await receipts(await pack());
    const other = await openSurveyDatabase(freshBrowser());
    await answerOnce(other, await openKiosk(other));
    expect(await applyReceiptFile(other, file)).toEqual({ received: 0, ignored: 0 });
    expect(await queueState(other)).toMatchObject({ onDevice: 1, received: 0 });
  });

  test('leave newer knowledge of the endpoint alone', async () => {
    await answers(1);
    const old = await receipts(await pack());
    await answers(1);
    office.serverTime = '2026-08-17T10:00:00.000Z';
    await applyReceiptFile(db, await receipts(await pack()));
    await applyReceiptFile(db, old);
    const ledger = await db.read(['ledgers'], ({ ledgers }) => ledgers.get(kiosk.device));
    expect(ledger?.contact).toMatchObject({ at: '2026-08-17T10:00:00.000Z', highest: 2 });
  });
});
