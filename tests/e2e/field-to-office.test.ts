/** What people carry between office and field: a file, codes on a screen, receipts, and cards for invited people. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { FRAME_MS } from '#survey/handover/qr-cycle.ts';
import { Device, SIZES } from './harness/browser.ts';
import { cameraThatFilms, film, readCode } from './harness/camera.ts';
import { Field } from './harness/field.ts';
import { openView, signInToOffice } from './harness/office-staff.ts';
import { enterCorner, respond, waitForOfflineCopy, waitForScreen } from './harness/respondent.ts';

const THREES = [3, 3];
const FILM = join(tmpdir(), `skm-film-${process.pid}.mjpeg`);
const PIN = '246810';

let field: Field;
let tablet: Device;
let laptop: Device;
let kiosk: Page;
let office: Page;

beforeAll(async () => {
  field = await Field.prepare();
  [tablet, laptop] = await Promise.all([
    Device.open({ viewport: SIZES.tablet, hasTouch: true }),
    Device.open({ viewport: SIZES.laptop, flags: cameraThatFilms(FILM) }),
  ]);
  [kiosk, office] = await Promise.all([tablet.page(), laptop.page()]);
  await signInToOffice(office, field.endpoint);
});
afterAll(async () => {
  await Promise.all([tablet.dispose(), laptop.dispose()]);
  await field.dispose();
  await rm(FILM, { force: true });
});

/** An activity with two questions: what is carried is told here, not how to answer. */
async function anActivity(name: string): Promise<string> {
  const [id, [first, second]] = [await field.activity(name), DEFAULT_QUESTIONNAIRE.questions];
  const [questions, asked] = [
    [first!, second!],
    [first!.element, second!.element],
  ];
  const elements = DEFAULT_QUESTIONNAIRE.elements.filter(({ key }) => asked.includes(key));
  const questionnaire = await field.questionnaire({ ...DEFAULT_QUESTIONNAIRE, elements, questions });
  await field.office.edit('activity', id, 1, { survey: { open: true, closesAt: null, questionnaire } });
  return id;
}

async function answerAt(page: Page, comment: string): Promise<void> {
  await respond(page, THREES, comment);
  await page.locator('.done').click();
  await waitForScreen(page, 'attract');
}

async function save(page: Page, button: string): Promise<Download> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return file;
}

const comments = async (): Promise<string[]> => (await field.received()).map(({ comment }) => comment).sort();

/** What staff of the office do with a hand-over that stands on their screen. */
async function takeWhatIsShown(known: number, outcome: string): Promise<void> {
  await office.getByRole('heading', { name: 'Serah terima dari Tablet 1' }).waitFor();
  const counts = office.getByRole('row', { name: /Tablet 1/ }).getByRole('cell');
  // Answers, new ones, known ones, numbers.
  await expect.poll(() => counts.nth(2).innerText()).toBe(String(known));
  await office.getByRole('button', { name: 'Terima dan kirim' }).click();
  await office.getByRole('article').filter({ hasText: 'Diterima server' }).getByText(outcome).waitFor();
}

/** The pictures of all codes that the tablet shows, in order. */
async function codesOnScreen(): Promise<Buffer[]> {
  await kiosk.clock.pauseAt(Date.now() + 60_000);
  await kiosk.getByRole('button', { name: 'Tampilkan kode' }).click();
  const place = kiosk.locator('.handover .figure', { hasText: /Kode \d+ dari/ });
  const frames = Number(/dari (\d+)/.exec(await place.innerText())?.[1]);
  const pictures: Buffer[] = [];
  for (let frame = 1; frame <= frames; frame += 1) {
    await place.filter({ hasText: `Kode ${frame} dari ${frames}` }).waitFor();
    pictures.push(await kiosk.locator('.handover-code').screenshot());
    await kiosk.clock.runFor(FRAME_MS);
  }
  await kiosk.clock.resume();
  return pictures;
}

describe('a tablet that never has a network', () => {
  it('hands over by file: the office takes it once, and refuses what is cut off', async () => {
    await kiosk.goto(await field.kioskEnrolment([await anActivity('Balai tanpa sinyal')]));
    await waitForScreen(kiosk, 'attract');
    await waitForOfflineCopy(kiosk);
    await tablet.offline(true);
    for (const comment of ['berkas-1', 'berkas-2']) await answerAt(kiosk, comment);
    await enterCorner(kiosk, PIN, 2);
    await kiosk.getByRole('button', { name: 'Serah terima' }).click();
    const file = await save(kiosk, 'Simpan berkas');
    const [name, whole] = [file.suggestedFilename(), await readFile(await file.path())];

    await openView(office, field.endpoint, '/perangkat/serah-terima');
    const bring = (buffer: Buffer) =>
      office.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
    await bring(whole.subarray(0, whole.length - 200));
    await office.getByRole('alert').getByText('rusak, terpotong, atau diubah').waitFor();
    expect(await comments()).toEqual([]);
    await office.getByText('Belum ada serah terima').waitFor();

    await bring(whole);
    await takeWhatIsShown(0, '2 baru');
    expect(await comments()).toEqual(['berkas-1', 'berkas-2']);
    await bring(whole);
    await takeWhatIsShown(2, '2 sudah ada');
    expect(await comments()).toEqual(['berkas-1', 'berkas-2']);
  });

  it('hands over by codes that the camera of the office films', async () => {
    await kiosk.getByRole('button', { name: 'Kembali' }).click();
    await answerAt(kiosk, 'kode-3');
    await enterCorner(kiosk, PIN);
    await kiosk.getByRole('button', { name: 'Serah terima' }).click();
    await kiosk.clock.install();
    await film(await laptop.page(), FILM, await codesOnScreen(), FRAME_MS);
    await office.bringToFront();
    await office.getByRole('button', { name: 'Buka kamera' }).click();
    await takeWhatIsShown(2, '1 baru');
    expect(await comments()).toEqual(['berkas-1', 'berkas-2', 'kode-3']);
  });

  it('has all of it received by the receipts that come back as a file', async () => {
    const newest = office.getByRole('article').first();
    const [receipt] = await Promise.all([
      office.waitForEvent('download'),
      newest.getByRole('button', { name: 'Simpan tanda terima' }).click(),
    ]);
    await kiosk.locator('input[type=file]').setInputFiles({
      name: receipt.suggestedFilename(),
      mimeType: 'text/plain',
      buffer: await readFile(await receipt.path()),
    });
    await kiosk.getByText('3 jawaban kini tercatat diterima kantor.').waitFor();
    await kiosk.getByRole('button', { name: 'Ringkasan' }).click();
    await kiosk.locator('.corner-states li', { hasText: '3 diterima kantor' }).waitFor();
    await kiosk.getByText('Semua jawaban di tablet ini sudah diterima kantor.').waitFor();
    expect([...tablet.takeFaults(), ...laptop.takeFaults()]).toEqual([]);
  });
});

/** The first of two cards that staff have just made, as it is printed. */
async function printedCard(activity: string): Promise<Buffer> {
  await openView(office, field.endpoint, `/kegiatan/${activity}`);
  // The office has been open for a while, and looks for what is new only now and then.
  await office.reload();
  await office.getByLabel('Hanya undangan').check();
  await office.getByRole('button', { name: 'Buat kartu' }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByLabel('Banyaknya kartu').fill('2');
  await dialog.getByRole('button', { name: 'Buat kartu' }).click();
  await office.getByText('2 kartu · 1 lembar A4').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await office.emulateMedia({ media: 'print' });
  const picture = await office
    .getByRole('img', { name: /^Kode QR kartu/ })
    .first()
    .screenshot();
  await office.emulateMedia({ media: 'screen' });
  return picture;
}

describe('a card for an invited person', () => {
  it('leads from its printed code to the thank-you, once, and leaves no trace in the answer', async () => {
    const activity = await anActivity('Jamuan tamu undangan');
    const picture = await printedCard(activity);
    const address = await readCode(await laptop.page(), picture);
    const code = address.slice(address.lastIndexOf('.') + 1);
    const phone = await Device.open({ hasTouch: true });
    const page = await phone.page();
    await page.goto(address);
    await respond(page, THREES, 'dari-kartu');
    await page.locator('.screen.thanks .lead', { hasText: 'Diterima' }).waitFor();
    await page.reload();
    await waitForScreen(page, 'answered');
    expect(phone.takeFaults()).toEqual([]);
    await phone.dispose();

    const other = await laptop.page();
    await other.goto(address);
    await waitForScreen(other, 'notice');
    await other.getByRole('heading', { name: 'Undangan ini sudah dipakai' }).waitFor();
    await other.getByText('mintalah kartu baru kepada petugas protokol').waitFor();
    expect((await comments()).filter((comment) => comment === 'dari-kartu')).toHaveLength(1);

    expect(code).toMatch(/^([0-9A-Z]{4}-){2}[0-9A-Z]{4}$/);
    for (const name of await readdir(field.endpoint.dataDir)) {
      const stored = (await readFile(join(field.endpoint.dataDir, name))).toString('latin1');
      expect([code, code.replaceAll('-', '')].filter((letters) => stored.includes(letters))).toEqual([]);
    }
    expect(laptop.takeFaults()).toEqual([]);
  });
});
