/** A tablet and a phone whose database is gone, or half of it: what was thanked arrives all the same, once. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Device, SIZES } from './harness/browser.ts';
import { Field } from './harness/field.ts';
import { respondByKeys, waitForOfflineCopy, waitForScreen } from './harness/respondent.ts';

const THREES = Array.from({ length: 9 }, () => 3);

let field: Field;
let tablet: Device;
let page: Page;

beforeAll(async () => {
  field = await Field.prepare();
});
afterAll(() => field.dispose());
beforeEach(async () => {
  tablet = await Device.open({ viewport: SIZES.tablet, hasTouch: true });
  page = await tablet.page();
});
afterEach(async () => {
  const faults = tablet.takeFaults();
  await tablet.dispose();
  expect(faults).toEqual([]);
});

/** Thanks three people offline and gives the event's id. */
async function threeOffline(name: string): Promise<string> {
  const activity = await field.activity(name);
  await page.goto(await field.kioskEnrolment([activity]));
  await waitForScreen(page, 'attract');
  await waitForOfflineCopy(page);
  await tablet.offline(true);
  for (const number of [1, 2, 3]) {
    await respondByKeys(page, THREES, `${name} ${number}`);
    await page.locator('.done').click();
    await waitForScreen(page, 'attract');
  }
  return activity;
}

/** What arrived of an event, in the order of its comments. */
async function arrived(name: string): Promise<string[]> {
  const all = (await field.received()).map(({ comment }) => comment);
  return all.filter((comment) => comment.startsWith(name)).sort();
}

async function waitForArrival(name: string, count: number): Promise<void> {
  await expect.poll(() => arrived(name), { timeout: 20_000 }).toHaveLength(count);
}

it('a database that the browser lost, key included, is read back from the journal and delivered once', async () => {
  const activity = await threeOffline('Hilang');
  await tablet.close();
  await rm(join(tablet.profile, 'Default', 'IndexedDB'), { recursive: true });
  await tablet.reopen();
  page = await tablet.page();
  await page.goto(await field.kioskEnrolment([activity]));
  await waitForScreen(page, 'attract');
  await waitForArrival('Hilang', 3);
  expect(await respondByKeys(page, THREES, 'Hilang 4')).toMatch(/-0001$/);
  await page.locator('.done').click();
  await waitForArrival('Hilang', 4);
  await page.reload();
  await waitForScreen(page, 'attract');
  expect(await arrived('Hilang')).toEqual(['Hilang 1', 'Hilang 2', 'Hilang 3', 'Hilang 4']);
});

it('half a database is made whole, and its numbers go on', async () => {
  await threeOffline('Separuh');
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('skm-survey');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
    });
    const transaction = db.transaction(['responses', 'outbox'], 'readwrite');
    for (const name of ['responses', 'outbox']) transaction.objectStore(name).clear();
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    db.close();
  });
  await page.reload();
  await waitForScreen(page, 'attract');
  expect(await respondByKeys(page, THREES, 'Separuh 4')).toMatch(/-0004$/);
  await page.locator('.done').click();
  await tablet.offline(false);
  await waitForArrival('Separuh', 4);
  expect(await arrived('Separuh')).toEqual(['Separuh 1', 'Separuh 2', 'Separuh 3', 'Separuh 4']);
});

it('a phone whose database is gone sends what it thanked under its own link', async () => {
  const link = await field.phoneLink('Ponsel');
  await page.goto(link);
  await waitForScreen(page, 'welcome');
  await waitForOfflineCopy(page);
  await tablet.offline(true);
  await respondByKeys(page, THREES, 'Ponsel 1');
  await page.goto('about:blank');
  const eraser = await tablet.page();
  await eraser.goto(`${field.endpoint.surveyOrigin}/survey-icon.svg`);
  await eraser.evaluate(async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('skm-survey');
      request.addEventListener('success', () => resolve());
      request.addEventListener('error', () => reject(request.error ?? new Error('not deleted')));
    });
  });
  await tablet.offline(false);
  await page.goto(link);
  await waitForArrival('Ponsel', 1);
  await waitForScreen(page, 'answered');
});
