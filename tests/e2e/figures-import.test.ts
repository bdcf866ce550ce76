import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Device, SIZES } from './harness/browser.ts';
import { EndpointProcess } from './harness/endpoint.ts';
import { FIRST_ACCOUNT, OfficeClient } from './harness/office-client.ts';

/**
 * Earlier answers from a file. The 29 respondents are those of a printed report: sums per element
 * 105 101 100 116 102 105 106 105 115, so 955 / (29 x 9) x 25 = 91,475… -> 91,48 (A).
 */
const SUMS = [105, 101, 100, 116, 102, 105, 106, 105, 115];
const RESPONDENTS = 29;

/** As even as can be: the first respondents give one more. */
const scores = SUMS.map((sum) => {
  const lower = Math.floor(sum / RESPONDENTS);
  return Array.from({ length: RESPONDENTS }, (_one, at) =>
    at < sum - lower * RESPONDENTS ? lower + 1 : lower,
  );
});
const lines = Array.from({ length: RESPONDENTS }, (_one, at) =>
  [`${String((at % 28) + 1).padStart(2, '0')}/02/2026`, ...scores.map((element) => element[at])].join(';'),
);
const HEADER = `Tanggal;${SUMS.map((_sum, at) => `U${at + 1}`).join(';')}`;
const REPORT = [HEADER, ...lines].join('\r\n');

let endpoint: EndpointProcess;
const devices: Device[] = [];

function file(name: string, text: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function signedIn(): Promise<{ device: Device; page: Page }> {
  const device = await Device.open({ viewport: SIZES.laptop });
  devices.push(device);
  const page = await device.page();
  await page.goto(`${endpoint.officeOrigin}/#/?periode=2026-tw1`);
  await page.getByLabel('Nama pengguna').fill(FIRST_ACCOUNT.username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(FIRST_ACCOUNT.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('heading', { name: 'Beranda' }).waitFor();
  return { device, page };
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(() => (location.hash = '#/impor-jawaban'));
  const another = page.getByRole('button', { name: 'Berkas lain' });
  const field = page.locator('input[type="file"]');
  await another.or(field).first().waitFor({ state: 'attached' });
  if (await another.isVisible()) await another.click();
  await field.setInputFiles(file(name, text));
}

beforeAll(async () => {
  endpoint = await EndpointProcess.start();
  await new OfficeClient(endpoint).setUp();
});

afterAll(async () => {
  for (const device of devices) await device.dispose();
  await endpoint.dispose();
});

describe('import of earlier answers', () => {
  let device: Device;
  let page: Page;

  it('works without network: a fault is named with its row, and nothing is kept', async () => {
    ({ device, page } = await signedIn());
    await page.getByText('Belum ada jawaban survei pada periode ini').waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await device.offline(true);
    await page.reload();
    // An address that is set before the router listens would be lost.
    await page.getByRole('heading', { name: 'Beranda' }).waitFor();
    await choose(page, 'salah.csv', REPORT.replace('03/02/2026;4', '03/02/2026;5'));
    await page.getByText('Baris 4, kolom B ("U1"): "5" bukan 1, 2, 3, atau 4.').waitFor();
    expect(await page.getByRole('button', { name: /^Impor \d+ responden$/ }).count()).toBe(0);
  });

  it('shows the index of the file by itself, and keeps the answers on this device', async () => {
    await choose(page, 'skm-tw1.csv', REPORT);
    await page.getByText('Berkas ini sendiri memberi IKM 91,48 (A).').waitFor();
    await page.getByRole('button', { name: `Impor ${RESPONDENTS} responden` }).click();
    await page.getByText(`${RESPONDENTS} jawaban tersimpan di perangkat ini`).waitFor();
    await expect.poll(() => page.getByText(`${RESPONDENTS} menunggu dikirim`).isVisible()).toBe(true);
  });

  it('recognises the same file at once, under another name too', async () => {
    await page.getByRole('button', { name: 'Impor berkas lain' }).click();
    await choose(page, 'salinan.csv', REPORT);
    await page.getByText(/sudah diimpor pada .* dengan nama "skm-tw1\.csv"/).waitFor();
    expect(await page.getByRole('button', { name: /^Impor \d+ responden$/ }).count()).toBe(0);
  });

  it('sends them when the network returns, and the period shows them', async () => {
    await device.offline(false);
    await page.getByText('diterima kantor').waitFor({ timeout: 60_000 });
    await page.evaluate(() => (location.hash = '#/?periode=2026-tw1'));
    const main = page.getByRole('main');
    await expect.poll(() => main.innerText(), { timeout: 60_000 }).toMatch(/91,48[^]*29 responden/);
    await page.evaluate(() => (location.hash = '#/kepuasan?periode=2026-tw1&bagian=perhitungan'));
    await page.getByText('955 ÷ (29 × 9) × 25 = 91,48').waitFor();
    await page.evaluate(() => (location.hash = '#/kepuasan?periode=2026-01&bagian=hasil'));
    await page.getByText('Belum ada jawaban pada pilihan ini').waitFor();
  });

  it('on another device the same file is recognised as well', async () => {
    const other = await signedIn();
    await expect.poll(() => other.page.getByRole('main').innerText(), { timeout: 60_000 }).toContain('91,48');
    await choose(other.page, 'dari-rekan.csv', REPORT);
    await other.page.getByText(/sudah diimpor pada .* dengan nama "skm-tw1\.csv"/).waitFor();
  });

  it('no page broke the content policy, loaded from elsewhere or threw', () => {
    expect(devices.flatMap((one) => one.takeFaults())).toEqual([]);
  });
});
