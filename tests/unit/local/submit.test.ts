import { beforeEach, describe, expect, test } from 'vitest';
import { FIRST_PREVIOUS_HASH } from '#domain/response.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { SurveyResponse } from '#protocol/response.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { getDraft } from '#local/survey/drafts.ts';
import { queueState } from '#local/survey/queue.ts';
import { submitDraft } from '#local/survey/submit.ts';
import { freshBrowser } from './fresh.ts';
import { answerOnce, filledForm, openKiosk, openPhone } from './survey-scene.ts';

let browser: ReturnType<typeof freshBrowser>;
let db: SurveyDatabase;
beforeEach(async () => {
  browser = freshBrowser();
  db = await openSurveyDatabase(browser);
});

const responses = () => db.run((tables) => tables.responses.orderBy('[contextId+submittedAt]').toArray());

describe('a finished form becomes a response', () => {
  test('stored, queued, numbered and wiped from the form, with bytes that any endpoint can check', async () => {
    const kiosk = await openKiosk(db);
    const form = await filledForm(db, kiosk, 'Terima kasih "semua" 🙏');
    const stored = await submitDraft(db, form);

    const [row] = await responses();
    const body = SurveyResponse.parse(JSON.parse(row!.body));
    expect(stored).toMatchObject({ responseId: form.draft.responseId, sequence: 1, already: false });
    expect(stored.receipt).toMatch(/^K[0-9A-Z]{2}-0001$/);
    expect(row!.hash).toBe(await sha256Hex(row!.body));
    expect(body).toMatchObject({
      id: form.draft.responseId,
      channel: 'kiosk',
      place: { device: kiosk.device, sequence: 1, previousHash: FIRST_PREVIOUS_HASH },
      comment: 'Terima kasih "semua" 🙏',
    });
    expect(await getDraft(db, kiosk.id)).toBeNull();
    expect(await queueState(db)).toMatchObject({ onDevice: 1, sent: 0, received: 0 });
  });

  test('the second one follows the first in the chain', async () => {
    const kiosk = await openKiosk(db);
    await answerOnce(db, kiosk);
    await answerOnce(db, kiosk);
    const [first, second] = (await responses()).sort((a, b) => a.sequence - b.sequence);
    expect(SurveyResponse.parse(JSON.parse(second!.body)).place).toEqual({
      device: kiosk.device,
      sequence: 2,
      previousHash: first!.hash,
    });
  });
});

describe('the same form is stored once', () => {
  test('when it is tapped three times', async () => {
    const form = await filledForm(db, await openPhone(db));
    const answers = await Promise.all([submitDraft(db, form), submitDraft(db, form), submitDraft(db, form)]);
    expect(answers.map(({ already }) => already).sort()).toEqual([false, true, true]);
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(1);
    expect(await responses()).toHaveLength(1);
  });

  test('when the page died after storing and before thanking', async () => {
    const form = await filledForm(db, await openPhone(db));
    const first = await submitDraft(db, form);
    db.close();
    const reopened = await openSurveyDatabase(browser);
    expect(await submitDraft(reopened, form)).toEqual({ ...first, already: true });
  });
});

test('two tabs that submit at once never share a number', async () => {
  const kiosk = await openKiosk(db);
  const other = await openSurveyDatabase(browser);
  const forms = [];
  for (let form = 0; form < 8; form += 1) forms.push(await filledForm(db, kiosk));
  const stored = await Promise.all(forms.map((form, place) => submitDraft(place % 2 ? other : db, form)));
  expect(stored.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const rows = (await responses()).sort((a, b) => a.sequence - b.sequence);
  rows.slice(1).forEach((row, place) => {
    expect(JSON.parse(row.body).place.previousHash).toBe(rows[place]!.hash);
  });
});
