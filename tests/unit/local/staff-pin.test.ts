import { beforeEach, describe, expect, test } from 'vitest';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { pinState, setPin, tryPin } from '#local/survey/staff-pin.ts';
import { freshBrowser } from './fresh.ts';
import { NOON, openKiosk } from './survey-scene.ts';

let browser: ReturnType<typeof freshBrowser>;
let db: SurveyDatabase;
beforeEach(async () => {
  browser = freshBrowser();
  db = await openSurveyDatabase(browser);
});

describe('the PIN of the staff corner', () => {
  test('is set once, and nothing in the store gives it away', async () => {
    expect(await pinState(db, NOON)).toEqual({ kind: 'unset' });
    await setPin(db, '135790');
    expect(await pinState(db, NOON)).toEqual({ kind: 'set', waitMs: 0 });
    const rows = await db.read(['meta'], ({ meta }) => meta.list());
    expect(JSON.stringify(rows)).not.toContain('135790');
    expect(await tryPin(db, '135790', NOON)).toEqual({ kind: 'right' });
    expect((await tryPin(db, '135791', NOON)).kind).toBe('wrong');
  });

  test('is six digits and nothing else', async () => {
    for (const bad of ['', '12345', '1234567', '12345a', '１２３４５６']) {
      await expect(setPin(db, bad)).rejects.toThrow(RangeError);
    }
    expect(await pinState(db, NOON)).toEqual({ kind: 'unset' });
    await expect(tryPin(db, '123456', NOON)).rejects.toThrow('No PIN was set');
  });

  test('makes each wrong try wait longer, also after a reload and in another tab', async () => {
    await setPin(db, '135790');
    const waits: number[] = [];
    let now = NOON;
    for (let wrong = 0; wrong < 9; wrong += 1) {
      const outcome = await tryPin(db, '000000', now);
      if (outcome.kind !== 'wrong') throw new Error(`Try ${wrong + 1} was ${outcome.kind}.`);
      waits.push(outcome.waitMs / 1000);
      now += outcome.waitMs;
    }
    expect(waits).toEqual([0, 0, 5, 15, 60, 300, 900, 3600, 3600]);
    await tryPin(db, '000000', now);
    const other = await openSurveyDatabase(browser);
    expect(await tryPin(other, '135790', now + 1000)).toEqual({ kind: 'too-early', waitMs: 3_599_000 });
    expect(await pinState(other, now + 1000)).toEqual({ kind: 'set', waitMs: 3_599_000 });
    expect(await tryPin(other, '135790', now + 3_600_000)).toEqual({ kind: 'right' });
    expect(await pinState(db, now)).toEqual({ kind: 'set', waitMs: 0 });
  });

  test('does not let a clock that is set back shorten the wait', async () => {
    await setPin(db, '135790');
    for (let wrong = 0; wrong < 4; wrong += 1) await tryPin(db, '000000', NOON + wrong * 60_000);
    expect(await pinState(db, NOON - 86_400_000)).toEqual({ kind: 'set', waitMs: 15_000 });
  });

  test('is forgotten when the office gives the tablet a new code', async () => {
    await setPin(db, '135790');
    await openKiosk(db);
    expect(await pinState(db, NOON)).toEqual({ kind: 'unset' });
  });
});
