import { beforeEach, describe, expect, test } from 'vitest';
import { changeSettings } from '#local/survey/change-settings.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { DEFAULT_SETTINGS, isRunning, kioskSettings, RUNNING_MS } from '#local/survey/kiosk-settings.ts';
import { proveSpace } from '#local/survey/space-proof.ts';
import { sumOfTaken, withOneMore } from '#local/survey/taken.ts';
import { freshBrowser } from './fresh.ts';
import { activity, answerOnce, NOON, openKiosk } from './survey-scene.ts';

let db: SurveyDatabase;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
});

describe('the settings of a kiosk', () => {
  test('are the usual ones until staff change them, and stay', async () => {
    expect(await kioskSettings(db)).toEqual(DEFAULT_SETTINGS);
    await changeSettings(db, { sound: true, hours: { from: 420, to: 960 } });
    await changeSettings(db, { idleSeconds: 90 });
    expect(await kioskSettings(db)).toEqual({
      ...DEFAULT_SETTINGS,
      ...{ sound: true, hours: { from: 420, to: 960 }, idleSeconds: 90 },
    });
  });

  test('refuse what no kiosk can keep, and change nothing then', async () => {
    for (const bad of [14, 301, 20.5, Number.NaN]) {
      await expect(changeSettings(db, { idleSeconds: bad })).rejects.toThrow('idleSeconds');
    }
    await expect(changeSettings(db, { sound: true, hours: { from: 0, to: 1440 } })).rejects.toThrow('hours');
    expect(await kioskSettings(db)).toEqual(DEFAULT_SETTINGS);
  });

  test('of duty end when the office gives the tablet a new code; the others stay', async () => {
    await changeSettings(db, { offDuty: true, sound: true, running: { activity: 'a', since: NOON } });
    await openKiosk(db);
    expect(await kioskSettings(db)).toEqual({ ...DEFAULT_SETTINGS, sound: true });
  });

  test('know an event as running for half a day, whatever the clock does', () => {
    const running = { activity: 'a', since: NOON };
    expect(isRunning({ running: null }, NOON)).toBe(false);
    expect(isRunning({ running }, NOON + RUNNING_MS - 1)).toBe(true);
    expect(isRunning({ running }, NOON + RUNNING_MS)).toBe(false);
    expect(isRunning({ running }, NOON - RUNNING_MS)).toBe(false);
  });
});

describe('what was taken', () => {
  test('is counted with each response, by event', async () => {
    const kiosk = await openKiosk(db);
    await answerOnce(db, kiosk);
    await answerOnce(db, kiosk);
    await answerOnce(db, { ...kiosk, currentActivity: activity(2).id });
    const ledgers = await db.read(['ledgers'], (tables) => tables.ledgers.list());
    const sums = sumOfTaken(
      ledgers.map(({ taken = {} }) => taken),
      '2026-08-17',
    );
    expect(sums.get(activity(1).id)).toEqual({ total: 2, today: 2 });
    expect(sums.get(activity(2).id)).toEqual({ total: 1, today: 1 });
  });

  test('begins anew each day of WIB, and adds up over devices', () => {
    const lateEvening = withOneMore({}, 'a', '2026-08-17T16:59:59.000Z');
    const afterMidnight = withOneMore(lateEvening, 'a', '2026-08-17T17:00:00.000Z');
    expect(afterMidnight).toEqual({ a: { total: 2, day: '2026-08-18', today: 1 } });
    const sums = sumOfTaken([afterMidnight, lateEvening], '2026-08-18');
    expect(sums.get('a')).toEqual({ total: 3, today: 1 });
  });
});

test('room is proven by writing, and nothing of the proof stays', async () => {
  expect(await proveSpace(db, 100_000)).toMatchObject({ kind: 'room' });
  expect(await db.read(['meta'], ({ meta }) => meta.list())).toEqual([]);
});
