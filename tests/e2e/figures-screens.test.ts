import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { accessibilityBreaches, Device, SIZES } from './harness/browser.ts';
import { EndpointProcess } from './harness/endpoint.ts';

/** Every screen of figures, on a phone and a laptop, light and dark: nothing for axe to find, nothing cut off. */
const DEMO = fileURLToPath(new URL('../../src/cli/demo.ts', import.meta.url));

const SCREENS: readonly (readonly [address: string, shows: string])[] = [
  ['/?periode=2026-tw3', 'Perlu perhatian'],
  ['/?periode=2031', 'Perlu perhatian'],
  ['/publikasi?periode=2026-09', 'Pembilang: kegiatan yang telah dirilis'],
  ['/kepuasan?periode=2026-tw3&bagian=hasil', 'Hasil per unsur'],
  ['/kepuasan?periode=2026-tw3&bagian=perhitungan', 'Pembanding, bukan hasil'],
  ['/kepuasan?periode=2026-tw3&bagian=tren', 'Dari waktu ke waktu'],
  ['/kepuasan?periode=2026-tw3&bagian=kelompok', 'Menurut jabatan'],
  ['/kepuasan?periode=2026-tw3&bagian=komentar', 'Komentar ditampilkan terpisah'],
  ['/kepuasan?periode=2031', 'Belum ada jawaban pada pilihan ini'],
  ['/impor-jawaban', 'Yang sudah diimpor'],
];

let endpoint: EndpointProcess;
let device: Device;
let page: Page;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'skm-e2e-screens-'));
  const env = { ...process.env, DATA_DIR: dataDir };
  await promisify(execFile)(process.execPath, [DEMO, '--end', '2026-11-22'], { env });
  endpoint = await EndpointProcess.start({ dataDir, environment: { DEMO: '1' } });
  device = await Device.open({ viewport: SIZES.laptop });
  page = await device.page();
  await page.goto(`${endpoint.officeOrigin}/#/?periode=2026-tw3`);
  await page.getByLabel('Nama pengguna').fill('demo');
  await page.getByLabel('Kata sandi', { exact: true }).fill('contoh-saja-demo');
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page
    .getByText('2.278 responden')
    .or(page.getByText(/responden, dengan keyakinan/))
    .first()
    .waitFor({ timeout: 60_000 });
});

afterAll(async () => {
  await device.dispose();
  await endpoint.dispose();
});

async function show(address: string, text: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), `#${address}`);
  await page.getByText(text).first().waitFor();
}

describe.each([
  ['light', 'phone', SIZES.phone],
  ['light', 'laptop', SIZES.laptop],
  ['dark', 'laptop', SIZES.laptop],
] as const)('screens of figures, %s, %s', (colorScheme, _name, size) => {
  beforeAll(async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
  });

  it.each(SCREENS)('%s', async (address, text) => {
    await show(address, text);
    await expect.poll(() => accessibilityBreaches(page), { timeout: 10_000 }).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('the answers behind an element', async () => {
    await show('/kepuasan?periode=2026-tw3&bagian=hasil', 'Hasil per unsur');
    await page.getByRole('button', { name: /Lihat jawaban di balik unsur Biaya/ }).click();
    await page.getByRole('dialog').getByText('Profil dan komentar responden sengaja').waitFor();
    await expect.poll(() => accessibilityBreaches(page), { timeout: 10_000 }).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
});

describe('with the keyboard alone', () => {
  it('from the page to a single response and back to where one was', async () => {
    await page.setViewportSize(SIZES.laptop);
    await show('/kepuasan?periode=2026-tw3&bagian=hasil', 'Hasil per unsur');
    const element = page.getByRole('button', { name: /Lihat jawaban di balik unsur Waktu/ });
    await element.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    const lowest = dialog.getByRole('button', { name: 'Hanya nilai 1' });
    await lowest.focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Hanya nilai 1 · Semua nilai' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => element.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('no page broke the content policy, loaded from elsewhere or threw', () => {
    expect(device.takeFaults()).toEqual([]);
  });
});
