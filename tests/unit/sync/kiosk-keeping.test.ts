/** How long a kiosk keeps what it has delivered, and how it refills an endpoint that has lost some of it. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { KEEP_DAYS, keptState } from '#local/survey/keeping.ts';
import { queueState } from '#local/survey/queue.ts';
import { CONTACT_MS } from '#sync/survey-lane.ts';
import { answerOnce, CODE } from '../local/survey-scene.ts';
import { until } from './fake-clock.ts';
import { KioskScene } from './kiosk-scene.ts';
import type { SurveyEndpoint } from './survey-endpoint.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let scene: KioskScene;
let endpoint: SurveyEndpoint;
let db: SurveyDatabase;
let kiosk: SurveyContext;

beforeEach(async () => {
  scene = await KioskScene.open();
  ({ endpoint, db, kiosk } = scene);
});

describe('a delivered response stays', () => {
  test('until a backup has it; then it goes, while its number is remembered', async () => {
    await scene.answers(3);
    await scene.drain();
    expect(await queueState(db)).toMatchObject({ received: 3, kept: 3 });
    expect(await keptState(db)).toEqual({
      ...{ count: 3, withoutBackup: 3 },
      until: new Date(Date.parse(endpoint.store.serverTime) + KEEP_DAYS * DAY_MS).toISOString(),
    });
    endpoint.store.backUp();
    await scene.answers(1);
    await scene.contact();
    await until(async () => (await scene.rows()).length === 1);
    expect(await queueState(db)).toMatchObject({ received: 4, kept: 1, onDevice: 0 });
    expect(await keptState(db)).toMatchObject({ count: 1, withoutBackup: 1 });
    const ledger = await db.read(['ledgers'], ({ ledgers }) => ledgers.get(kiosk.device));
    expect(ledger?.released).toEqual([[1, 3]]);
    expect((await answerOnce(db, kiosk)).sequence).toBe(5);
  });

  test('and is told apart from what waits, postponed or not, on either side of the backup', async () => {
    await scene.answers(2);
    await scene.drain();
    endpoint.store.backUp();
    await scene.answers(1);
    await scene.drain();
    for (let number = 4; number <= 8; number += 1) await answerOnce(db, kiosk);
    await db.write(['outbox'], async ({ outbox }) => {
      const [one] = await outbox.by('submittedAt').list();
      await outbox.put({ ...one!, nextAt: Date.now() });
    });
    expect(await queueState(db)).toMatchObject({ onDevice: 5, received: 3 });
    const kept = await keptState(db);
    expect(kept.withoutBackup).toBe(1);
  });

  test('or thirty days of the endpoint’s clock, whatever the tablet’s clock says', async () => {
    await scene.answers(2);
    await scene.drain();
    scene.clock.jump(10 * 365 * DAY_MS);
    await scene.contact();
    expect(await scene.rows()).toHaveLength(2);
    const received = Date.parse(endpoint.store.serverTime);
    endpoint.store.serverTime = new Date(received + KEEP_DAYS * DAY_MS - 1).toISOString();
    await scene.contact();
    expect(await scene.rows()).toHaveLength(2);
    endpoint.store.serverTime = new Date(received + KEEP_DAYS * DAY_MS).toISOString();
    await scene.contact();
    await until(async () => (await scene.rows()).length === 0);
    expect(await queueState(db)).toMatchObject({ received: 2, kept: 0 });
  });

  test('in pieces: several hundred go without one long transaction', async () => {
    await scene.answers(230);
    await scene.drain();
    endpoint.store.backUp();
    await scene.contact();
    await until(async () => (await scene.rows()).length === 0);
    expect(await queueState(db)).toMatchObject({ received: 230, kept: 0 });
  }, 60_000);

  test('when it is not sent, however new the backup is', async () => {
    await scene.answers(2);
    await scene.drain();
    await scene.answers(2);
    endpoint.store.backUp();
    endpoint.faults = ['half-the-results'];
    await scene.drain();
    await until(async () => (await scene.rows()).length === 2);
    expect((await scene.rows()).map(({ sequence }) => sequence).sort()).toEqual([3, 4]);
  });
});

describe('an endpoint restored from an older copy', () => {
  test('is refilled with what it has lost, and counts nothing twice', async () => {
    await scene.answers(3);
    await scene.drain();
    const restore = endpoint.store.backUp();
    await scene.answers(130);
    await scene.drain();
    expect(endpoint.store.stored.size).toBe(133);
    restore();
    expect(endpoint.store.stored.size).toBe(3);
    await scene.contact();
    expect(endpoint.store.sequences(kiosk.device)).toEqual(Array.from({ length: 133 }, (_, at) => at + 1));
    expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 133, stuck: 0 });
  }, 60_000);

  test('that lacks single numbers gets just these', async () => {
    await scene.answers(5);
    await scene.drain();
    for (const { id, sequence } of await scene.rows()) {
      if (sequence === 2 || sequence === 4) endpoint.store.stored.delete(id);
    }
    await scene.contact();
    expect(endpoint.store.sequences(kiosk.device)).toEqual([1, 2, 3, 4, 5]);
    expect(endpoint.deliveries.at(-1)?.items).toHaveLength(2);
  });

  test('whose newest backup lacks a number never makes the tablet drop it', async () => {
    await scene.answers(3);
    await scene.drain();
    const lost = (await scene.rows()).find(({ sequence }) => sequence === 2);
    endpoint.store.stored.delete(lost!.id);
    endpoint.store.backUp();
    await scene.contact();
    await until(async () => (await scene.rows()).length === 2);
    expect((await scene.rows()).map(({ sequence }) => sequence).sort()).toEqual([2, 3]);
    expect(endpoint.store.sequences(kiosk.device)).toEqual([1, 2, 3]);
    endpoint.store.backUp();
    await scene.contact();
    await until(async () => (await scene.rows()).length === 0);
  });

  test('before it knew the kiosk gets everything once the kiosk is enrolled again', async () => {
    const restore = endpoint.store.backUp();
    endpoint.store.keys.clear();
    const nothing = endpoint.store.backUp();
    restore();
    endpoint.codes.set(CODE, null);
    await scene.answers(4);
    await scene.drain();
    nothing();
    scene.clock.advance(CONTACT_MS);
    expect(await scene.step()).toMatchObject({ kind: 'failed', problem: { code: 'device-unknown' } });
    await scene.enrolAgain();
    await scene.drain();
    expect(endpoint.store.sequences(kiosk.device)).toEqual([1, 2, 3, 4]);
  });

  test('and claims to lack what it gave a receipt for again and again is not answered for ever', async () => {
    await scene.answers(2);
    await scene.drain();
    const [one] = await scene.rows();
    const deliver = endpoint.store.deliver.bind(endpoint.store);
    endpoint.store.deliver = async (request) => ({
      ...(await deliver(request)),
      ledger: { highest: 2, missing: [one!.sequence], missingCount: 1 },
    });
    for (let turn = 0; turn < 8; turn += 1) await scene.contact();
    const sentAgain = endpoint.deliveries.slice(1);
    expect(sentAgain).toHaveLength(3);
    expect(await queueState(db)).toMatchObject({ received: 2, onDevice: 0, sent: 0 });
  });
});
