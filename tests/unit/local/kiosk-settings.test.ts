import { beforeEach, describe, expect, test } from 'vitest';
import { changeSettings } from '#local/survey/change-settings.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { DEFAULT_SETTINGS, isRunning, kioskSettings, RUNNING_MS } from '#local/survey/kiosk-settings.ts';
import { freshBrowser } from './fresh.ts';
import { activity, NOON, openKiosk } from './survey-scene.ts';

let db: SurveyDatabase;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
});

describe('the settings of a kiosk', () => {
  test('are the office’s and the questionnaire’s until staff change them', async () => {
    expect(await kioskSettings(db)).toEqual(DEFAULT_SETTINGS);
    expect(await changeSettings(db, { idleSeconds: 90, sound: true })).toEqual({
      ...DEFAULT_SETTINGS,
      ...{ idleSeconds: 90, sound: true },
    });
    await changeSettings(db, { languages: 'en' });
    expect(await kioskSettings(db)).toMatchObject({ idleSeconds: 90, sound: true, languages: 'en' });
  });

  test.each([
    [{ idleSeconds: 14 }, /15 to 300/],
    [{ idleSeconds: 301 }, /15 to 300/],
    [{ idleSeconds: 30.5 }, /15 to 300/],
    [{ hours: { from: -1, to: 60 } }, /minute of the day: -1/],
    [{ hours: { from: 0, to: 1440 } }, /minute of the day: 1440/],
  ])('refuse %o and stay as they are', async (changes, reason) => {
    await changeSettings(db, { idleSeconds: 60 });
    await expect(changeSettings(db, { ...changes, sound: true })).rejects.toThrow(reason);
    expect(await kioskSettings(db)).toEqual({ ...DEFAULT_SETTINGS, idleSeconds: 60 });
  });

  test('survive a new code, but for what belongs to the day: the tablet is on duty and nothing runs', async () => {
    const running = { activity: activity(1).id, since: NOON };
    await changeSettings(db, { languages: 'id', offDuty: true, running });
    await openKiosk(db);
    expect(await kioskSettings(db)).toEqual({ ...DEFAULT_SETTINGS, languages: 'id' });
  });
});

test('an event that nobody marks as finished is no longer running after half a day, whatever the clock did', () => {
  const running = { activity: activity(1).id, since: NOON };
  expect(isRunning({ running: null }, NOON)).toBe(false);
  const moments = [0, RUNNING_MS - 1, RUNNING_MS, 1 - RUNNING_MS, -RUNNING_MS];
  expect(moments.map((later) => isRunning({ running }, NOON + later))).toEqual([
    ...[true, true, false, true, false],
  ]);
});
