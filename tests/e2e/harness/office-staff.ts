import type { Locator, Page } from 'playwright-core';
import type { EndpointProcess } from './endpoint.ts';
import { FIRST_ACCOUNT } from './office-client.ts';

/** What staff do in the office app, told by the words on the screen. */

export async function setUpOffice(page: Page, endpoint: EndpointProcess): Promise<void> {
  await page.goto(endpoint.setupLink);
  await page.getByLabel('Nama lengkap').fill(FIRST_ACCOUNT.name);
  await page.getByLabel('Nama pengguna').fill(FIRST_ACCOUNT.username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(FIRST_ACCOUNT.password);
  await page.getByRole('button', { name: 'Simpan dan masuk' }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** Signs in with the first account, which is there already. */
export async function signInToOffice(page: Page, endpoint: EndpointProcess): Promise<void> {
  await page.goto(endpoint.officeOrigin);
  await page.getByLabel('Nama pengguna').fill(FIRST_ACCOUNT.username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(FIRST_ACCOUNT.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
}

export async function openView(page: Page, endpoint: EndpointProcess, address: string): Promise<void> {
  await page.goto(`${endpoint.officeOrigin}/#${address}`);
}

export interface EnteredActivity {
  readonly name: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly start: string;
  readonly place: string;
}

/** Types one activity into the form of Kegiatan, which is open already on this page. */
export async function enterActivity(page: Page, activity: EnteredActivity): Promise<void> {
  await page.getByRole('button', { name: 'Tambah kegiatan' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama kegiatan').fill(activity.name);
  await typeDate(dialog.getByLabel('Tanggal', { exact: true }), activity.date);
  await dialog.getByLabel('Mulai (WIB)').fill(activity.start);
  await dialog.getByLabel('Tempat').fill(activity.place);
  await dialog.getByRole('button', { name: 'Simpan', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(activity.name).first().waitFor();
}

export async function typeDate(field: Locator, date: string): Promise<void> {
  const [year, month, day] = date.split('-');
  await field.fill(`${day}/${month}/${year}`);
  await field.press('Tab');
}

/** Imports an agenda given as text of a CSV file; waits for the result. */
export async function importAgenda(page: Page, endpoint: EndpointProcess, csv: string): Promise<void> {
  await openView(page, endpoint, '/kegiatan');
  await page.getByRole('link', { name: 'Impor agenda' }).first().click();
  await page.locator('input[type="file"]').setInputFiles({
    name: 'agenda.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await page.getByRole('button', { name: /^Impor \d+ kegiatan$/ }).click();
  await page.getByText('Impor selesai').waitFor();
}

/** Pastes an article's link into the fast entry of Rilis and ties it to one activity. */
export async function enterRelease(
  page: Page,
  endpoint: EndpointProcess,
  release: { url: string; title: string; medium: string; activity: string },
): Promise<void> {
  await openView(page, endpoint, '/rilis');
  await page.getByLabel('Tautan berita').fill(release.url);
  await page.getByLabel('Judul', { exact: true }).fill(release.title);
  await page.getByLabel('Nama media').fill(release.medium);
  await page.getByLabel('Kegiatan yang diberitakan').fill(release.activity);
  await page.getByRole('option', { name: release.activity }).first().click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Simpan, lalu berikutnya' }).click();
  await page.getByText('tersimpan.').waitFor();
}
