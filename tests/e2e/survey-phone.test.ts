import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Device } from './harness/browser.ts';
import { Field } from './harness/field.ts';
import {
  answerByKeys,
  respond,
  respondByKeys,
  sendAndBeThanked,
  waitForOfflineCopy,
  waitForScreen,
} from './harness/respondent.ts';

const FOURS = Array.from({ length: 9 }, () => 4);

let field: Field;
let phone: Device;
let page: Page;

beforeAll(async () => {
  field = await Field.prepare();
});
afterAll(async () => {
  await field.dispose();
});
beforeEach(async () => {
  phone = await Device.open({ hasTouch: true });
  page = await phone.page();
});
afterEach(async () => {
  const faults = phone.takeFaults();
  await phone.dispose();
  expect(faults).toEqual([]);
});

async function lead(words: string): Promise<void> {
  await page.locator('.screen .lead', { hasText: words }).first().waitFor();
}

/** Runs in the page: whether the draft on the device has this many answers; the screen never waits for it. */
async function draftIsKept(answers: number): Promise<boolean> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('skm-survey');
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
    // Never be the one who makes the database: the app has not come to it yet.
    request.addEventListener('upgradeneeded', () => request.transaction?.abort());
  }).catch(() => null);
  if (db === null) return false;
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const request = db.transaction('drafts').objectStore('drafts').getAll();
      request.addEventListener('success', () => {
        const drafts = request.result as { answers: object }[];
        resolve(drafts.some((draft) => Object.keys(draft.answers).length === answers));
      });
      request.addEventListener('error', () => reject(request.error ?? new Error('not read')));
    });
  } finally {
    db.close();
  }
}

describe('a phone at an event', () => {
  it('sends the rating, and the office has it', async () => {
    await page.goto(await field.phoneLink('Upacara dengan sinyal'));
    const receipt = await respond(page, FOURS, 'Terima kasih, tertib sekali.');
    expect(receipt).toMatch(/^P[0-9A-Z]{2}-[0-9A-Z]{4}$/);
    await lead('Diterima');
    const comments = (await field.received()).map(({ comment }) => comment);
    expect(comments).toContain('Terima kasih, tertib sekali.');
  });

  it('has no token in the address or the history once the event is kept', async () => {
    await page.goto(await field.phoneLink('Upacara tertutup'));
    await page.locator('[data-slot=name]:not(:empty)').waitFor();
    await page.waitForFunction(() => location.hash === '');
    await page.reload();
    await waitForScreen(page, 'welcome');
    await expect.poll(() => page.locator('h1').first().innerText()).toBe('Upacara tertutup');
  });

  it('works from the second load on without network: start, fill, thanks, reload, fill again', async () => {
    await page.goto(await field.phoneLink('Rapat tanpa sinyal'));
    await waitForOfflineCopy(page);
    await phone.offline(true);
    await page.reload();
    const first = await respondByKeys(page, FOURS, 'luring-satu');
    await lead('Tersimpan di ponsel ini, belum terkirim');
    await page.reload();
    await waitForScreen(page, 'answered');
    await expect.poll(() => page.locator('.receipt-number').innerText()).toBe(first);
    await page.getByRole('button', { name: 'Isi untuk orang lain' }).click();
    await answerByKeys(page, FOURS);
    const second = await sendAndBeThanked(page, 'luring-dua');
    expect(second).not.toBe(first);
    await phone.offline(false);
    await lead('Diterima');
    const comments = (await field.received()).map(({ comment }) => comment);
    expect(comments).toEqual(expect.arrayContaining(['luring-satu', 'luring-dua']));
  });

  it('keeps a thanked rating when the tab is killed, and sends it when it is opened again', async () => {
    await page.goto(await field.phoneLink('Kunjungan singkat'));
    await waitForOfflineCopy(page);
    await phone.offline(true);
    const receipt = await respondByKeys(page, FOURS, 'tab-ditutup');
    await page.close();
    await phone.close();
    await phone.reopen();
    page = await phone.page();
    await page.goto(field.endpoint.surveyOrigin);
    await waitForScreen(page, 'answered');
    await expect.poll(() => page.locator('.receipt-number').innerText()).toBe(receipt);
    await lead('Diterima');
    expect((await field.received()).filter(({ comment }) => comment === 'tab-ditutup')).toHaveLength(1);
  });

  it('goes on with a half-filled form after a reload and after a crash', async () => {
    await page.goto(await field.phoneLink('Audiensi terputus'));
    await page.locator('.start').click();
    await waitForScreen(page, 'question');
    await page.locator('.question:not([hidden]) .choice-2').click();
    await page.locator('.progress-words', { hasText: '2 dari 9' }).waitFor();
    await page.waitForFunction(draftIsKept, 1);
    await page.reload();
    await page.locator('.progress-words', { hasText: '2 dari 9' }).waitFor();
    await page.getByRole('button', { name: 'Kembali' }).click();
    await page.locator('.progress-words', { hasText: '1 dari 9' }).waitFor();
    expect(await page.locator('input[value="2"]').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.locator('.question:not([hidden]) .choice-3').click();
    await page.locator('.progress-words', { hasText: '3 dari 9' }).waitFor();
    await page.waitForFunction(draftIsKept, 2);
    const crashed = page.waitForEvent('crash');
    await page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    page = await phone.page();
    await page.goto(field.endpoint.surveyOrigin);
    await page.locator('.progress-words', { hasText: '3 dari 9' }).waitFor();
  });

  it('counts one response for a form that two tabs have open', async () => {
    const link = await field.phoneLink('Dua tab');
    await page.goto(link);
    await page.locator('.start').click();
    await answerByKeys(page, FOURS);
    const twin = await phone.page();
    await twin.goto(field.endpoint.surveyOrigin);
    await waitForScreen(twin, 'comment');
    const receipts = [
      await sendAndBeThanked(page, 'dari-dua-tab'),
      await sendAndBeThanked(twin, 'dari-dua-tab'),
    ];
    expect(receipts[0]).toBe(receipts[1]);
    await lead('Diterima');
    expect((await field.received()).filter(({ comment }) => comment === 'dari-dua-tab')).toHaveLength(1);
  });

  it('shows nothing of the answers to whoever goes back or reloads after the thank-you', async () => {
    await page.goto('about:blank');
    await page.goto(await field.phoneLink('Ponsel dipinjam'));
    await respondByKeys(page, FOURS, 'rahasia-saya');
    await page.goBack();
    await page.goForward();
    await page.locator('.screen.thanks, .screen.answered').first().waitFor();
    expect(await page.content()).not.toContain('rahasia-saya');
    await page.reload();
    await waitForScreen(page, 'answered');
    expect(await page.content()).not.toContain('rahasia-saya');
  });
});

describe('a link that does not open', () => {
  async function expectNotice(title: string): Promise<void> {
    await waitForScreen(page, 'notice');
    await expect.poll(() => page.locator('h1').innerText()).toBe(title);
    await expect.poll(() => page.locator('.advice').innerText()).not.toBe('');
  }

  it('because a letter was changed', async () => {
    const link = await field.phoneLink('Tautan diubah');
    const last = link.at(-1) === 'A' ? 'B' : 'A';
    await page.goto(link.slice(0, -1) + last);
    await expectNotice('Tautan tidak utuh');
  });

  it('because the event is closed', async () => {
    const activity = await field.activity('Acara selesai');
    const link = await field.office.surveyLink(activity);
    await field.close(activity);
    await page.goto(link);
    await expectNotice('Survei ini sudah ditutup');
  });

  it('because there is none: a stranger is told to scan the code', async () => {
    await page.goto(field.endpoint.surveyOrigin);
    await expectNotice('Pindai kode QR kegiatan');
  });

  it('because this phone never opened it and there is no network; it opens when there is', async () => {
    await page.goto(await field.phoneLink('Pertama'));
    await waitForOfflineCopy(page);
    const other = await field.phoneLink('Kedua');
    await phone.offline(true);
    // Another link in the same tab: the page loads itself anew.
    await page.goto(other);
    await expectNotice('Belum ada sambungan');
    await phone.offline(false);
    await waitForScreen(page, 'welcome');
    await expect.poll(() => page.locator('h1').first().innerText()).toBe('Kedua');
  });
});
