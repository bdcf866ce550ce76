import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { formatHundredths } from '#domain/numbers.ts';
import { parsePeriodKey } from '#domain/period-text.ts';
import { firstDay, lastDay } from '#domain/period.ts';
import { Device, SIZES } from './harness/browser.ts';
import { EndpointProcess } from './harness/endpoint.ts';

/**
 * Sign in once, fetch, cut the network, reload, change the period: the figures are there and right. What is right, the
 * command line says: it reads the endpoint's own database and shares nothing with the office but the rules.
 */
const CLI = fileURLToPath(new URL('../../src/cli/', import.meta.url));
const END = '2026-11-22';
const PERIODS = ['2026-tw3', '2026-tw2', '2026-09', '2026-s1', '2026-02-10_2026-04-20'] as const;

interface Recomputed {
  readonly satisfaction: { readonly respondents: number; readonly converted: number | null };
  readonly publication: {
    readonly released: number;
    readonly activities: number;
    readonly percentage: number | null;
  };
}

let endpoint: EndpointProcess;
let laptop: Device;
let desk: Page;

async function command(file: string, words: readonly string[], dataDir: string): Promise<string> {
  const run = promisify(execFile)(process.execPath, [join(CLI, file), ...words], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
  return (await run).stdout;
}

async function recompute(key: string): Promise<Recomputed> {
  const period = parsePeriodKey(key)!;
  const words = [
    'recompute',
    '--data',
    endpoint.dataDir,
    '--from',
    firstDay(period),
    '--to',
    lastDay(period),
    '--json',
  ];
  return JSON.parse(await command('skm.ts', words, endpoint.dataDir)) as Recomputed;
}

function printed(value: number | null): string {
  return formatHundredths(Math.round((value ?? Number.NaN) * 100), 'id');
}

/** The two large figures of Beranda for a period, once the page shows them. */
async function expectFigures(key: string, { publication, satisfaction }: Recomputed): Promise<void> {
  // An address that is set before the router listens would be lost.
  await desk.getByRole('heading', { name: 'Beranda' }).waitFor();
  await desk.evaluate((period) => (location.hash = `#/?periode=${period}`), key);
  const main = desk.getByRole('main');
  await expect
    .poll(() => main.locator('.value').allInnerTexts(), { timeout: 60_000 })
    .toEqual([expect.stringContaining(printed(publication.percentage)), printed(satisfaction.converted)]);
  await main
    .getByText(`${publication.released} dari ${publication.activities} kegiatan telah dirilis`)
    .waitFor();
  await main
    .getByText(`${satisfaction.respondents.toLocaleString('id-ID')} responden`)
    .first()
    .waitFor();
}

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'skm-e2e-figures-'));
  await command('demo.ts', ['--end', END], dataDir);
  endpoint = await EndpointProcess.start({ dataDir, environment: { DEMO: '1' } });
  laptop = await Device.open({ viewport: SIZES.laptop });
  desk = await laptop.page();
});

afterAll(async () => {
  await laptop.dispose();
  await endpoint.dispose();
});

describe('figures of the local copy', () => {
  it('signed in once, the whole year comes to this device', async () => {
    await desk.goto(endpoint.officeOrigin);
    await desk.getByLabel('Nama pengguna').fill('pimpinan');
    await desk.getByLabel('Kata sandi', { exact: true }).fill('contoh-saja-demo');
    await desk.getByRole('button', { name: 'Masuk' }).click();
    await expectFigures('2026-tw3', await recompute('2026-tw3'));
    await desk.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  });

  it('without network, after a reload, every period shows what the endpoint would compute', async () => {
    const right = await Promise.all(PERIODS.map(recompute));
    expect(new Set(right.map(({ satisfaction }) => satisfaction.converted)).size).toBe(PERIODS.length);
    await laptop.offline(true);
    await desk.reload();
    for (const [place, key] of PERIODS.entries()) await expectFigures(key, right[place]!);
  });

  it('without network, the working and the responses behind an element are there', async () => {
    const { satisfaction } = await recompute('2026-tw3');
    await desk.evaluate(() => (location.hash = '#/kepuasan?periode=2026-tw3&bagian=perhitungan'));
    await desk.getByRole('heading', { name: 'Perhitungan langkah demi langkah' }).waitFor();
    const total = desk.getByRole('row', { name: /^Jumlah/ });
    await expect.poll(() => total.innerText()).toContain(printed(satisfaction.converted));

    await desk.getByRole('tab', { name: 'Hasil' }).click();
    await desk.getByRole('button', { name: 'Lihat jawaban di balik unsur Sarana dan Prasarana' }).click();
    const dialog = desk.getByRole('dialog');
    const one = dialog.getByRole('row', { name: /Hanya nilai 1/ });
    const count = Number((await one.locator('td.number').first().innerText()).replaceAll('.', ''));
    await one.getByRole('button').click();
    const rows = dialog.getByRole('table', { name: 'Respons di balik angka ini' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(Math.min(count, 15) + 1);
    for (const text of await rows.locator('.here').allInnerTexts()) expect(text).toMatch(/1$/);
  });

  it('the activities without release are two clicks away from the percentage', async () => {
    const { publication } = await recompute('2026-tw3');
    await desk.evaluate(() => (location.hash = '#/?periode=2026-tw3'));
    await desk.getByText('Kegiatan belum dirilis', { exact: true }).click();
    const missing = publication.activities - publication.released;
    await desk.getByRole('button', { name: `Tampilkan ${missing - 8} lainnya` }).click();
    const item = desk.getByRole('listitem').filter({ hasText: 'Kegiatan belum dirilis' });
    await expect.poll(() => item.getByRole('link').count()).toBe(missing);
  });

  it('no page broke the content policy, loaded from elsewhere or threw', () => {
    expect(laptop.takeFaults()).toEqual([]);
  });
});
