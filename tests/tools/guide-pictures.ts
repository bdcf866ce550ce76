/**
 * Draws the pictures of the field guide from the running program (`docs/gambar`): build first, then
 * `node tests/tools/guide-pictures.ts`. The example year is the office; a tablet is enrolled with a code of it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { Device } from '../e2e/harness/browser.ts';
import { EndpointProcess } from '../e2e/harness/endpoint.ts';
import { respond, waitForScreen } from '../e2e/harness/respondent.ts';

const PICTURES = fileURLToPath(new URL('../../docs/gambar', import.meta.url));
const DEMO = fileURLToPath(new URL('../../src/cli/demo.ts', import.meta.url));
const LAPTOP = { width: 1080, height: 720 };
const TABLET = { width: 600, height: 800 };

const shot = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) });

async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.getByLabel('Nama pengguna').fill('demo');
  await page.getByLabel('Kata sandi', { exact: true }).fill('contoh-saja-demo');
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('button', { name: /Semua tersimpan/ }).waitFor({ timeout: 90_000 });
}

/** The office's pages about tablets; returns a code for a new tablet. */
async function drawOffice(page: Page, origin: string): Promise<string> {
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
  const code = page.locator('.spoken strong');
  await code.waitFor();
  await shot(page, 'kantor-kode-perangkat');
  return code.innerText();
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
  await page.goto(`${origin}/penyelamatan.html`);
  await page.getByRole('heading', { name: 'Penyelamatan jawaban' }).waitFor();
  await shot(page, 'tablet-penyelamatan');
}

mkdirSync(PICTURES, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'skm-guide-'));
execFileSync(process.execPath, [DEMO], { env: { ...process.env, DATA_DIR: dataDir } });
const endpoint = await EndpointProcess.start({ dataDir, environment: { DEMO: '1' } });
const laptop = await Device.open({ viewport: LAPTOP, reducedMotion: 'reduce' });
const tablet = await Device.open({ viewport: TABLET, hasTouch: true, reducedMotion: 'reduce' });
try {
  const code = await drawOffice(await laptop.page(), endpoint.officeOrigin);
  await drawTablet(await tablet.page(), endpoint.surveyOrigin, code);
} finally {
  await laptop.dispose();
  await tablet.dispose();
  await endpoint.dispose();
}
