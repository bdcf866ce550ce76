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

/** Every daily screen and dialog of the office, small and large, light and dark: nothing for axe, nothing cut off. */
const DEMO = fileURLToPath(new URL('../../src/cli/demo.ts', import.meta.url));

interface Screen {
  readonly address: string;
  /** Words that stand on the screen once it is there. */
  readonly shows: string;
  /** A button that opens a dialog on it. */
  readonly press?: string | RegExp;
  readonly thenShows?: string;
}

const SCREENS: readonly Screen[] = [
  { address: '/kegiatan', shows: 'sudah dirilis' },
  { address: '/kegiatan', shows: 'sudah dirilis', press: 'Tambah kegiatan', thenShows: 'Kegiatan baru' },
  { address: '/kegiatan', shows: 'sudah dirilis', press: 'Kalender', thenShows: 'Bulan ini' },
  { address: '/kegiatan', shows: 'sudah dirilis', press: /^Menu akun/, thenShows: 'Ganti kata sandi' },
  { address: '/kegiatan', shows: 'sudah dirilis', press: /^Keadaan data/, thenShows: 'Coba sekarang' },
  { address: '/kegiatan/impor', shows: 'Pilih berkas' },
  { address: '/rilis', shows: 'Daftar rilis' },
  { address: '/kuesioner', shows: 'Dipakai untuk kegiatan baru' },
  { address: '/kuesioner', shows: 'Lihat isi', press: 'Lihat isi', thenShows: 'Profil responden' },
  {
    address: '/kuesioner',
    shows: 'Lihat isi',
    press: 'Buat versi baru',
    thenShows: 'Urutan pilihan di layar',
  },
  { address: '/perangkat', shows: 'Tablet kios' },
  { address: '/konflik', shows: 'Yang tersimpan sekarang' },
  { address: '/pengguna', shows: 'Kepala Bagian' },
  { address: '/pengguna', shows: 'Kepala Bagian', press: 'Tambah pengguna', thenShows: 'Pengguna baru' },
  { address: '/pengaturan', shows: 'Definisi indikator' },
  { address: '/entah', shows: 'Halaman tidak ditemukan' },
];

let endpoint: EndpointProcess;
let device: Device;
let page: Page;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'skm-e2e-office-'));
  const env = { ...process.env, DATA_DIR: dataDir };
  await promisify(execFile)(process.execPath, [DEMO, '--end', '2026-11-22'], { env });
  endpoint = await EndpointProcess.start({ dataDir, environment: { DEMO: '1' } });
  device = await Device.open({ viewport: SIZES.laptop });
  page = await device.page();
});

afterAll(async () => {
  await device.dispose();
  await endpoint.dispose();
});

async function expectSound(): Promise<void> {
  expect(await accessibilityBreaches(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

describe('the screens of the office', () => {
  it('the sign-in', async () => {
    await page.goto(endpoint.officeOrigin);
    await page.getByRole('heading', { name: 'Masuk' }).waitFor();
    await page.getByText('Data contoh, bukan data sebenarnya').waitFor();
    await expectSound();
    await page.getByLabel('Nama pengguna').fill('demo');
    await page.getByLabel('Kata sandi', { exact: true }).fill('contoh-saja-demo');
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.getByRole('button', { name: /Semua tersimpan/ }).waitFor({ timeout: 60_000 });
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    for (const [name, size] of [
      ['phone', SIZES.phone],
      ['laptop', SIZES.laptop],
    ] as const) {
      it.each(SCREENS)(`${name}: $address $press`, async ({ address, shows, press, thenShows }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        await page.goto('about:blank');
        await page.goto(`${endpoint.officeOrigin}/#${address}`);
        await page.getByText(shows).first().waitFor();
        if (press !== undefined) await page.getByRole('button', { name: press }).first().click();
        if (thenShows !== undefined) await page.getByText(thenShows).first().waitFor();
        await expectSound();
      });
    }
  });

  it('an activity with its survey, on a tablet in both positions', async () => {
    for (const size of [SIZES.tablet, SIZES.tabletLandscape]) {
      await page.setViewportSize(size);
      await page.goto('about:blank');
      await page.goto(`${endpoint.officeOrigin}/#/kegiatan`);
      await page.getByRole('link', { name: /Rapat/ }).first().click();
      await page.getByRole('heading', { name: 'Survei kepuasan' }).waitFor();
      await expectSound();
    }
  });

  it('the language changes every word of the frame at once', async () => {
    await page.setViewportSize(SIZES.laptop);
    await page.getByRole('button', { name: /^Menu akun/ }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Activities' }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
    await page.getByRole('link', { name: 'Kegiatan' }).first().waitFor();
  });

  it('a reader sees everything and changes nothing', async () => {
    const reader = await Device.open({ viewport: SIZES.laptop });
    const own = await reader.page();
    await own.goto(endpoint.officeOrigin);
    await own.getByLabel('Nama pengguna').fill('pimpinan');
    await own.getByLabel('Kata sandi', { exact: true }).fill('contoh-saja-demo');
    await own.getByRole('button', { name: 'Masuk', exact: true }).click();
    await own.getByRole('link', { name: 'Kegiatan' }).first().click();
    await own.getByText('sudah dirilis').first().waitFor({ timeout: 60_000 });
    for (const forbidden of ['Tambah kegiatan', 'Impor agenda', 'Pengguna', 'Impor jawaban']) {
      expect(await own.getByText(forbidden, { exact: true }).count()).toBe(0);
    }
    await own.getByRole('link', { name: 'Pengaturan' }).click();
    await own.getByText('Hanya admin yang dapat mengubah pengaturan.').waitFor();
    expect(await own.getByRole('button', { name: 'Simpan' }).count()).toBe(0);
    expect(reader.takeFaults()).toEqual([]);
    await reader.dispose();
  });

  it('never breached the content policy, never asked another host, never failed unseen', () => {
    expect(device.takeFaults()).toEqual([]);
  });
});
