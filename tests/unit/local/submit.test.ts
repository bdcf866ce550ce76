import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FIRST_PREVIOUS_HASH } from '#domain/response.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { LIMITS } from '#protocol/limits.ts';
import { SurveyResponse } from '#protocol/response.ts';
import { openSurveyDatabase } from '#local/survey/database.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { getDraft } from '#local/survey/drafts.ts';
import { queueState, responsesOfContext } from '#local/survey/queue.ts';
import { ResponseTooLarge, submitDraft } from '#local/survey/submit.ts';
import type { Submission } from '#local/survey/submit.ts';
import { freshBrowser } from './fresh.ts';
import { answerOnce, filledForm, openKiosk, openPhone } from './survey-scene.ts';

let browser: ReturnType<typeof freshBrowser>;
let db: SurveyDatabase;
beforeEach(async () => {
  browser = freshBrowser();
  db = await openSurveyDatabase(browser);
});

const responses = () =>
  db.read(['responses'], (tables) => tables.responses.by('[contextId+submittedAt]').list());

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

describe('where the chain ends', () => {
  test('is known from the screen before, so that storing is one transaction', async () => {
    const kiosk = await openKiosk(db);
    await responsesOfContext(db, kiosk.id);
    const forms = [await filledForm(db, kiosk), await filledForm(db, kiosk)];
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    for (const form of forms) await submitDraft(db, form);
    const modes = begun.mock.calls.map(([, mode]) => mode);
    begun.mockRestore();
    expect(modes).toEqual(['readwrite', 'readwrite']);
    expect((await responses()).map(({ sequence }) => sequence).sort()).toEqual([1, 2]);
  });

  test('is looked up again when another tab went on meanwhile', async () => {
    const kiosk = await openKiosk(db);
    await answerOnce(db, kiosk);
    const other = await openSurveyDatabase(browser);
    await answerOnce(other, kiosk);
    expect(await answerOnce(db, kiosk)).toMatchObject({ sequence: 3, already: false });
    const [, second, third] = (await responses()).sort((a, b) => a.sequence - b.sequence);
    expect(JSON.parse(third!.body).place.previousHash).toBe(second!.hash);
  });

  test('tells whether this context has an earlier response', async () => {
    const phone = await openPhone(db);
    const told: boolean[] = [];
    const submit = async (to: SurveyDatabase) => {
      const flags = (earlier: boolean) => {
        told.push(earlier);
        return [];
      };
      await submitDraft(to, { ...(await filledForm(to, phone)), flags });
    };
    await submit(db);
    await submit(db);
    await submit(await openSurveyDatabase(browser));
    expect(told).toEqual([false, true, true]);
  });
});

test('what a damaged database still queues under the id does not stand in the way', async () => {
  const kiosk = await openKiosk(db);
  const form = await filledForm(db, kiosk);
  await submitDraft(db, form);
  await db.write(['responses'], (tables) => tables.responses.delete(form.draft.responseId));
  const again = await openSurveyDatabase(browser);
  expect(await submitDraft(again, form)).toMatchObject({ sequence: 2, already: false });
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

describe('what no endpoint would take is refused before anything is stored', () => {
  const refusedBecause = async (part: string, change: (form: Submission) => Submission) => {
    const form = await filledForm(db, await openPhone(db));
    const submitting = submitDraft(db, change(form));
    await expect(submitting).rejects.toThrow(ResponseTooLarge);
    await expect(submitting).rejects.toMatchObject({ part });
    expect(await responses()).toEqual([]);
    expect(await getDraft(db, form.draft.contextId)).toEqual(form.draft);
    expect((await submitDraft(db, form)).sequence).toBe(1);
  };

  test('a comment that is too long', () =>
    refusedBecause('comment', (form) => ({
      ...form,
      draft: { ...form.draft, comment: 'a'.repeat(LIMITS.commentLength + 1) },
    })));

  test('a response with too many bytes', () =>
    refusedBecause('response', (form) => {
      const many = Array.from({ length: 2000 }, (_, place) => [`pertanyaan-${place}`, 4 as const]);
      return { ...form, draft: { ...form.draft, answers: Object.fromEntries(many) } };
    }));
});

test('the frozen text does not depend on the order in which people answered', async () => {
  const form = await filledForm(db, await openPhone(db));
  await submitDraft(db, {
    ...form,
    draft: { ...form.draft, answers: { b: 1, a: 2 }, profile: { z: 'x', c: 'y' } },
  });
  const [row] = await responses();
  expect(row!.body).toContain('"answers":{"a":2,"b":1}');
  expect(row!.body).toContain('"profile":{"c":"y","z":"x"}');
  expect(Object.keys(JSON.parse(row!.body))).toEqual(Object.keys(JSON.parse(row!.body)).sort());
});

test('a transaction that fails late stores nothing at all, and trying again stores once', async () => {
  const form = await filledForm(db, await openKiosk(db));
  const removing = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
    throw new Error('the draft could not be removed');
  });
  await expect(submitDraft(db, form)).rejects.toThrow('the draft could not be removed');
  removing.mockRestore();
  expect(await queueState(db)).toMatchObject({ onDevice: 0 });
  expect(await responses()).toEqual([]);
  db.close();
  const reopened = await openSurveyDatabase(browser);
  expect(await submitDraft(reopened, form)).toMatchObject({ sequence: 1, already: false });
});
