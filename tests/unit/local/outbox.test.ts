import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '#protocol/limits.ts';
import { PushRequest } from '#protocol/survey.ts';
import type { PushAnswer, PushItem, PushResult } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import {
  hurry,
  LONGEST_WAIT_MS,
  markSent,
  markUnsent,
  nextBatch,
  nextDue,
  postpone,
} from '#local/survey/outbox.ts';
import { applyReceipts } from '#local/survey/receipts.ts';
import { devicesWithUnsent, lastContactAt } from '#local/survey/senders.ts';
import { queueState, responsesOfContext } from '#local/survey/queue.ts';
import { freshBrowser } from './fresh.ts';
import { answerOnce, NOON, openKiosk, openPhone } from './survey-scene.ts';

let db: SurveyDatabase;
let kiosk: SurveyContext;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
  kiosk = await openKiosk(db);
});

const batch = (options: { now?: number; limit?: number } = {}) =>
  nextBatch(db, kiosk.device, { now: NOON, limit: 100, appVersion: '1', ...options });
const sequences = (request: PushRequest | null) =>
  request?.items.map(({ body }) => JSON.parse(body).place.sequence as number) ?? [];

async function answers(count: number, comment = ''): Promise<void> {
  for (let person = 0; person < count; person += 1) await answerOnce(db, kiosk, comment);
}

const receive = (device: string, items: readonly PushItem[], answer: PushAnswer) =>
  applyReceipts(db, { device, sender: device, items, answer, now: NOON });

function answerTo(items: readonly PushItem[], change: Partial<PushResult> = {}): PushAnswer {
  return {
    marker: PROTOCOL_MARKER,
    serverTime: '2026-08-17T05:00:02.000Z',
    results: items.map(({ id, hash }) => ({ id, hash, status: 'stored', ...change })),
    ledger: { highest: 7, missing: [3], missingCount: 1 },
  };
}

describe('the next request', () => {
  test('is a valid one, in the order of the numbers, announcing what else there is', async () => {
    await answers(5);
    const request = await batch({ limit: 3 });
    expect(PushRequest.parse(request)).toEqual(request);
    expect(sequences(request)).toEqual([1, 2, 3]);
    expect(request?.device).toEqual({ id: kiosk.device, appVersion: '1', nextSequence: 6, unsent: 5 });
  });

  test('is nothing when nothing is due', async () => {
    expect(await batch()).toBeNull();
    expect(await devicesWithUnsent(db)).toEqual([]);
  });

  test('never has more items than the protocol allows', async () => {
    await answers(LIMITS.batchItems + 1);
    expect((await batch({ limit: 1000 }))?.items).toHaveLength(LIMITS.batchItems);
  });

  test('never weighs more than the protocol allows, whatever signs people write', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('"', '\\', 'ü', '🙏', '\n', 'a'), { minLength: 1 }),
        async (signs) => {
          const own = await openSurveyDatabase(freshBrowser());
          const phone = await openPhone(own);
          const comment = signs
            .join('')
            .repeat(1000)
            .slice(0, LIMITS.commentLength - 1);
          for (let person = 0; person < 70; person += 1) await answerOnce(own, phone, comment);
          const request = await nextBatch(own, phone.device, { now: NOON, limit: 100, appVersion: '1' });
          const bytes = Buffer.byteLength(JSON.stringify(request));
          expect(bytes).toBeLessThanOrEqual(LIMITS.batchBytes);
          if (request!.items.length < 70) {
            const another = Buffer.byteLength(JSON.stringify(request!.items[0])) + 1;
            expect(bytes + another + 200).toBeGreaterThan(LIMITS.batchBytes);
          }
        },
      ),
      { numRuns: 4 },
    );
  });

  test('is of one identity only', async () => {
    await answers(1);
    await answerOnce(db, await openPhone(db));
    expect((await batch())?.items).toHaveLength(1);
    expect(await devicesWithUnsent(db)).toHaveLength(2);
  });
});

test('rows whose responses cannot be read hide nothing that waits behind them', async () => {
  const lost: string[] = [];
  for (let person = 0; person < 5; person += 1) lost.push((await answerOnce(db, kiosk)).responseId);
  const { responseId } = await answerOnce(db, kiosk);
  await answerOnce(db, kiosk);
  await db.write(['responses'], ({ responses }) => Promise.all(lost.map((id) => responses.delete(id))));
  expect((await batch({ limit: 1 }))?.items.map(({ id }) => id)).toEqual([responseId]);
});

describe('an item that was passed over', () => {
  test('lets the others go first and comes back when it is due', async () => {
    await answers(3);
    const [first] = (await batch())!.items;
    await postpone(db, [first!], 'no-receipt', () => NOON + 60_000);
    expect(sequences(await batch())).toEqual([2, 3]);
    expect(await nextDue(db, kiosk.device)).toBe(0);
    expect(sequences(await batch({ now: NOON + 60_000 }))).toEqual([1, 2, 3]);
    expect((await queueState(db)).stuck).toBe(1);
  });

  test('waits longer each time it was tried', async () => {
    await answers(1);
    const { items } = (await batch())!;
    const passedOver: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await postpone(db, items, 'no-receipt', (count) => {
        passedOver.push(count);
        return NOON;
      });
    }
    expect(passedOver).toEqual([1, 2, 3]);
  });

  test('is due at once when a person asks for it', async () => {
    await answers(2);
    await postpone(db, (await batch())!.items, 'too-large', () => NOON + 60_000);
    expect(await batch()).toBeNull();
    expect(await nextDue(db, kiosk.device)).toBe(NOON + 60_000);
    await hurry(db, kiosk.device);
    expect(sequences(await batch())).toEqual([1, 2]);
  });

  test('is not lost to a clock that was set back ten years', async () => {
    await answers(1);
    await postpone(db, (await batch())!.items, 'no-receipt', () => NOON + LONGEST_WAIT_MS);
    const tenYearsAgo = NOON - 10 * 365 * 24 * 3600 * 1000;
    expect(sequences(await batch({ now: tenYearsAgo }))).toEqual([1]);
  });

  test('is sent by a clock from before 1970 too, once, and not put aside by it for good', async () => {
    await answers(2);
    const before1970 = -30 * LONGEST_WAIT_MS;
    const { items } = (await batch({ now: before1970 }))!;
    expect(items).toHaveLength(2);
    await postpone(db, items.slice(0, 1), 'no-receipt', () => before1970 + 60_000);
    expect(sequences(await batch())).toEqual([1, 2]);
    await hurry(db, kiosk.device);
    expect(sequences(await batch({ now: before1970 }))).toEqual([1, 2]);
  });
});

describe('a receipt', () => {
  test('takes an item out of the outbox; the response stays, with what the endpoint said', async () => {
    await answers(1);
    const { items } = (await batch())!;
    await markSent(db, kiosk.device, items);
    expect(await queueState(db)).toMatchObject({ onDevice: 0, sent: 1 });
    expect(await receive(kiosk.device, items, answerTo(items))).toEqual({
      ...{ named: 1, unnamed: [], ignored: 0, putBack: 0 },
    });
    expect(await queueState(db)).toEqual({
      ...{ onDevice: 0, sent: 0, received: 1, oldestUnsentAt: null },
      ...{ conflicts: 0, quarantined: 0, stuck: 0, kept: 1 },
    });
    const kept = await db.read(['responses'], ({ responses }) => responses.get(items[0]!.id));
    expect(kept).toMatchObject({
      body: items[0]!.body,
      receipt: { status: 'stored', code: null, at: '2026-08-17T05:00:02.000Z' },
    });
  });

  test.each([
    ['same', undefined, {}],
    ['conflict', undefined, { conflicts: 1 }],
    ['quarantined', 'unknown-activity', { quarantined: 1 }],
  ] as const)('that says "%s" is a receipt too, and seen', async (status, code, seen) => {
    await answers(1);
    const { items } = (await batch())!;
    await receive(kiosk.device, items, answerTo(items, { status, code }));
    expect(await queueState(db)).toMatchObject({ received: 1, onDevice: 0, ...seen });
  });

  test('for a response that was not in the request is ignored, even with the right hash', async () => {
    await answers(2);
    const { items } = (await batch())!;
    const result = await receive(kiosk.device, items.slice(0, 1), answerTo(items));
    expect(result).toEqual({ named: 1, unnamed: [], ignored: 1, putBack: 0 });
    expect(await queueState(db)).toMatchObject({ onDevice: 1, received: 1 });
  });

  test('with another hash is ignored and counted', async () => {
    await answers(1);
    const { items } = (await batch())!;
    const result = await receive(kiosk.device, items, answerTo(items, { hash: 'f'.repeat(64) }));
    expect(result).toEqual({ named: 0, unnamed: items, ignored: 1, putBack: 0 });
    expect(await queueState(db)).toMatchObject({ onDevice: 1, received: 0 });
    const ledger = await db.read(['ledgers'], ({ ledgers }) => ledgers.get(kiosk.device));
    expect(ledger?.counters.ignoredReceipts).toBe(1);
  });

  test('that two tabs got for the same responses counts once', async () => {
    await answers(3);
    const { items } = (await batch())!;
    const [one, two] = [answerTo(items.slice(0, 2)), answerTo(items, { status: 'same' })];
    await receive(kiosk.device, items, one);
    await receive(kiosk.device, items, two);
    expect(await queueState(db)).toMatchObject({ received: 3, onDevice: 0, sent: 0 });
    const kept = await db.read(['responses'], ({ responses }) => responses.list());
    expect(kept.map(({ receipt }) => receipt?.status).sort()).toEqual(['same', 'stored', 'stored']);
  });

  test('tells what the endpoint knows of this device, and when', async () => {
    expect(await lastContactAt(db)).toBeNull();
    await answers(1);
    const { items } = (await batch())!;
    await receive(kiosk.device, items, answerTo(items));
    const ledger = await db.read(['ledgers'], ({ ledgers }) => ledgers.get(kiosk.device));
    expect(ledger?.contact).toEqual({
      ...{ at: new Date(NOON).toISOString(), clockOffsetMs: 2000 },
      ...{ highest: 7, missing: [3], missingCount: 1 },
    });
    expect(await lastContactAt(db)).toBe(new Date(NOON).toISOString());
  });
});

test('what a phone shows of its own answers: newest first, each with its state', async () => {
  const phone = await openPhone(db);
  const receipts: string[] = [];
  for (let visit = 0; visit < 3; visit += 1) receipts.push((await answerOnce(db, phone)).receipt);
  const request = (await nextBatch(db, phone.device, { now: NOON, limit: 3, appVersion: '1' }))!;
  await receive(phone.device, request.items.slice(0, 1), answerTo(request.items.slice(0, 1)));
  await markSent(db, phone.device, request.items.slice(1, 2));
  const states = await responsesOfContext(db, phone.id);
  const byReceipt = new Map(states.map(({ receipt, state }) => [receipt, state]));
  expect(receipts.map((receipt) => byReceipt.get(receipt))).toEqual(['received', 'sent', 'on-device']);
  expect(await responsesOfContext(db, phone.id, 1)).toHaveLength(1);
  expect(await responsesOfContext(db, 'link:another')).toEqual([]);
  await markUnsent(db, phone.device);
  expect(await queueState(db)).toMatchObject({ onDevice: 2, sent: 0, received: 1 });
});

test('items that left the outbox meanwhile are not brought back by a late postponement', async () => {
  await answers(1);
  const { items } = (await batch())!;
  await receive(kiosk.device, items, answerTo(items));
  await postpone(db, items, 'x', () => 0);
  expect(await queueState(db)).toMatchObject({ onDevice: 0, sent: 0, received: 1 });
});
