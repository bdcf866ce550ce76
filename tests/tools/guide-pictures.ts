/**
 * Draws the pictures of the field guide from the running program (`docs/gambar`): build first, then
 * `node tests/tools/guide-pictures.ts`. The office is that of the example year; the tablet has an event of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { Device } from '../e2e/harness/browser.ts';
import { EndpointProcess } from '../e2e/harness/endpoint.ts';
import { Field } from '../e2e/harness/field.ts';
import { enterCorner, respond, waitForScreen } from '../e2e/harness/respondent.ts';

const PICTURES = fileURLToPath(new URL('../../docs/gambar', import.meta.url));
const DEMO = fileURLToPath(new URL('../../src/cli/demo.ts', import.meta.url));
const LAPTOP = { width: 1080, height: 720 };
const TABLET = { width: 600, height: 800 };

/** Parts of the staff corner, with words that are there when they are drawn. */
const CORNER = [
  ['Ringkasan', 'diterima kantor', 'tablet-ringkasan'],
  ['Pemeriksaan', 'Salinan kedua', 'tablet-pemeriksaan'],
  ['Serah terima', 'Serahkan lewat berkas', 'tablet-serah-terima'],
] as const;

const shot = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) });

async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.getByLabel('Nama pengguna').fill('demo');
  await page.getByLabel('Kata sandi', { exact: true }).fill('contoh-saja-demo');
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('button', { name: /Semua tersimpan/ }).waitFor({ timeout: 90_000 });
}

async function drawOffice(page: Page, origin: string): Promise<void> {
  await signIn(page, origin);
  await page.goto(`${origin}/#/perangkat`);
  const details = page.getByRole('button', { name: /^Rincian/ }).first();
  await details.waitFor();
  await shot(page, 'kantor-perangkat');
  await page.goto(`${origin}/#/perangkat/serah-terima`);
  await page.getByRole('button', { name: 'Buka kamera' }).waitFor();
  await shot(page, 'kantor-serah-terima');
  await page.goto(`${origin}/#/perangkat/disisihkan`);
  await page.getByRole('heading', { name: /^Menunggu keputusan/ }).waitFor();
  await shot(page, 'kantor-disisihkan');
  await page.goto(`${origin}/#/perangkat`);
  await details.click();
  await page.getByRole('button', { name: 'Ganti tablet' }).click();
  await page.getByRole('button', { name: 'Buat kode perangkat' }).click();
  await page.locator('.spoken strong').waitFor();
  await shot(page, 'kantor-kode-perangkat');
}

async function drawTablet(page: Page, origin: string, code: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Punya kode perangkat?' }).click();
  await page.getByLabel('Kode perangkat').fill(code);
  await shot(page, 'tablet-pendaftaran');
  await page.getByRole('button', { name: 'Daftarkan' }).click();
  await waitForScreen(page, 'attract');
  await shot(page, 'tablet-siap');
  await respond(
    page,
    Array.from({ length: 9 }, () => 4),
  );
  await shot(page, 'tablet-terima-kasih');
  await page.locator('.done').click();
  await waitForScreen(page, 'attract');
  await enterCorner(page, '135790', 2);
  for (const [section, shown, name] of CORNER) {
    await page.getByRole('button', { name: section, exact: true }).click();
    await page.getByText(shown).first().waitFor();
    await shot(page, name);
  }
  await page.goto(`${origin}/penyelamatan.html`);
  await page.getByRole('heading', { name: 'Penyelamatan jawaban' }).waitFor();
  await shot(page, 'tablet-penyelamatan');
}

mkdirSync(PICTURES, { recursive: true });
const parts = process.argv.slice(2);
const draws = (part: string): boolean => parts.length === 0 || parts.includes(part);

if (draws('kantor')) {
  const dataDir = mkdtempSync(join(tmpdir(), 'skm-guide-'));
  execFileSync(process.execPath, [DEMO], { env: { ...process.env, DATA_DIR: dataDir } });
  const endpoint = await EndpointProcess.start({ dataDir, environment: { DEMO: '1' } });
  const laptop = await Device.open({ viewport: LAPTOP, reducedMotion: 'reduce' });
  try {
    await drawOffice(await laptop.page(), endpoint.officeOrigin);
  } finally {
    await laptop.dispose();
    await endpoint.dispose();
  }
}

if (draws('tablet')) {
  const field = await Field.prepare();
  const tablet = await Device.open({ viewport: TABLET, hasTouch: true, reducedMotion: 'reduce' });
  try {
    const link = await field.kioskEnrolment([await field.activity('Upacara Hari Jadi Kota')]);
    const code = new URL(link).hash.replace('#e=', '');
    await drawTablet(await tablet.page(), field.endpoint.surveyOrigin, code);
  } finally {
    await tablet.dispose();
    await field.dispose();
  }
}
