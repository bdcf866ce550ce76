import { beforeEach, describe, expect, test } from 'vitest';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { isPin, pinState, setPin, tryPin } from '#local/survey/staff-pin.ts';
import type { PinTry, Tick } from '#local/survey/staff-pin.ts';
import { freshBrowser } from './fresh.ts';
import { CODE, NOON, openKiosk } from './survey-scene.ts';

const PIN = '402719';
const MINUTE = 60_000;

let db: SurveyDatabase;
let now: number;
let tick: Tick;

beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
  [now, tick] = [NOON, { page: 'first', ms: 1000 }];
  await setPin(db, PIN);
});

/** Time passes for the clock and for the page alike. */
function pass(ms: number): void {
  now += ms;
  tick = { ...tick, ms: tick.ms + ms };
}

/** The page is loaded again: its own time begins anew. */
function reload(): void {
  tick = { page: `after ${tick.page}`, ms: 0 };
}

const attempt = (pin: string): Promise<PinTry> => tryPin(db, pin, now, tick);

/** Wrong as often as this, each as soon as it is allowed. */
async function fail(times: number): Promise<PinTry> {
  let last: PinTry = { kind: 'right' };
  for (let time = 0; time < times; time += 1) {
    const state = await pinState(db, now, tick);
    pass(state.kind === 'set' ? state.waitMs : 0);
    last = await attempt('000000');
  }
  return last;
}

/** As five wrong tries leave it behind, without waiting for five slow hashes. */
async function wrongFiveTimes(): Promise<void> {
  await db.write(['meta'], async ({ meta }) => {
    const row = await meta.get('staff-pin');
    const tries = { wrongTries: 5, lastTryAt: now, lastTick: tick };
    await meta.put({ key: 'staff-pin', value: { ...(row?.value as object), ...tries } });
  });
}

describe('the PIN of staff', () => {
  test('lets in who knows it, and nobody else', async () => {
    expect(await attempt('402718')).toEqual({ kind: 'wrong', waitMs: 0 });
    expect(await attempt(PIN)).toEqual({ kind: 'right' });
  });

  test('has six digits', async () => {
    expect(['402719', '40271', '4027190', '40271a', ' 40271', ''].map(isPin)).toEqual([
      ...[true, false, false, false, false, false],
    ]);
    await expect(setPin(db, '12345')).rejects.toThrow(RangeError);
    expect(await attempt(PIN)).toEqual({ kind: 'right' });
  });

  test('is kept only as a slow hash with a salt of its own', async () => {
    const kept = () => db.read(['meta'], ({ meta }) => meta.get('staff-pin'));
    const first = (await kept())?.value as { salt: Uint8Array; hash: Uint8Array; iterations: number };
    await setPin(db, PIN);
    const second = (await kept())?.value as typeof first;
    expect(first.iterations).toBeGreaterThanOrEqual(600_000);
    expect(second.salt).not.toEqual(first.salt);
    expect(second.hash).not.toEqual(first.hash);
    const bytes = JSON.stringify([...first.salt, ...first.hash]);
    expect(bytes).not.toContain([...new TextEncoder().encode(PIN)].join(','));
  });

  test('is forgotten with a new code from the office, and with nothing less', async () => {
    await openKiosk(db, '1-AAAA-BBBB');
    expect(await pinState(db, now, tick)).toEqual({ kind: 'unset' });
    await setPin(db, PIN);
    await expect(tryPin(db, PIN, now, tick)).resolves.toEqual({ kind: 'right' });
    await openKiosk(db, CODE);
    await expect(tryPin(db, PIN, now, tick)).rejects.toThrow(RangeError);
  });
});

describe('after wrong tries', () => {
  test('each next one has to wait longer, at most an hour', async () => {
    const waits = [];
    for (let time = 0; time < 9; time += 1) waits.push(await fail(1));
    const seconds = waits.map((tried) => (tried.kind === 'wrong' ? tried.waitMs / 1000 : tried.kind));
    expect(seconds).toEqual([0, 0, 5, 15, 60, 300, 900, 3600, 3600]);
  });

  test('nothing is compared during the wait, not even the right one', async () => {
    await wrongFiveTimes();
    pass(59_000);
    expect(await attempt(PIN)).toEqual({ kind: 'too-early', waitMs: 1000 });
    pass(1000);
    expect(await attempt(PIN)).toEqual({ kind: 'right' });
  });

  test('the right one makes everything as it was', async () => {
    await wrongFiveTimes();
    pass(MINUTE);
    await attempt(PIN);
    expect(await attempt('000000')).toEqual({ kind: 'wrong', waitMs: 0 });
  });

  test('a reload begins the wait anew', async () => {
    await wrongFiveTimes();
    pass(30_000);
    reload();
    expect(await attempt(PIN)).toEqual({ kind: 'too-early', waitMs: MINUTE });
    pass(MINUTE);
    expect(await attempt(PIN)).toEqual({ kind: 'right' });
  });

  test('a clock that is set forward saves nothing, also with a reload', async () => {
    await wrongFiveTimes();
    now += 24 * 60 * MINUTE;
    expect(await attempt(PIN)).toEqual({ kind: 'too-early', waitMs: MINUTE });
    reload();
    expect(await attempt(PIN)).toEqual({ kind: 'too-early', waitMs: MINUTE });
  });

  test('a clock that is set back costs nothing more', async () => {
    await wrongFiveTimes();
    now -= 24 * 60 * MINUTE;
    pass(MINUTE);
    expect(await attempt(PIN)).toEqual({ kind: 'right' });
  });

  test('a second page that has long been open does not save the wait', async () => {
    await wrongFiveTimes();
    tick = { page: 'another tab', ms: 60 * MINUTE };
    expect(await attempt(PIN)).toEqual({ kind: 'too-early', waitMs: MINUTE });
  });

  test('two tries at once count as two', async () => {
    await fail(2);
    const both = await Promise.all([attempt('000000'), attempt('111111')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['too-early', 'wrong']);
  });
});
