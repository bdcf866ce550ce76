import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { jakartaDate } from '#domain/calendar.ts';
import { Device, SIZES } from './harness/browser.ts';
import { EndpointProcess } from './harness/endpoint.ts';
import { OfficeClient } from './harness/office-client.ts';
import { enterActivity, enterRelease, importAgenda, openView, setUpOffice } from './harness/office-staff.ts';
import {
  answerQuestions,
  respond,
  sendAndBeThanked,
  waitForOfflineCopy,
  waitForScreen,
} from './harness/respondent.ts';

/**
 * The main job, end to end: answers given without network become both indicators in the office.
 *
 * Worked by hand. Element in questionnaire order, sum / filled (0 below means "cannot judge", which is not filled):
 *   persyaratan 42/12 · prosedur 41/12 · waktu 39/12 · biaya 43/11 · produk 40/12 · kompetensi 42/12 ·
 *   perilaku 45/12 · sarana 34/12 · pengaduan 32/10
 *   sum of the averages  283/12 + 43/11 + 32/10 = 30,692424…   index = /9 = 3,410269…   IKM = x 25 = 85,2567… -> 85,26 (B)
 * IKU 1: one of three activities released = 33,33 %.
 */
const KIOSK = [
  [4, 4, 4, 4, 4, 4, 4, 4, 4],
  [3, 3, 3, 4, 3, 3, 3, 3, 3],
  [4, 3, 4, 4, 3, 4, 4, 3, 0],
  [4, 4, 3, 4, 4, 3, 4, 2, 3],
  [3, 3, 3, 4, 3, 3, 4, 3, 3],
  [4, 3, 2, 4, 3, 4, 4, 1, 2],
];
const PHONE_A = [
  [4, 4, 4, 4, 4, 4, 4, 4, 4],
  [3, 3, 3, 3, 3, 3, 3, 3, 3],
  [4, 3, 3, 0, 3, 4, 4, 3, 3],
];
const PHONE_B = [
  [3, 4, 3, 4, 3, 3, 4, 2, 3],
  [4, 4, 4, 4, 4, 4, 4, 3, 4],
  [2, 3, 3, 4, 3, 3, 3, 3, 0],
];
const IKM = '85,26';
const PUBLICATION = '33,33';
const RELEASED = 'Upacara Hari Pahlawan';
const SKM = fileURLToPath(new URL('../../src/cli/skm.ts', import.meta.url));
const today = jakartaDate(new Date().toISOString());

let endpoint: EndpointProcess;
let office: OfficeClient;
let laptop: Device;
let tablet: Device;
let phoneA: Device;
let phoneB: Device;
const devices: Device[] = [];

beforeAll(async () => {
  endpoint = await EndpointProcess.start();
  office = new OfficeClient(endpoint);
  laptop = await Device.open({ viewport: SIZES.laptop });
  tablet = await Device.open({ viewport: SIZES.tablet, hasTouch: true });
  phoneA = await Device.open({ hasTouch: true });
  phoneB = await Device.open({ hasTouch: true });
  devices.push(laptop, tablet, phoneA, phoneB);
});

afterAll(async () => {
  for (const device of devices) await device.dispose();
  await endpoint.dispose();
});

async function responsesAtTheOffice(): Promise<number> {
  return (await office.pullAll()).filter(({ type }) => type === 'response').length;
}

/** Opens a link once with network, so that the phone holds the app and the event; then the network goes. */
async function openAndGoOffline(device: Device, link: string, screen: string): Promise<Page> {
  const page = await device.page();
  await page.goto(link);
  await waitForScreen(page, screen);
  await waitForOfflineCopy(page);
  await device.offline(true);
  return page;
}

async function respondOnKiosk(page: Page, forms: readonly number[][]): Promise<void> {
  for (const scores of forms) {
    await respond(page, scores);
    await page.getByRole('button', { name: 'Selesai' }).click();
    await waitForScreen(page, 'attract');
  }
}

/** Several people with one phone: the second is told that it has answered, and answers all the same. */
async function respondOnSharedPhone(page: Page, forms: readonly number[][]): Promise<void> {
  for (const [place, scores] of forms.entries()) {
    if (place > 0) {
      await page.goto(endpoint.surveyOrigin);
      await waitForScreen(page, 'answered');
      await page.getByRole('button', { name: 'Isi untuk orang lain' }).click();
      await answerQuestions(page, scores);
      await sendAndBeThanked(page);
    } else await respond(page, scores);
  }
}

async function skmText(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [SKM, ...words]);
  return stdout;
}

async function skm(...words: string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await skmText(...words)) as Record<string, unknown>;
}

describe('the main job, end to end', () => {
  let desk: Page;
  let kioskLink = '';
  let phoneLink = '';
  let delivered: { body: string; authorization: string } | null = null;

  it('the office is set up and enters three activities, one of them by import, and one release', async () => {
    desk = await laptop.page();
    await setUpOffice(desk, endpoint);
    await office.signIn();
    const [year, month, day] = today.split('-');

    await openView(desk, endpoint, '/kegiatan');
    await enterActivity(desk, { name: RELEASED, date: today, start: '00.01', place: 'Alun-alun' });
    await enterActivity(desk, {
      name: 'Rapat koordinasi perangkat daerah',
      date: today,
      start: '00.02',
      place: 'Ruang rapat',
    });
    await importAgenda(
      desk,
      endpoint,
      `Tanggal;Waktu;Kegiatan;Tempat;Penyelenggara\n${day}/${month}/${year};00.03 WIB;Peresmian taman kota;Taman kota;Dinas Lingkungan Hidup\n`,
    );
    await enterRelease(desk, endpoint, {
      url: 'https://media.example/berita/upacara-hari-pahlawan',
      title: 'Upacara Hari Pahlawan berlangsung khidmat',
      medium: 'Media Massa',
      activity: RELEASED,
    });

    await expect
      .poll(async () => (await office.pullAll()).filter(({ kind }) => kind === 'activity').length)
      .toBe(3);
    await expect
      .poll(async () => (await office.pullAll()).filter(({ kind }) => kind === 'release').length)
      .toBe(1);
  });

  it('staff make a survey link for phones and a one-time code for the kiosk', async () => {
    await openView(desk, endpoint, '/kegiatan');
    await desk.getByText(RELEASED).first().click();
    await desk.getByRole('button', { name: 'Tampilkan tautan dan QR' }).click();
    phoneLink = await desk.getByLabel('Tautan survei').inputValue();
    expect(phoneLink).toContain(`${endpoint.surveyOrigin}/#l=`);

    await desk.getByRole('button', { name: 'Buat kode perangkat' }).first().click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Nama tablet').fill('Tablet 1, pintu utama');
    await dialog.getByRole('button', { name: 'Buat kode perangkat' }).click();
    const code = await dialog.locator('.spoken strong').innerText();
    expect(code).toMatch(/^1-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    kioskLink = `${endpoint.surveyOrigin}/#e=${code}`;
    await desk.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('a kiosk and two phones take twelve responses without network, and one tab dies after its thank-you', async () => {
    const kiosk = await openAndGoOffline(tablet, kioskLink, 'attract');
    const first = await openAndGoOffline(phoneA, phoneLink, 'welcome');
    const second = await openAndGoOffline(phoneB, phoneLink, 'welcome');

    await Promise.all([
      respondOnKiosk(kiosk, KIOSK),
      respondOnSharedPhone(first, PHONE_A),
      respondOnSharedPhone(second, PHONE_B),
    ]);

    await second.getByText('Tersimpan di ponsel ini, belum terkirim').waitFor();
    const debug = await phoneB.context.newCDPSession(second);
    const crashed = second.waitForEvent('crash');
    debug.send('Page.crash').catch(() => undefined);
    await crashed;
    await second.close();
    expect(await responsesAtTheOffice()).toBe(0);
  }, 300_000);

  it('the endpoint dies while the first device delivers, and comes back', async () => {
    tablet.context.on('request', (request) => {
      if (!request.url().endsWith('/api/v1/push')) return;
      delivered = {
        body: request.postData() ?? '',
        authorization: request.headers()['authorization'] ?? '',
      };
    });
    await endpoint.kill();
    await tablet.offline(false);
    await expect.poll(() => delivered !== null, { timeout: 30_000 }).toBe(true);
    await endpoint.start();
    await expect.poll(responsesAtTheOffice, { timeout: 90_000 }).toBe(KIOSK.length);
  });

  it('the network returns for the phones, and the killed tab had lost nothing', async () => {
    await phoneA.offline(false);
    await phoneB.offline(false);
    const reopened = await phoneB.page();
    await reopened.goto(endpoint.surveyOrigin);
    await expect.poll(responsesAtTheOffice, { timeout: 90_000 }).toBe(12);
  });

  it('the same batch sent again changes nothing', async () => {
    const before = await office.pullAll();
    const { body, authorization } = delivered!;
    const answer = await fetch(`${endpoint.surveyOrigin}/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    });
    expect(answer.status).toBe(200);
    const { results } = (await answer.json()) as { results: { status: string }[] };
    expect(results.length).toBeGreaterThan(0);
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['same']));
    expect(await office.pullAll()).toEqual(before);
  });

  it('the office sees twelve responses, the index worked by hand, and the publication percentage', async () => {
    const year = today.slice(0, 4);
    await openView(desk, endpoint, `/?periode=${year}`);
    await desk.reload();
    const main = desk.getByRole('main');
    await main.getByText(IKM).first().waitFor();
    await main.getByText(PUBLICATION).first().waitFor();
    await expect.poll(() => main.innerText()).toMatch(/12\s+responden/);

    // The heading first: the figure also stands on the screen that is being left.
    await openView(desk, endpoint, `/kepuasan?periode=${year}`);
    await desk.getByRole('heading', { name: 'Indeks Kepuasan Masyarakat (IKM)' }).waitFor();
    await expect.poll(() => main.innerText()).toMatch(/85,26\s+Mutu B · Baik\s+12 responden/);
  });

  it('the office, the endpoint and the command line give the same figures, to the last digit', async () => {
    await desk.getByRole('button', { name: 'Unduh responden' }).click();
    const downloading = desk.waitForEvent('download');
    await desk.getByText('CSV (koma)').click();
    const file = join(endpoint.dataDir, 'dari-kantor.csv');
    await (await downloading).saveAs(file);
    const fromOffice = await skm('index', file, '--json');

    const file2 = join(endpoint.dataDir, 'dari-endpoint.csv');
    await writeFile(file2, await skmText('export', '--data', endpoint.dataDir));
    const fromExport = await skm('index', file2, '--json');

    const recomputed = await skm('recompute', '--data', endpoint.dataDir, '--json');
    expect(fromOffice).toEqual(fromExport);
    expect(recomputed).toEqual({
      satisfaction: fromOffice,
      publication: { released: 1, activities: 3, percentage: 33.33 },
    });
    expect(fromOffice).toMatchObject({ respondents: 12, converted: 85.26, quality: 'B', index: 3.4103 });
    expect(fromOffice['elements']).toMatchObject(
      [
        ['persyaratan', 12, 42],
        ['prosedur', 12, 41],
        ['waktu', 12, 39],
        ['biaya', 11, 43],
        ['produk', 12, 40],
        ['kompetensi', 12, 42],
        ['perilaku', 12, 45],
        ['sarana', 12, 34],
        ['pengaduan', 10, 32],
      ].map(([key, filled, sum]) => ({ key, filled, sum })),
    );
  });

  it('no page broke the content policy, loaded from elsewhere or threw', () => {
    expect(devices.flatMap((device) => device.takeFaults())).toEqual([]);
  });
});
