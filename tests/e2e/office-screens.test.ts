import { createMemoryHistory, createRouter } from 'vue-router';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { routes } from '#admin/routes.ts';
import { accessibilityBreaches, Device, SIZES } from './harness/browser.ts';
import type { Scope } from './harness/browser.ts';
import { signInToDemo, startDemo, waitForTheYear } from './harness/demo-office.ts';
import type { EndpointProcess } from './harness/endpoint.ts';

/**
 * Every screen and dialog of the office on a phone, a tablet and a laptop, light and dark: nothing for axe to find,
 * nothing cut off at the side.
 */

/** A dialog or a menu that is open. */
const OVERLAY = '.v-overlay--active';
const ACTIVITIES = '/kegiatan';
const THIRD_QUARTER = { inAddress: '2026-tw3', shows: 'Triwulan III 2026' } as const;
const NOTHING_YET = { inAddress: '2031', shows: 'Tahun 2031' } as const;
interface Screen {
  readonly address: string;
  /** Words that stand on the screen once it is there. */
  readonly shows: string;
  /** Buttons that open a dialog on it, or something in that dialog, each with words that then stand there. */
  readonly press?: readonly (readonly [button: string | RegExp, shows: string])[];
  /** Left out: the third quarter of 2026. A dialog is the same over an empty list, and is looked through sooner. */
  readonly period?: typeof THIRD_QUARTER | typeof NOTHING_YET;
}

const SCREENS: readonly Screen[] = [
  { address: '/?periode=2026-tw3', shows: 'Perlu perhatian' },
  { address: '/?periode=2031', shows: 'Tidak ada kegiatan yang berlangsung' },
  { address: '/publikasi?periode=2026-09', shows: 'Pembilang: kegiatan yang telah dirilis' },
  { address: '/kepuasan?periode=2026-tw3&bagian=hasil', shows: 'Hasil per unsur' },
  {
    address: '/kepuasan?periode=2026-tw3&bagian=hasil',
    shows: 'Hasil per unsur',
    press: [[/Lihat jawaban di balik unsur Biaya/, 'Profil dan komentar responden sengaja']],
  },
  { address: '/kepuasan?periode=2026-tw3&bagian=perhitungan', shows: 'Pembanding, bukan hasil' },
  { address: '/kepuasan?periode=2026-tw3&bagian=tren', shows: 'Dari waktu ke waktu' },
  { address: '/kepuasan?periode=2026-tw3&bagian=kelompok', shows: 'Menurut jabatan' },
  { address: '/kepuasan?periode=2026-tw3&bagian=komentar', shows: 'Komentar ditampilkan terpisah' },
  { address: '/kepuasan?periode=2031', shows: 'Belum ada jawaban pada pilihan ini' },
  { address: ACTIVITIES, shows: 'Sep 2026' },
  {
    address: ACTIVITIES,
    period: NOTHING_YET,
    shows: 'Tahun 2031',
    press: [['Tambah kegiatan', 'Kegiatan baru']],
  },
  { address: ACTIVITIES, shows: 'Sep 2026', press: [['Kalender', 'Bulan ini']] },
  {
    address: ACTIVITIES,
    period: NOTHING_YET,
    shows: 'Tahun 2031',
    press: [[/^Menu akun/, 'Ganti kata sandi']],
  },
  {
    address: ACTIVITIES,
    period: NOTHING_YET,
    shows: 'Tahun 2031',
    press: [[/^Keadaan data/, 'Coba sekarang']],
  },
  { address: '/kegiatan/impor', shows: 'Pilih berkas' },
  { address: '/rilis', shows: 'September 2026' },
  { address: '/kuesioner', shows: 'Dipakai untuk kegiatan baru' },
  { address: '/kuesioner', shows: 'Lihat isi', press: [['Lihat isi', 'Profil responden']] },
  {
    address: '/kuesioner',
    shows: 'Lihat isi',
    press: [
      ['Buat versi baru', 'Semua teks diisi'],
      [/^Pertanyaan 1/, 'Boleh menjawab'],
    ],
  },
  { address: '/impor-jawaban', shows: 'Yang sudah diimpor' },
  { address: '/perangkat', shows: 'Tablet kios' },
  { address: '/perangkat', shows: 'Tablet kios', press: [[/^Rincian/, 'Salinan kedua']] },
  { address: '/perangkat/disisihkan', shows: 'Menunggu keputusan' },
  { address: '/perangkat/serah-terima', shows: 'Buka kamera' },
  { address: '/konflik', shows: 'Yang tersimpan sekarang' },
  { address: '/pengguna', shows: 'Kepala Bagian' },
  { address: '/pengguna', shows: 'Kepala Bagian', press: [['Tambah pengguna', 'Pengguna baru']] },
  { address: '/pengaturan', shows: 'Definisi indikator' },
  { address: '/entah', shows: 'Halaman tidak ditemukan' },
];
/** Routes that need an id, or lead elsewhere: walked by the stories below. */
const WALKED_APART: readonly string[] = ['activity', 'poster', 'invitation-cards', 'setup'];

/**
 * One page for each look, each walked from screen to screen without a reload and without a change of its colours: to
 * draw a long table anew in other colours takes longer than to look at it. Another colour scheme moves nothing: there
 * only the contrast can be wrong. A tablet has what a phone has with more room: there only something can stick out.
 */
const LOOKS = [
  { size: 'laptop', colorScheme: 'light', about: 'all' },
  { size: 'laptop', colorScheme: 'dark', about: 'colours' },
  { size: 'tablet', colorScheme: 'light', about: null },
  { size: 'phone', colorScheme: 'light', about: 'all' },
] as const satisfies readonly {
  readonly size: keyof typeof SIZES;
  readonly colorScheme: 'light' | 'dark';
  readonly about: Scope['about'] | null;
}[];
type Look = (typeof LOOKS)[number];

let endpoint: EndpointProcess;
let device: Device;
let pages: Map<Look, Page>;
/** The period that each page stands on, as addresses name it. */
const chosen = new Map<Page, string>();
let page: Page;

beforeAll(async () => {
  endpoint = await startDemo();
  device = await Device.open({ viewport: SIZES.laptop, reducedMotion: 'reduce' });
  pages = new Map();
  for (const look of LOOKS) {
    const one = await device.page();
    await one.setViewportSize(SIZES[look.size]);
    await one.emulateMedia({ colorScheme: look.colorScheme });
    pages.set(look, one);
  }
  page = pages.get(LOOKS[0])!;
});

afterAll(async () => {
  await device.dispose();
  await endpoint.dispose();
});

/** Brings every page to a screen in turn, and looks at it, or only at the dialog or menu on it. */
async function expectSoundInEveryLook(reach: (on: Page) => Promise<void>): Promise<void> {
  for (const look of LOOKS) {
    const on = pages.get(look)!;
    // A tab behind another one is not painted.
    await on.bringToFront();
    await reach(on);
    await expectSound(on, look);
  }
}

async function expectSound(on: Page, { size, colorScheme, about }: Look): Promise<void> {
  if (about !== null) {
    const inside = (await on.locator(OVERLAY).count()) > 0 ? OVERLAY : 'html';
    await on.waitForFunction(
      (scheme) =>
        document.querySelector(`.v-theme--${scheme}`) !== null &&
        document.getAnimations().every(({ playState }) => playState !== 'running'),
      colorScheme,
    );
    const breaches = await accessibilityBreaches(on, { about, inside });
    expect(breaches, `${colorScheme}, ${size}`).toEqual([]);
  }
  const cutOff = await on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(cutOff, `pixels cut off on the ${size}`).toBeLessThanOrEqual(0);
}

/** Opens an address in the running app on a period; what the screen before left open closes first. */
async function open(on: Page, address: string, period: Screen['period'] = THIRD_QUARTER): Promise<void> {
  const left = on.locator(OVERLAY);
  if ((await left.count()) > 0) await on.keyboard.press('Escape');
  await left.first().waitFor({ state: 'hidden' });
  const named = /periode=([^&]+)/.exec(address)?.[1];
  // An address that names its period needs no way round, nor does one on the period that is chosen already.
  if (named === undefined && chosen.get(on) !== period.inAddress) {
    await on.goto(`${endpoint.officeOrigin}/#/?periode=${period.inAddress}`);
    await on.getByText(period.shows).first().waitFor();
  }
  chosen.set(on, named ?? period.inAddress);
  await on.goto(`${endpoint.officeOrigin}/#${address}`);
}

describe('the screens of the office', () => {
  it('are walked without leaving out a route', () => {
    const router = createRouter({ history: createMemoryHistory(), routes });
    const walked = SCREENS.map(({ address }) => router.resolve(address).name);
    const left = routes.map(({ name }) => name).filter((name) => !walked.includes(name));
    expect(left).toEqual(WALKED_APART);
  });

  it('the sign-in', async () => {
    await expectSoundInEveryLook(async (on) => {
      await on.goto(endpoint.officeOrigin);
      await on.getByRole('heading', { name: 'Masuk' }).waitFor();
      await on.getByText('Data contoh, bukan data sebenarnya').waitFor();
    });
    await page.bringToFront();
    await signInToDemo(page, 'demo');
    await waitForTheYear(page);
  });

  it.each(SCREENS)('$address, $shows, $press', async ({ address, period, shows, press = [] }) => {
    await expectSoundInEveryLook(async (on) => {
      await open(on, address, period);
      await on.getByText(shows).filter({ visible: true }).first().waitFor();
      for (const [button, words] of press) {
        await on.getByRole('button', { name: button }).first().click();
        await on.getByText(words).filter({ visible: true }).first().waitFor();
      }
    });
  });

  it('an activity with its survey, then its link, then its poster', async () => {
    await expectSoundInEveryLook(async (on) => {
      await open(on, ACTIVITIES);
      await on.getByRole('link', { name: /Rapat/ }).first().click();
      await on.getByRole('heading', { name: 'Survei kepuasan' }).waitFor();
    });
    await expectSoundInEveryLook(async (on) => {
      await on.getByRole('button', { name: 'Tampilkan tautan dan QR' }).click();
      await on.getByRole('link', { name: 'Cetak poster' }).waitFor();
    });
    await expectSoundInEveryLook(async (on) => {
      await on.getByRole('link', { name: 'Cetak poster' }).click();
      await on.getByText('Pindai untuk menilai layanan protokol').waitFor();
    });
  });

  it('cards for invited people, made and on their sheet', async () => {
    await expectSoundInEveryLook(async (on) => {
      await open(on, ACTIVITIES);
      await on.getByRole('link', { name: /Rapat/ }).first().click();
      await on.getByRole('button', { name: 'Buat kartu' }).click();
      await on.getByLabel('Banyaknya kartu').fill('12');
    });
    await expectSoundInEveryLook(async (on) => {
      await on.getByRole('dialog').getByRole('button', { name: 'Buat kartu' }).click();
      await on.getByText('12 kartu · 2 lembar A4').waitFor();
    });
  });

  it('with the keyboard alone, from the page to a single response and back to where one was', async () => {
    await page.bringToFront();
    await open(page, '/kepuasan?periode=2026-tw3&bagian=hasil');
    const element = page.getByRole('button', { name: /Lihat jawaban di balik unsur Waktu/ });
    await element.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Hanya nilai 1' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Hanya nilai 1 · Semua nilai' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => element.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('the language changes every word of the frame at once', async () => {
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
    await signInToDemo(own, 'pimpinan');
    await waitForTheYear(own);
    await own.getByRole('link', { name: 'Kegiatan' }).first().click();
    await own.getByText('sudah dirilis').first().waitFor();
    for (const forbidden of ['Tambah kegiatan', 'Impor agenda', 'Pengguna', 'Impor jawaban']) {
      expect(await own.getByText(forbidden, { exact: true }).count()).toBe(0);
    }
    await own.getByRole('link', { name: 'Pengaturan' }).click();
    await own.getByText('Hanya admin yang dapat mengubah pengaturan.').waitFor();
    // To the letter: the state of the data is a button too, and says "Semua tersimpan".
    expect(await own.getByRole('button', { name: 'Simpan', exact: true }).count()).toBe(0);
    expect(reader.takeFaults()).toEqual([]);
    await reader.dispose();
  }, 180_000);

  it('never breached the content policy, never asked another host, never failed unseen', () => {
    expect(device.takeFaults()).toEqual([]);
  });
});
