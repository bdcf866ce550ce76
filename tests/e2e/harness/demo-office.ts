import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { EndpointProcess } from './endpoint.ts';

const DEMO = fileURLToPath(new URL('../../../src/cli/demo.ts', import.meta.url));
/** The example year ends here, so that every run shows the same figures. */
const END = '2026-11-22';

/** The endpoint with the example year in a data folder that is thrown away. */
export async function startDemo(): Promise<EndpointProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'skm-e2e-demo-'));
  const env = { ...process.env, DATA_DIR: dataDir };
  await promisify(execFile)(process.execPath, [DEMO, '--end', END], { env });
  return EndpointProcess.start({ dataDir, environment: { DEMO: '1' } });
}

/** Signs in with one of the example accounts: `demo` is an admin, `pimpinan` reads only. */
export async function signInToDemo(page: Page, username: 'demo' | 'pimpinan'): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi', { exact: true }).fill('contoh-saja-demo');
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** Waits until the whole year is on this device. */
export async function waitForTheYear(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Semua tersimpan/ }).waitFor({ timeout: 60_000 });
}
