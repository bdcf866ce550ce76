/** A kiosk, its endpoint and the network between them: signatures, contacts, withdrawal, lost keys. */
import { beforeEach, describe, expect, test } from 'vitest';
import { isSignedBy } from '#protocol/signature.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { queueState } from '#local/survey/queue.ts';
import { kioskStanding } from '#local/survey/senders.ts';
import { CONTACT_MS, SETTLED_MS } from '#sync/survey-lane.ts';
import { freshBrowser } from '../local/fresh.ts';
import { until } from './fake-clock.ts';
import { KioskScene } from './kiosk-scene.ts';
import type { SurveyEndpoint } from './survey-endpoint.ts';

let scene: KioskScene;
let endpoint: SurveyEndpoint;
let db: SurveyDatabase;
let kiosk: SurveyContext;

beforeEach(async () => {
  scene = await KioskScene.open();
  ({ endpoint, db, kiosk } = scene);
});

describe('a batch', () => {
  test('is signed over its exact text, and tells how the device keeps things', async () => {
    await scene.answers(2);
    await scene.drain();
    const [{ text, authorization }] = endpoint.asked as [(typeof endpoint.asked)[0]];
    const key = endpoint.store.keys.get(kiosk.device)!;
    expect(await isSignedBy(key, text, authorization.replace('Device ', ''))).toBe(true);
    expect(endpoint.deliveries[0]?.device).toEqual({
      ...{ id: kiosk.device, appVersion: '1', nextSequence: 3, unsent: 2 },
      contact: { number: 1, nonce: expect.stringMatching(/^[\w-]{22}$/) },
      state: { persisted: null, journal: 'opfs', oldestUnsentAt: expect.any(String), kept: 0 },
    });
    expect(endpoint.store.sequences(kiosk.device)).toEqual([1, 2]);
  });

  test.each(['unsigned', 'signed-by-a-stranger', 'portal', 'foreign-json'] as const)(
    'whose answer is %s stays on the device until the endpoint itself answers',
    async (fault) => {
      await scene.answers(3);
      endpoint.faults = [fault];
      expect(await scene.step()).toMatchObject({ kind: 'failed', problem: { code: 'not-ours' } });
      expect(await queueState(db)).toMatchObject({ onDevice: 3, sent: 0, received: 0 });
      await scene.drain();
      expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 3 });
      expect(endpoint.store.sequences(kiosk.device)).toEqual([1, 2, 3]);
    },
  );

  test('never has a contact number that another one had, whatever went wrong', async () => {
    endpoint.faults = ['unreachable', 'answer-lost', 'busy', 'none', 'silence'];
    await scene.answers(1);
    for (let turn = 0; turn < 4; turn += 1) await scene.step();
    await scene.answers(1);
    const waiting = scene.step();
    await until(() => endpoint.requests.length === 5);
    scene.clock.advance(60_000);
    await waiting;
    await scene.drain();
    const numbers = endpoint.requests.map(({ device }) => device.contact?.number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a! - b!));
    expect(endpoint.store.alarms).toEqual([]);
  });
});

describe('a contact without responses', () => {
  test('is made at the start and then once in a quarter of an hour', async () => {
    expect(await scene.drain()).toEqual({ kind: 'done', wakeMs: CONTACT_MS });
    expect(endpoint.requests.at(-1)!).toMatchObject({ items: [], device: { nextSequence: 1, unsent: 0 } });
    scene.clock.advance(CONTACT_MS - 1);
    expect(await scene.drain()).toEqual({ kind: 'done', wakeMs: 1 });
    expect(endpoint.requests).toHaveLength(1);
    scene.clock.advance(1);
    await scene.drain();
    expect(endpoint.requests).toHaveLength(2);
  });

  test('follows a minute after the last delivery, so that the office knows that nothing waits', async () => {
    await scene.answers(1);
    expect(await scene.drain()).toEqual({ kind: 'done', wakeMs: SETTLED_MS });
    expect(endpoint.requests.at(-1)!.device).toMatchObject({ unsent: 1 });
    scene.clock.advance(SETTLED_MS);
    expect(await scene.drain()).toEqual({ kind: 'done', wakeMs: CONTACT_MS });
    expect(endpoint.requests.at(-1)!.device).toMatchObject({
      unsent: 0,
      state: { oldestUnsentAt: null, kept: 1 },
    });
  });

  test('without network is no trouble: nothing waits', async () => {
    endpoint.faults = ['unreachable', 'portal'];
    expect(await scene.step()).toEqual({ kind: 'done', wakeMs: CONTACT_MS });
    expect(await scene.step()).toEqual({ kind: 'done', wakeMs: CONTACT_MS });
    await scene.drain();
    expect(endpoint.requests).toHaveLength(3);
  });

  test('of two stores with one identity raises the alarm, and nothing is refused', async () => {
    await scene.answers(1);
    const clone = await openSurveyDatabase(freshBrowser());
    const everything = ['contexts', 'ledgers', 'identities'] as const;
    const kept = await db.read(everything, (tables) =>
      Promise.all([tables.contexts.list(), tables.ledgers.list(), tables.identities.list()]),
    );
    await clone.write(everything, (tables) =>
      Promise.all([
        tables.contexts.putEach(kept[0]),
        tables.ledgers.putEach(kept[1]),
        tables.identities.putEach(kept[2]),
      ]),
    );
    await scene.drain();
    await scene.drain(scene.laneOf(kiosk.device, clone));
    expect(endpoint.store.alarms).toEqual([kiosk.device]);
    expect(endpoint.store.stored.size).toBe(1);
  });
});

describe('a withdrawn kiosk', () => {
  test('goes on delivering, into quarantine, and keeps everything', async () => {
    await scene.answers(2);
    endpoint.store.revoked.add(kiosk.device);
    await scene.drain();
    expect(await kioskStanding(db)).toBe('revoked');
    expect(endpoint.store.aside.size).toBe(2);
    expect(await queueState(db)).toMatchObject({ onDevice: 0, received: 2, quarantined: 2, kept: 2 });
  });
});

describe('an endpoint that does not know the kiosk', () => {
  test('is told to staff; everything waits, and goes once the kiosk is enrolled again', async () => {
    await scene.answers(2);
    endpoint.store.keys.clear();
    expect(await scene.step()).toMatchObject({
      kind: 'failed',
      problem: { code: 'device-unknown', retry: 'sign-in' },
    });
    expect(await kioskStanding(db)).toBe('code-needed');
    await scene.enrolAgain();
    await scene.drain();
    expect(endpoint.store.sequences(kiosk.device)).toEqual([1, 2]);
    expect(await kioskStanding(db)).toBe('enrolled');
  });
});

describe('responses whose key is gone', () => {
  test('are delivered by the identity that the tablet has now, and counted as those of the old one', async () => {
    await scene.answers(3);
    await db.write(['identities'], ({ identities }) => identities.delete(kiosk.device));
    expect(await scene.step()).toMatchObject({ kind: 'failed', problem: { code: 'device-unknown' } });
    expect(endpoint.requests).toEqual([]);
    const now = await scene.enrolAgain();
    await scene.drain();
    expect(endpoint.requests.at(-1)!.device.id).toBe(now.device);
    expect(endpoint.store.sequences(kiosk.device)).toEqual([1, 2, 3]);
    expect(await queueState(db)).toMatchObject({ onDevice: 0, sent: 0, received: 3, quarantined: 0 });
  });
});
