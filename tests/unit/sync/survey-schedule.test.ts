import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { saveLinkContext } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import type { Trigger } from '#sync/loop.ts';
import { startSurveySync } from '#sync/survey-schedule.ts';
import type { SurveySync, SyncStatus } from '#sync/survey-schedule.ts';
import { freshBrowser } from '../local/fresh.ts';
import { answerOnce, linkAnswer, NOON, openKiosk, openPhone } from '../local/survey-scene.ts';
import { FakeClock, nextTurn, until } from './fake-clock.ts';
import { SurveyEndpoint } from './survey-endpoint.ts';

let clock: FakeClock;
let endpoint: SurveyEndpoint;
let db: SurveyDatabase;
let kiosk: SurveyContext;
let phone: SurveyContext;
let sync: SurveySync;
let status: SyncStatus;
let pageSays: (trigger: Trigger) => void;

beforeEach(async () => {
  clock = new FakeClock();
  endpoint = new SurveyEndpoint();
  db = await openSurveyDatabase(freshBrowser());
  kiosk = await openKiosk(db);
  phone = await openPhone(db);
  await endpoint.meet(db);
});
afterEach(() => sync.stop());

function start(): void {
  sync = startSurveySync({
    db,
    appVersion: '1.0.0',
    onStatus: (next) => (status = next),
    effects: {
      clock,
      random: () => 0.5,
      fetch: endpoint.fetch,
      locks: null,
      idle: nextTurn,
      listen: (kick) => {
        pageSays = kick;
        return () => undefined;
      },
    },
  });
}

/** A browser that is no kiosk has nothing to say but what waits. */
async function onlyPhone(): Promise<void> {
  db = await openSurveyDatabase(freshBrowser());
  phone = await openPhone(db);
}

const shows = (phase: SyncStatus['phase'], received: number) =>
  until(() => status?.phase === phase && status.queue.received === received);

describe('what waits is delivered', () => {
  test('at the start, after a thank-you, and the status tells how far it is', async () => {
    await answerOnce(db, kiosk);
    start();
    await shows('idle', 1);
    await answerOnce(db, kiosk);
    sync.kick('submit');
    await shows('idle', 2);
    expect(status).toMatchObject({
      problem: null,
      nextTryAt: null,
      lastReceiptAt: new Date(clock.now()).toISOString(),
      queue: { onDevice: 0, sent: 0, oldestUnsentAt: null },
    });
    expect(endpoint.deliveries.map(({ device }) => device)).toMatchObject([
      { id: kiosk.device, appVersion: '1.0.0', nextSequence: 2, unsent: 1 },
      { id: kiosk.device, appVersion: '1.0.0', nextSequence: 3, unsent: 1 },
    ]);
  });

  test('without network it waits, says so, and goes on when the page hints that it is back', async () => {
    await onlyPhone();
    endpoint.faults = ['unreachable'];
    await answerOnce(db, phone);
    start();
    await shows('waiting', 0);
    expect(status).toMatchObject({
      problem: 'unreachable',
      nextTryAt: new Date(clock.now() + 500).toISOString(),
      queue: { onDevice: 1, sent: 0, oldestUnsentAt: new Date(NOON + 40_000).toISOString() },
    });
    pageSays('online');
    await shows('idle', 1);
  });

  test('by the timer alone, when nothing ever hints', async () => {
    await onlyPhone();
    endpoint.faults = ['portal', 'unreachable', 'half-an-answer'];
    await answerOnce(db, phone);
    start();
    for (const wait of [500, 1000, 2000]) {
      await until(() => clock.waits.includes(wait));
      clock.advance(wait);
    }
    await shows('idle', 1);
    expect(endpoint.faults).toEqual([]);
  });

  test('350 responses go in requests of at most 100', async () => {
    for (let person = 0; person < 350; person += 1) await answerOnce(db, kiosk);
    start();
    await shows('idle', 350);
    expect(endpoint.deliveries.map(({ items }) => items.length)).toEqual([100, 100, 100, 50]);
    expect(endpoint.store.sequences(kiosk.device)).toHaveLength(350);
  }, 30_000);

  test('an endpoint that takes less at once gets less at once', async () => {
    endpoint.mostItems = 7;
    for (let person = 0; person < 40; person += 1) await answerOnce(db, kiosk);
    start();
    await shows('idle', 40);
    expect(endpoint.store.sequences(kiosk.device)).toHaveLength(40);
  }, 30_000);
});

describe('each identity at its own pace', () => {
  test('an expired link blocks its own responses and nobody else’s; a new link frees them', async () => {
    await answerOnce(db, phone);
    await answerOnce(db, kiosk);
    endpoint.expired.add('Link token-of-link-1');
    start();
    await shows('blocked', 1);
    expect(status.problem).toBe('link-expired');
    const byContext = new Map(status.contexts.map((context) => [context.contextId, context]));
    expect(byContext.get('kiosk')).toMatchObject({ phase: 'idle', problem: null });
    expect(byContext.get(phone.id)).toMatchObject({ phase: 'blocked', problem: 'link-expired' });
    await saveLinkContext(db, 'a-new-token', linkAnswer(1), NOON);
    sync.kick('start');
    await shows('idle', 2);
    expect(endpoint.store.sequences(phone.device)).toEqual([1]);
  });

  test('a revoked kiosk keeps everything and is tried again by itself after five minutes', async () => {
    await answerOnce(db, kiosk);
    endpoint.faults = ['link-revoked'];
    start();
    await shows('blocked', 0);
    expect(status.queue).toMatchObject({ onDevice: 0, sent: 1 });
    clock.advance(300_000);
    await shows('idle', 1);
  });
});

describe('items with trouble of their own', () => {
  test('one that cannot be read is set aside, seen as stuck, and tried again later; the others arrive', async () => {
    for (let person = 0; person < 3; person += 1) await answerOnce(db, kiosk);
    endpoint.faults = ['bad-request', 'bad-request', 'bad-request'];
    start();
    await until(() => status?.phase === 'idle' && status.queue.received === 2);
    expect(status.queue).toMatchObject({ stuck: 1, onDevice: 1 });
    sync.kick('manual');
    await shows('idle', 3);
    expect(status.queue.stuck).toBe(0);
  });

  test('when single items are refused one after the other it is not the items: it stops asking', async () => {
    for (let person = 0; person < 20; person += 1) await answerOnce(db, kiosk);
    endpoint.faults = Array.from({ length: 40 }, () => 'bad-request' as const);
    start();
    await shows('blocked', 0);
    expect(endpoint.requests.length).toBeLessThan(12);
    expect(status.problem).toBe('bad-request');
  });
});

test('a store that fails is said to fail, and delivery goes on when it works again', async () => {
  await answerOnce(db, kiosk);
  const run = db.run.bind(db);
  let broken = true;
  db.run = (operation, ms) => (broken ? Promise.reject(new Error('store gone')) : run(operation, ms));
  start();
  await until(() => status?.problem === 'store');
  broken = false;
  pageSays('visible');
  await shows('idle', 1);
  expect(status?.problem).not.toBe('store');
});

test('after stop nothing is sent, and a request under way is taken back', async () => {
  await answerOnce(db, kiosk);
  endpoint.faults = ['silence'];
  start();
  await until(() => endpoint.requests.length === 1);
  await sync.stop();
  sync.kick('manual');
  clock.advance(1e9);
  await until(() => true);
  expect(endpoint.requests).toHaveLength(1);
  expect(clock.waits).toEqual([]);
});
