/** The rescue page with everything else broken: the app, its worker, its database. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readHandover } from '#protocol/handover-read.ts';
import { PushRequest } from '#protocol/survey.ts';
import { accessibilityBreaches, Device, SIZES } from './harness/browser.ts';
import { Field } from './harness/field.ts';
import {
  answerByKeys,
  respondByKeys,
  sendAndBeThanked,
  waitForOfflineCopy,
  waitForScreen,
} from './harness/respondent.ts';
import { SpoiledOrigin } from './harness/spoiled-origin.ts';

const THREES = Array.from({ length: 9 }, () => 3);
const COMMENTS = ['selamat-1', 'selamat-2', 'selamat-3'];
const GARBAGE = { type: 'text/javascript; charset=utf-8', content: 'this is {{ not a program' };

let origin: SpoiledOrigin;
let field: Field;
let tablet: Device;
let page: Page;

beforeAll(async () => {
  origin = await SpoiledOrigin.open();
  field = await Field.prepare({ SURVEY_ORIGIN: origin.origin });
  origin.serve(field.endpoint.surveyOrigin);
});
afterAll(async () => {
  await field.dispose();
  origin.close();
});
beforeEach(async () => {
  origin.heal();
  tablet = await Device.open({ viewport: SIZES.tablet, hasTouch: true, acceptDownloads: true });
  page = await tablet.page();
});
afterEach(() => tablet.dispose());

/** A phone with one response that was sent, three that were not, and the network gone. */
async function threeUnsentOnPhone(): Promise<void> {
  await page.goto(await field.phoneLink('Upacara di ponsel'));
  await waitForScreen(page, 'welcome');
  await waitForOfflineCopy(page);
  await respondByKeys(page, THREES, 'terkirim');
  await page.locator('.screen.thanks', { hasText: 'Diterima' }).waitFor();
  await waitForRescueCopy();
  await tablet.offline(true);
  for (const comment of COMMENTS) {
    await page.reload();
    await page.getByRole('button', { name: 'Isi untuk orang lain' }).click();
    await answerByKeys(page, THREES);
    await sendAndBeThanked(page, comment);
  }
}

/** The same on a kiosk. */
async function threeUnsentOnKiosk(): Promise<void> {
  const activities = [await field.activity('Upacara di kios')];
  await page.goto(await field.kioskEnrolment(activities));
  await waitForScreen(page, 'attract');
  await waitForOfflineCopy(page);
  await waitForRescueCopy();
  await tablet.offline(true);
  for (const comment of COMMENTS) {
    await respondByKeys(page, THREES, comment);
    await page.locator('.done').click();
    await waitForScreen(page, 'attract');
  }
}

/** An app that is still open, or was just left by its tab, would send everything at once, and nothing were left to rescue. */
async function networkReturnsToNobody(): Promise<void> {
  await page.close();
  page = await tablet.page();
  await tablet.offline(false);
}

async function openRescue(): Promise<void> {
  await page.goto(`${origin.origin}/penyelamatan.html`);
  await page.locator('.details').waitFor();
}

const figure = (): Promise<string> => page.locator('.figure').innerText();

/** Saves the file and gives the comments of the responses in it. */
async function savedComments(): Promise<string[]> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Simpan ke berkas' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^serah-terima-[a-z0-9-]+-\d{12}\.skm\.txt$/);
  const text = await readFile(await download.path(), 'utf8');
  const file = await readHandover(text, (JSON.parse(text) as { agency: string }).agency);
  const items = file.pushes.flatMap(({ body }) => PushRequest.parse(JSON.parse(body)).items);
  return items.map(({ body }) => (JSON.parse(body) as { comment: string }).comment);
}

/** The rescue page's own copy is kept by a worker of its own. */
async function waitForRescueCopy(): Promise<void> {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/penyelamatan');
    return registration?.active?.state === 'activated';
  });
}

describe('the rescue page', () => {
  it('works without network, tells what is here in plain words and saves it as a hand-over file', async () => {
    await threeUnsentOnPhone();
    await openRescue();
    expect(await figure()).toBe('3');
    expect(await page.locator('main').innerText()).toContain('Upacara di ponsel');
    expect(await page.locator('.rows').first().innerText()).toMatch(/Sudah diterima kantor\s+1/);
    expect(await savedComments()).toEqual(COMMENTS);
    await page.locator('.told', { hasText: 'sudah disimpan' }).waitFor();
    expect(await accessibilityBreaches(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('main').innerText()).toContain('have not reached the office');
    expect(await accessibilityBreaches(page)).toEqual([]);
    expect(tablet.takeFaults()).toEqual([]);
  });

  it('works while every script of the app and its first page are garbage', async () => {
    await threeUnsentOnPhone();
    origin.spoil('/assets/*', GARBAGE);
    origin.spoil('/', { type: 'text/html', content: '<p>rusak' });
    await page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations())
        await registration.unregister();
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await networkReturnsToNobody();
    await page.goto(origin.origin);
    expect(await page.locator('p').innerText()).toBe('rusak');
    await openRescue();
    expect(await figure()).toBe('3');
    expect(await savedComments()).toHaveLength(3);
  });

  it('works while the app’s worker hangs, with network and without', async () => {
    await threeUnsentOnKiosk();
    await networkReturnsToNobody();
    origin.spoil('/sw.js', {
      type: 'text/javascript; charset=utf-8',
      content: `addEventListener('install', () => skipWaiting());
        addEventListener('fetch', (event) => event.respondWith(new Promise(() => undefined)));`,
    });
    await openRescue();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/');
      const before = registration?.active;
      await registration?.update();
      const poll = async (): Promise<void> => {
        if (registration?.active?.state === 'activated' && registration.active !== before) return;
        await new Promise(requestAnimationFrame);
        await poll();
      };
      await poll();
    });
    const stuck = await tablet.page();
    await expect(stuck.goto(origin.origin, { timeout: 3_000 })).rejects.toThrow('Timeout');
    await stuck.close();
    await openRescue();
    expect(await figure()).toBe('3');
    await tablet.offline(true);
    await openRescue();
    expect(await figure()).toBe('3');
    expect(await savedComments()).toEqual(COMMENTS);
  });

  it('reads what is left when the database is of a newer build, and half of it is gone', async () => {
    await threeUnsentOnPhone();
    await openRescue();
    await page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('skm-survey', 990);
        request.addEventListener('upgradeneeded', () => {
          for (const name of ['ledgers', 'outbox', 'agendas']) request.result.deleteObjectStore(name);
          request.result.createObjectStore('something-new');
        });
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
      });
      db.transaction('something-new', 'readwrite')
        .objectStore('something-new')
        .put({ strange: [1, 2] }, 1);
      db.close();
    });
    await openRescue();
    expect(await figure()).toBe('3');
    expect(await savedComments()).toEqual(COMMENTS);
    await page.locator('summary').click();
    expect(await page.locator('.details').innerText()).toContain('(99)');
  });
});
