import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Device, SIZES } from './harness/browser.ts';
import { EndpointProcess } from './harness/endpoint.ts';
import { FIRST_ACCOUNT, OfficeClient } from './harness/office-client.ts';
import { enterActivity, enterRelease, openView, setUpOffice } from './harness/office-staff.ts';
import { waitForOfflineCopy } from './harness/respondent.ts';

/** A day in the office on one laptop, with and without network, told step by step; each step stands on the one before. */
const NAME = 'Peresmian Taman Kota';

let endpoint: EndpointProcess;
let colleague: OfficeClient;
let laptop: Device;
let page: Page;
/** Id of the activity that the story is about. */
let activity = '';

beforeAll(async () => {
  endpoint = await EndpointProcess.start();
  laptop = await Device.open({ viewport: SIZES.laptop });
  page = await laptop.page();
});

afterAll(async () => {
  await laptop.dispose();
  await endpoint.dispose();
});

async function waitForSync(words: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: words }).waitFor();
}

async function changePlace(place: string): Promise<void> {
  await page.getByRole('button', { name: 'Ubah', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tempat').fill(place);
  await dialog.getByRole('button', { name: 'Simpan', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The activity as the endpoint has it. */
async function stored(): Promise<{ revision: number; body: { id: string; name: string; place: string } }> {
  const items = await colleague.pullAll();
  const found = items.findLast(({ type, kind }) => type === 'document' && kind === 'activity');
  return found as unknown as Awaited<ReturnType<typeof stored>>;
}

describe('a day in the office', () => {
  it('begins with the set-up, which refuses what is incomplete and says why', async () => {
    await page.goto(endpoint.setupLink);
    await page.getByRole('button', { name: 'Simpan dan masuk' }).click();
    await page.getByText('Wajib diisi.').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name');
    await expect
      .poll(() => page.getByLabel('Nama unit kerja').inputValue())
      .toBe('Bagian Humas dan Protokol');
    await setUpOffice(page, endpoint);
    colleague = new OfficeClient(endpoint);
    await colleague.signIn();
  });

  it('signs in again with the right password only', async () => {
    await page.getByRole('button', { name: `Menu akun ${FIRST_ACCOUNT.name}` }).click();
    await page.getByRole('button', { name: 'Keluar', exact: true }).click();
    const asked = page.getByRole('dialog', { name: 'Keluar dari perangkat ini?' });
    await asked.getByRole('button', { name: 'Keluar', exact: true }).click();
    await page.getByLabel('Nama pengguna').fill(FIRST_ACCOUNT.username);
    await page.getByLabel('Kata sandi', { exact: true }).fill('bukan kata sandinya');
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.getByText('Nama pengguna atau kata sandi salah.').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.getByLabel('Kata sandi', { exact: true }).fill(FIRST_ACCOUNT.password);
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.getByRole('navigation').first().waitFor();
  });

  it('records an activity by keyboard and sends it', async () => {
    await openView(page, endpoint, '/kegiatan');
    await enterActivity(page, { name: NAME, date: '2026-03-12', start: '830', place: 'Taman Kota' });
    // Before it is noted as waiting, the button still says that all is stored.
    await expect.poll(stored, { timeout: 30_000 }).toBeDefined();
    await waitForSync(/Semua tersimpan/);
    const { body } = await stored();
    expect(body).toMatchObject({ name: NAME, place: 'Taman Kota', start: '2026-03-12T01:30:00.000Z' });
    activity = body.id;
  });

  it('records its release, and the activity is out', async () => {
    await enterRelease(page, endpoint, {
      url: 'https://media.example/2026/03/13/taman-kota-diresmikan',
      title: 'Taman Kota Diresmikan',
      medium: 'Media Contoh',
      activity: NAME,
    });
    await openView(page, endpoint, `/kegiatan/${activity}`);
    await page.getByText('Sudah dirilis').waitFor();
    const article = page.getByRole('link', { name: 'Buka berita “Taman Kota Diresmikan” di tab baru' });
    expect(await article.getAttribute('href')).toBe('https://media.example/2026/03/13/taman-kota-diresmikan');
  });

  it('shows the survey link with its code, and again on the poster', async () => {
    await waitForSync(/Semua tersimpan/);
    await page.getByRole('button', { name: 'Tampilkan tautan dan QR' }).click();
    const link = await page.getByLabel('Tautan survei').inputValue();
    expect(link).toMatch(new RegExp(`^${endpoint.surveyOrigin}/#l=`));
    await page.getByRole('img', { name: `Kode QR survei ${NAME}` }).waitFor();
    await page.getByRole('link', { name: 'Cetak poster' }).click();
    await page.getByText('Pindai untuk menilai layanan protokol').waitFor();
    await page.getByRole('link', { name: 'Kembali ke kegiatan' }).click();
  });

  it('goes on without network: the app opens, the edit waits and is sent later', async () => {
    await waitForOfflineCopy(page);
    await laptop.offline(true);
    await page.reload();
    await page.getByRole('heading', { name: NAME }).waitFor();
    await changePlace('Gedung Kesenian');
    await waitForSync(/1 perubahan di perangkat ini belum terkirim/);
    expect((await stored()).body.place).toBe('Taman Kota');
    await laptop.offline(false);
    await waitForSync(/Semua tersimpan/);
    expect((await stored()).body.place).toBe('Gedung Kesenian');
  });

  it('overwrites nothing when a colleague changes the same field meanwhile: both values wait for a choice', async () => {
    await laptop.offline(true);
    await changePlace('Pendopo');
    const { revision } = await stored();
    await colleague.edit('activity', activity, revision, { place: 'Alun-alun' });
    await laptop.offline(false);
    await page.getByRole('link', { name: /^Konflik/ }).click();
    const card = page.locator('li').filter({ hasText: 'Yang tersimpan sekarang' });
    await card.waitFor();
    await expect.poll(() => card.innerText()).toContain('Alun-alun');
    await expect.poll(() => card.innerText()).toContain('Pendopo');
    await page.getByRole('button', { name: 'Pakai perubahan ini' }).click();
    await page.getByText('Tidak ada konflik').waitFor();
    await expect.poll(async () => (await stored()).body.place).toBe('Pendopo');
  });

  it('ends with a sign-out that names unsent changes and wipes them without network', async () => {
    await openView(page, endpoint, `/kegiatan/${activity}`);
    await page.getByRole('heading', { name: NAME }).waitFor();
    await laptop.offline(true);
    await changePlace('Rahasia');
    await waitForSync(/1 perubahan di perangkat ini belum terkirim/);
    await page.getByRole('button', { name: `Menu akun ${FIRST_ACCOUNT.name}` }).click();
    await page.getByRole('button', { name: 'Keluar', exact: true }).click();
    await page.getByText('1 perubahan belum terkirim dan akan hilang.').waitFor();
    await page.getByRole('button', { name: 'Keluar dan buang perubahan' }).click();
    await page.getByText('Server belum terjangkau.').waitFor();
    const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    expect(databases.filter((name) => name?.startsWith('skm-office'))).toEqual([]);
  });

  it('tells the endpoint of the sign-out as soon as it can be reached', async () => {
    await laptop.offline(false);
    await page.reload();
    await page.getByRole('button', { name: 'Masuk', exact: true }).waitFor();
    expect(await page.evaluate(async () => (await fetch('/api/v1/session')).status)).toBe(401);
    expect((await stored()).body.place).toBe('Pendopo');
  });

  it('never breached the content policy, never asked another host, never failed unseen', () => {
    expect(laptop.takeFaults()).toEqual([]);
  });
});
