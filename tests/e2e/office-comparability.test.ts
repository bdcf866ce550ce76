import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { formatHundredths } from '#domain/numbers.ts';
import { Device, SIZES } from './harness/browser.ts';
import { signInToDemo, startDemo, waitForTheYear } from './harness/demo-office.ts';
import type { EndpointProcess } from './harness/endpoint.ts';

/**
 * Versions with different elements: refused as one index, declared comparable by the office without network, pooled at
 * once, sent later, withdrawn again. What the pooled figure must be, the command line says from the endpoint's data.
 */
const SKM = fileURLToPath(new URL('../../src/cli/skm.ts', import.meta.url));
const [FROM, TO] = ['2025-11-23', '2026-11-22'];
const MIXED = `/kepuasan?periode=${FROM}_${TO}&bagian=hasil`;
const REFUSED = 'Ada kuesioner dengan unsur yang berbeda';
const POOLED = 'Gabungan versi yang dinyatakan sebanding';

let endpoint: EndpointProcess;
let laptop: Device;
let page: Page;
let dialog: Locator;

beforeAll(async () => {
  endpoint = await startDemo();
  laptop = await Device.open({ viewport: SIZES.laptop });
  page = await laptop.page();
  dialog = page.getByRole('dialog');
  await page.goto(endpoint.officeOrigin);
  await signInToDemo(page, 'demo');
  await waitForTheYear(page);
  // From the second load on the kept copy answers, also for a screen that was never opened.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await waitForTheYear(page);
});

afterAll(async () => {
  await laptop.dispose();
  await endpoint.dispose();
});

async function open(address: string): Promise<void> {
  await page.goto(`${endpoint.officeOrigin}/#${address}`);
}

async function recompute(): Promise<{ respondents: number; converted: number }> {
  const args = [SKM, 'recompute', '--data', endpoint.dataDir, '--from', FROM!, '--to', TO!, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return (JSON.parse(stdout) as { satisfaction: { respondents: number; converted: number } }).satisfaction;
}

describe('versions with different elements', () => {
  it('have no common index, on the screen and on the command line', async () => {
    await open(MIXED);
    await page.getByText(REFUSED).waitFor();
    await expect(recompute()).rejects.toThrow('unsur berbeda dan tidak dapat digabung');
  });

  it('are declared comparable from there, without network, with a reason', async () => {
    await laptop.offline(true);
    await page.getByRole('link', { name: 'Nyatakan versi sebanding' }).click();
    await dialog.getByText('Versi-versi ini dapat dinyatakan sebanding').waitFor();
    await dialog.getByText('Dihitung (9 unsur)').waitFor();
    await dialog.getByText('Tidak ikut dihitung (4 unsur)').waitFor();
    await dialog.getByRole('button', { name: 'Nyatakan sebanding' }).click();
    await dialog.getByText('Wajib diisi.').waitFor();
    await dialog.getByLabel('Dasar pernyataan').fill('Rapat evaluasi 20 November 2026');
    await dialog.getByRole('button', { name: 'Nyatakan sebanding' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Rapat evaluasi 20 November 2026').waitFor();
    await page.getByText('Belum terkirim ke server').waitFor();
    expect(await page.getByText('Belum ada pernyataan.').count()).toBe(0);
  });

  it('say why, when they cannot be', async () => {
    await page.getByRole('button', { name: 'Nyatakan versi sebanding' }).click();
    await dialog.getByText('sudah ada dalam pernyataan lain').first().waitFor();
    await dialog.getByRole('button', { name: 'Nyatakan sebanding' }).click();
    await dialog.getByText('Pilih paling sedikit dua versi.').waitFor();
    await dialog.getByRole('button', { name: 'Batal' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByText('Rapat evaluasi 20 November 2026').count()).toBe(1);
  });

  it('are one index then, which the command line gives as well once the declaration was sent', async () => {
    await open(MIXED);
    await page.getByText(POOLED).waitFor();
    expect(await page.getByText(REFUSED).count()).toBe(0);
    await laptop.offline(false);
    await page.getByRole('button', { name: /Semua tersimpan/ }).waitFor();
    const { respondents, converted } = await recompute();
    const figure = formatHundredths(Math.round(converted * 100), 'id');
    const words = new RegExp(
      `${figure}\\s+Mutu . · \\S.*\\s+${respondents.toLocaleString('id-ID')} responden`,
    );
    await expect.poll(() => page.getByRole('main').innerText()).toMatch(words);
  });

  it('stand apart again when the declaration is withdrawn', async () => {
    await open('/kuesioner');
    await page.getByRole('button', { name: 'Cabut', exact: true }).click();
    await dialog.getByRole('button', { name: 'Cabut', exact: true }).click();
    await page.getByText('Belum ada pernyataan.').waitFor();
    await open(MIXED);
    await page.getByText(REFUSED).waitFor();
    expect(await page.getByText(POOLED).count()).toBe(0);
  });

  it('never breached the content policy, never asked another host, never failed unseen', () => {
    expect(laptop.takeFaults()).toEqual([]);
  });
});
