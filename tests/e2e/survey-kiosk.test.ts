import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Device, SIZES } from './harness/browser.ts';
import { Field } from './harness/field.ts';
import {
  answerByKeys,
  enterCorner,
  respond,
  respondByKeys,
  waitForOfflineCopy,
  waitForScreen,
} from './harness/respondent.ts';

const THREES = Array.from({ length: 9 }, () => 3);

let field: Field;
let tablet: Device;
let page: Page;

beforeAll(async () => {
  field = await Field.prepare();
});
afterAll(async () => {
  await field.dispose();
});
beforeEach(async () => {
  tablet = await Device.open({ viewport: SIZES.tablet, hasTouch: true });
  page = await tablet.page();
});
afterEach(async () => {
  const faults = tablet.takeFaults();
  await tablet.dispose();
  expect(faults).toEqual([]);
});

async function enrol(...names: string[]): Promise<string> {
  const activities = [];
  for (const name of names) activities.push(await field.activity(name));
  return field.kioskEnrolment(activities);
}

/** Without network: staff set their PIN, see what waits, hand it over by file, and leave nothing on the screen. */
async function staffLookAfter(kiosk: Page): Promise<void> {
  await enterCorner(kiosk, '246810', 2);
  await kiosk.locator('.corner-states li', { hasText: '3 di tablet ini' }).waitFor();
  await kiosk.getByRole('button', { name: 'Pemeriksaan' }).click();
  await kiosk.locator('li.green', { hasText: 'Berhasil menulis dan menghapus' }).waitFor();
  await kiosk.locator('li.green', { hasText: 'Semua berkas aplikasi tersimpan' }).waitFor();
  await kiosk.getByRole('button', { name: 'Serah terima' }).click();
  const [file] = await Promise.all([
    kiosk.waitForEvent('download'),
    kiosk.getByRole('button', { name: 'Simpan berkas' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^serah-terima-tablet-1-\d{12}\.skm\.txt$/);
  await kiosk.reload();
  await waitForScreen(kiosk, 'attract');
  expect(await kiosk.content()).not.toMatch(/Serah terima|class="pin/);
  await enterCorner(kiosk, '246810');
  await kiosk.getByRole('button', { name: 'Kembali' }).click();
  await waitForScreen(kiosk, 'attract');
  await kiosk.goBack();
  await kiosk.goForward();
  await waitForScreen(kiosk, 'attract');
  expect(await kiosk.content()).not.toMatch(/Serah terima|class="pin/);
}

describe('a tablet at the door', () => {
  it('is enrolled, takes one person after another without network, and delivers later', async () => {
    await page.goto(await enrol('Upacara di kios'));
    await waitForScreen(page, 'attract');
    await waitForOfflineCopy(page);
    expect(new URL(page.url()).hash).toBe('');
    await tablet.offline(true);
    await page.reload();
    await waitForScreen(page, 'attract');
    const receipts = [];
    for (const comment of ['kios-1', 'kios-2', 'kios-3']) {
      receipts.push(await respond(page, THREES, comment));
      await page.locator('.done').click();
      await waitForScreen(page, 'attract');
    }
    expect(receipts.map((receipt) => receipt.slice(-4))).toEqual(['0001', '0002', '0003']);
    await page.locator('.delivery', { hasText: '3 di perangkat ini' }).waitFor();
    await staffLookAfter(page);
    await tablet.offline(false);
    await page.locator('.delivery', { hasText: '3 diterima kantor' }).waitFor();
    const comments = (await field.received()).map(({ comment }) => comment);
    expect(comments).toEqual(expect.arrayContaining(['kios-1', 'kios-2', 'kios-3']));
  });

  it('lets staff choose among several events, and keeps the choice', async () => {
    await page.goto(await enrol('Rapat pagi', 'Rapat siang'));
    await waitForScreen(page, 'events');
    await page.getByLabel('Rapat siang').check();
    await page.getByRole('button', { name: 'Gunakan kegiatan ini' }).click();
    await waitForScreen(page, 'attract');
    await page.reload();
    await waitForScreen(page, 'attract');
    await expect.poll(() => page.locator('.attract h1').innerText()).toBe('Rapat siang');
    await respondByKeys(page, THREES, 'memilih');
    await page.locator('.done').click();
    await page.locator('.delivery', { hasText: '1 diterima kantor' }).waitFor();
  });

  it('never shows the welcome of a phone, not even while the program is on its way', async () => {
    // A worker would answer before the test could hold anything back.
    await tablet.dispose();
    tablet = await Device.open({ viewport: SIZES.tablet, serviceWorkers: 'block' });
    page = await tablet.page();
    await page.goto(await enrol('Tanpa kilasan'));
    await waitForScreen(page, 'attract');
    const gate = Promise.withResolvers<void>();
    await page.route('**/assets/index-*.js', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await page.goto('about:blank');
    await page.goto(field.endpoint.surveyOrigin, { waitUntil: 'commit' });
    await page.locator('#app').waitFor({ state: 'attached' });
    expect(await page.locator('.welcome').isVisible()).toBe(false);
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(ground).toBe('rgb(20, 87, 58)');
    gate.resolve();
    await waitForScreen(page, 'attract');
  });
});

describe('a tablet becomes a kiosk', () => {
  const codeIn = (link: string): string => new URL(link).hash.replace('#e=', '');
  const devices = async (): Promise<Record<string, unknown>[]> => {
    const { devices: all } = await field.office.call('GET', 'devices');
    return (all as Record<string, unknown>[]).filter(({ channel }) => channel === 'kiosk');
  };

  async function enter(code: string): Promise<void> {
    await page.getByLabel('Kode perangkat').fill(code);
    await page.getByRole('button', { name: 'Daftarkan' }).click();
  }

  it('by a code that was read aloud; a wrong one is said to be wrong', async () => {
    const code = codeIn(await enrol('Kode dibacakan'));
    await page.goto(field.endpoint.surveyOrigin);
    await page.getByRole('button', { name: 'Punya kode perangkat?' }).click();
    await enter('1-ZZZZ-ZZZZ');
    await page.getByText('Kode ini tidak dikenal').waitFor();
    await enter(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'));
    await waitForScreen(page, 'attract');
    await page.reload();
    await waitForScreen(page, 'attract');
    expect(await page.locator('.attract h1').innerText()).toBe('Kode dibacakan');
  });

  it('once for each code, and the same tablet may open its own again without network', async () => {
    const link = await enrol('Pintu timur', 'Pintu barat');
    await page.goto(link);
    await waitForScreen(page, 'events');
    await waitForOfflineCopy(page);
    await tablet.offline(true);
    await page.goto('about:blank');
    await page.goto(link);
    await waitForScreen(page, 'events');
    const other = await Device.open({ viewport: SIZES.tablet, hasTouch: true });
    const second = await other.page();
    await second.goto(link);
    await second.getByText('Kode ini sudah dipakai').waitFor();
    expect(other.takeFaults()).toEqual([]);
    await other.dispose();
  });

  it('again without losing what it has not sent; withdrawn, it says so and still delivers', async () => {
    const first = await enrol('Didaftarkan ulang');
    await page.goto(first);
    await waitForScreen(page, 'attract');
    await waitForOfflineCopy(page);
    const before = new Set((await devices()).map(({ id }) => id));
    await tablet.offline(true);
    await respondByKeys(page, THREES, 'sebelum-ulang');
    await page.locator('.done').click();
    await waitForScreen(page, 'attract');
    await tablet.offline(false);
    await page.goto(await enrol('Setelah ulang'));
    await waitForScreen(page, 'attract');
    await page.locator('.delivery', { hasText: '1 diterima kantor' }).waitFor();
    expect((await field.received()).map(({ comment }) => comment)).toContain('sebelum-ulang');
    const added = (await devices()).find(({ id }) => !before.has(id));
    expect(added).toMatchObject({ label: 'Tablet 1' });

    await field.office.call('POST', `devices/${String(added?.['id'])}/revoke`, { reason: 'hilang' });
    await respondByKeys(page, THREES, 'setelah-dicabut');
    await page.getByRole('heading', { name: 'Perangkat ini sudah dicabut oleh kantor' }).waitFor();
    await page.locator('.hint', { hasText: '2 diterima kantor' }).waitFor();
    expect((await field.received()).map(({ comment }) => comment)).not.toContain('setelah-dicabut');
    const { items } = await field.office.call('GET', 'quarantine');
    expect(JSON.stringify(items)).toContain('setelah-dicabut');

    const code = codeIn(await enrol('Dipakai lagi'));
    await page.getByRole('button', { name: 'Masukkan kode perangkat' }).click();
    await enter(code);
    await waitForScreen(page, 'attract');
    await respondByKeys(page, THREES, 'dipakai-lagi');
    await page.locator('.done').click();
    await page.locator('.delivery', { hasText: '3 diterima kantor' }).waitFor();
    expect((await field.received()).map(({ comment }) => comment)).toContain('dipakai-lagi');
  });
});

describe('the next person sees nothing of the last', () => {
  beforeEach(async () => {
    await page.goto(await enrol('Satu per satu'));
    await waitForScreen(page, 'attract');
  });

  it('by Back, Forward or reload after the thank-you', async () => {
    await respondByKeys(page, THREES, 'rahasia-pertama');
    await page.locator('.done').click();
    await waitForScreen(page, 'attract');
    await page.goBack();
    await page.goForward();
    await waitForScreen(page, 'attract');
    expect(await page.content()).not.toContain('rahasia-pertama');
    await page.reload();
    await waitForScreen(page, 'attract');
    expect(await page.content()).not.toContain('rahasia-pertama');
  });

  it('by a reload in the middle, in the document, the fields or the history', async () => {
    await page.locator('.attract-start').click();
    await answerByKeys(page, THREES);
    await page.locator('.comment-text').fill('rahasia-kedua');
    await page.reload();
    await waitForScreen(page, 'attract');
    await page.locator('.attract-start').click();
    await waitForScreen(page, 'question');
    expect(await page.locator('input:checked').count()).toBe(0);
    await answerByKeys(page, THREES);
    await expect.poll(() => page.locator('.comment-text').inputValue()).toBe('');
    expect((await field.received()).map(({ comment }) => comment)).not.toContain('rahasia-kedua');
  });

  it('when they have just walked away: countdown, reset, no response', async () => {
    await page.clock.install();
    await page.locator('.attract-start').click();
    await page.locator('.question:not([hidden]) .choice-1').click();
    await page.clock.runFor(1_000);
    await page.locator('.progress-words', { hasText: '2 dari 9' }).waitFor();
    await page.clock.runFor(46_000);
    await page.getByRole('heading', { name: 'Masih di sana?' }).waitFor();
    await page.getByRole('button', { name: 'Ya, lanjutkan' }).click();
    await page.locator('.idle').waitFor({ state: 'detached' });
    await page.locator('.progress-words', { hasText: '2 dari 9' }).waitFor();
    await page.clock.runFor(46_000);
    await page.locator('.idle').waitFor();
    await page.clock.runFor(10_000);
    await waitForScreen(page, 'attract');
    await page.locator('.attract-start').click();
    await page.clock.runFor(1_000);
    expect(await page.locator('input:checked').count()).toBe(0);
  });
});
