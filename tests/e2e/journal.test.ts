/** The second journal in a real browser: files of its own, two tabs, crashes, a place that fails. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { Device } from './harness/browser.ts';
import { BundledPage } from './harness/bundled-page.ts';
import type { JournalProgram } from './journal-page.ts';

let bundled: BundledPage;
let tablet: Device;
beforeAll(async () => {
  bundled = await BundledPage.serve(`${import.meta.dirname}/journal-page.ts`);
});
afterAll(() => bundled.close());
beforeEach(async () => {
  tablet = await Device.open();
});
afterEach(() => tablet.dispose());

async function tab(): Promise<Page> {
  const page = await tablet.page();
  await page.goto(bundled.url);
  await page.waitForFunction(() => 'journal' in window);
  return page;
}

const keep = async (page: Page, from: number, to: number): Promise<string[]> => {
  const kept = await page.evaluate(([first, last]) => window.journal.keep(first, last), [from, to] as const);
  return kept.map(({ state }) => state);
};
const look = (page: Page): ReturnType<JournalProgram['look']> => page.evaluate(() => window.journal.look());
const files = (page: Page) => page.evaluate(() => window.journal.files());
const tidy = (page: Page, safe: number[], now?: number) =>
  page.evaluate(([ids, time]) => window.journal.tidy(ids, time), [safe, now] as const);
const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('what was kept is there after the tab crashes and the browser is closed, and its file is taken up again', async () => {
  const first = await tab();
  expect(await first.evaluate(() => window.journal.has())).toBe(false);
  expect(await first.evaluate(() => window.journal.prepare())).toBe('opfs');
  expect(await first.evaluate(() => window.journal.has())).toBe(false);
  expect(new Set(await keep(first, 1, 20))).toEqual(new Set(['opfs']));
  await first.goto('chrome://crash').catch(() => undefined);
  const second = await tab();
  await keep(second, 21, 30);
  await tablet.close();
  await tablet.reopen();
  const third = await tab();
  expect(await third.evaluate(() => window.journal.has())).toBe(true);
  expect(await look(third)).toEqual({ places: upTo(30), damaged: 0 });
  expect(await third.evaluate(() => window.journal.take(30))).toMatchObject([{ response: { sequence: 30 } }]);
  expect(await files(third)).toHaveLength(1);
});

test('two tabs at once have a file each, and each reads what the other has written', async () => {
  const [one, two] = [await tab(), await tab()];
  await Promise.all([keep(one, 1, 15), keep(two, 16, 30)]);
  expect(await look(one)).toEqual({ places: upTo(30), damaged: 0 });
  expect(await look(two)).toEqual({ places: upTo(30), damaged: 0 });
  expect(await files(one)).toHaveLength(2);
});

test('what is safe is dropped, and what another tab writes meanwhile is not', async () => {
  const [one, two] = [await tab(), await tab()];
  await keep(one, 1, 500);
  await keep(two, 501, 510);
  await look(one);
  await keep(two, 511, 511);
  const most = upTo(500).filter((place) => place !== 7 && place !== 499);
  await tidy(one, most);
  expect(await look(one)).toEqual({ places: [7, 499, ...upTo(511, 501)], damaged: 0 });
  await keep(one, 512, 512);
  await two.close();
  // The browser lets go of a closed tab's file a moment later.
  const placesLeft = async (safe: number[]): Promise<number[]> => {
    await look(one);
    await tidy(one, safe);
    return [...(await look(one))!.places];
  };
  await expect.poll(() => placesLeft(upTo(511, 501))).toEqual([7, 499, 512]);
  await one.close();
  const last = await tab();
  const sizesLeft = async (): Promise<boolean> => {
    await look(last);
    await tidy(last, upTo(512));
    return (await files(last)).every((size) => size === 0);
  };
  await expect.poll(sizesLeft).toBe(true);
});

test('a place that fills up is said to be none, never holds anybody up, and is used again when there is room', async () => {
  const page = await tab();
  expect(await page.evaluate(() => window.journal.prepare())).toBe('opfs');
  await keep(page, 1, 3);
  const session = await page.context().newCDPSession(page);
  const origin = new URL(bundled.url).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  // The browser asks for room ahead of what is written, so the first few still fit.
  const full = await page.evaluate(() => window.journal.keep(4, 2000));
  expect(full.at(-1)?.state).toBe('none');
  expect(Math.max(...full.map(({ ms }) => ms))).toBeLessThan(1000);
  const kept = full.flatMap(({ state }, index) => (state === 'opfs' ? [index + 4] : []));
  expect((await look(page))?.places).toEqual([1, 2, 3, ...kept]);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  expect(await keep(page, 2001, 2002)).toEqual(['opfs', 'opfs']);
  expect((await look(page))?.places).toEqual([1, 2, 3, ...kept, 2001, 2002]);
  expect(await files(page)).toHaveLength(2);
});

test('a damaged file gives what is left, and is kept for those who may read more', async () => {
  const first = await tab();
  await keep(first, 1, 5);
  await first.close();
  const page = await tab();
  await page.evaluate(() => window.journal.spoil(2));
  expect(await look(page)).toEqual({ places: [1, 3, 4, 5], damaged: 1 });
  await tidy(page, upTo(5));
  expect(await look(page)).toMatchObject({ places: [1, 3, 4, 5] });
  await tidy(page, upTo(5), Date.now() + 31 * 86_400_000);
  expect(await look(page)).toEqual({ places: [], damaged: 0 });
});

test('a worker that cannot be had leaves the promise to the database alone, without a wait', async () => {
  const page = await tablet.page();
  await page.route('**/*journal-worker*', (route) => route.abort());
  await page.goto(bundled.url);
  await page.waitForFunction(() => 'journal' in window);
  expect(await keep(page, 1, 2)).toEqual(['none', 'none']);
  await page.unroute('**/*journal-worker*');
  expect(await keep(page, 3, 4)).toEqual(['opfs', 'opfs']);
});
