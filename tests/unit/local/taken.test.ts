import { expect, test } from 'vitest';
import { selectActivity } from '#local/survey/contexts.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import { currentLedger } from '#local/survey/ledger.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { sumOfTaken, withOneMore } from '#local/survey/taken.ts';
import { freshBrowser } from './fresh.ts';
import { activity, filledForm, openKiosk } from './survey-scene.ts';

test('every stored response counts for its event, once', async () => {
  const db = await openSurveyDatabase(freshBrowser());
  const kiosk = await openKiosk(db);
  const form = await filledForm(db, kiosk);
  await Promise.all([submitDraft(db, form), submitDraft(db, form)]);
  await submitDraft(db, form);
  await selectActivity(db, kiosk.id, activity(2).id);
  const other = { ...kiosk, currentActivity: activity(2).id };
  for (let time = 0; time < 2; time += 1) await submitDraft(db, await filledForm(db, other));
  const ledger = await db.read(['ledgers'], (tables) => currentLedger(tables, kiosk.id));
  expect(ledger?.taken).toEqual({
    [activity(1).id]: { total: 1, day: '2026-08-17', today: 1 },
    [activity(2).id]: { total: 2, day: '2026-08-17', today: 2 },
  });
});

test('the day begins at midnight in Probolinggo', () => {
  const before = withOneMore({}, 'a', '2026-08-17T16:59:59.999Z');
  const after = withOneMore(before, 'a', '2026-08-17T17:00:00.000Z');
  expect(after).toEqual({ a: { total: 2, day: '2026-08-18', today: 1 } });
});

test('several identities of one tablet are summed; of an earlier day only the total counts', () => {
  const yesterday = withOneMore({}, 'a', '2026-08-16T03:00:00.000Z');
  const today = withOneMore(
    withOneMore({}, 'a', '2026-08-17T03:00:00.000Z'),
    'b',
    '2026-08-17T04:00:00.000Z',
  );
  expect(Object.fromEntries(sumOfTaken([yesterday, today], '2026-08-17'))).toEqual({
    a: { total: 2, today: 1 },
    b: { total: 1, today: 1 },
  });
});
