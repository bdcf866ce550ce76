import { beforeEach, describe, expect, test } from 'vitest';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import { discardDraft, getDraft, saveDraft, startDraft } from '#local/survey/drafts.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { freshBrowser } from './fresh.ts';
import { activity, filledForm, NOON, openKiosk } from './survey-scene.ts';

let db: SurveyDatabase;
let kiosk: SurveyContext;
beforeEach(async () => {
  db = await openSurveyDatabase(freshBrowser());
  kiosk = await openKiosk(db);
});

const counters = async () =>
  (await db.read(['ledgers'], ({ ledgers }) => ledgers.get(kiosk.device)))?.counters;

test('a form begins empty, about the current activity, with the final id of its response', async () => {
  const draft = await startDraft(db, kiosk, 'en', NOON);
  const { id, version, hash } = activity(1).questionnaire;
  expect(draft).toEqual({
    contextId: 'kiosk',
    responseId: expect.stringMatching(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ),
    activity: activity(1).id,
    questionnaire: { id, version, hash },
    answers: {},
    profile: {},
    comment: '',
    step: '',
    language: 'en',
    startedAt: new Date(NOON).toISOString(),
    elapsedMs: 0,
  });
  expect(await getDraft(db, kiosk.id)).toEqual(draft);
});

test('without a current activity no form begins', async () => {
  await expect(startDraft(db, { ...kiosk, currentActivity: '' }, 'id', NOON)).rejects.toThrow('kiosk');
  expect(await getDraft(db, kiosk.id)).toBeNull();
});

test('a form survives a reload with everything in it', async () => {
  const draft = await startDraft(db, kiosk, 'id', NOON);
  const filled = {
    ...draft,
    answers: { 'waktu-1': null },
    profile: { usia: '41-50' },
    comment: 'Baik',
    step: 'profil',
  };
  expect(await saveDraft(db, filled)).toBe(true);
  expect(await getDraft(db, kiosk.id)).toEqual(filled);
});

test('a form that screens watch can be kept', async () => {
  const draft = await startDraft(db, kiosk, 'id', NOON);
  const watched = new Proxy({ ...draft, answers: new Proxy({ 'waktu-1': 3 as const }, {}) }, {});
  await saveDraft(db, watched);
  expect((await getDraft(db, kiosk.id))?.answers).toEqual({ 'waktu-1': 3 });
});

describe('nothing of one person is left for the next', () => {
  test('after an idle reset, not even when a late save arrives', async () => {
    const draft = await startDraft(db, kiosk, 'id', NOON);
    await discardDraft(db, kiosk.id, 'abandoned');
    expect(await saveDraft(db, { ...draft, comment: 'rahasia' })).toBe(false);
    expect(await getDraft(db, kiosk.id)).toBeNull();
  });

  test('after a submit, not even when a late save arrives', async () => {
    const form = await filledForm(db, kiosk);
    await submitDraft(db, form);
    expect(await saveDraft(db, form.draft)).toBe(false);
    expect(await getDraft(db, kiosk.id)).toBeNull();
  });

  test('when the next one has begun: the late save of the first changes nothing', async () => {
    const first = await startDraft(db, kiosk, 'id', NOON);
    const second = await startDraft(db, kiosk, 'id', NOON + 1);
    expect(await saveDraft(db, { ...first, comment: 'rahasia' })).toBe(false);
    expect(await getDraft(db, kiosk.id)).toEqual(second);
  });

  test('a submit from another tab does not take away the form that began here', async () => {
    const first = await filledForm(db, kiosk);
    const second = await startDraft(db, kiosk, 'id', NOON + 1);
    await submitDraft(db, first);
    expect(await getDraft(db, kiosk.id)).toEqual(second);
  });
});

describe('forms left unfinished are counted, never as responses', () => {
  test('given up, overtaken by another event, replaced', async () => {
    await startDraft(db, kiosk, 'id', NOON);
    await discardDraft(db, kiosk.id, 'abandoned');
    await startDraft(db, kiosk, 'id', NOON);
    await startDraft(db, kiosk, 'id', NOON + 1);
    await discardDraft(db, kiosk.id, 'event-change');
    expect(await counters()).toEqual({ abandoned: 2, eventChanges: 1, ignoredReceipts: 0 });
  });

  test('a finished one and one that is not there are not counted', async () => {
    await startDraft(db, kiosk, 'id', NOON);
    await discardDraft(db, kiosk.id, 'finished');
    await discardDraft(db, kiosk.id, 'abandoned');
    expect(await counters()).toEqual({ abandoned: 0, eventChanges: 0, ignoredReceipts: 0 });
  });
});
