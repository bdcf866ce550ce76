/** The store of a tablet in a real browser: two tabs, a tab that crashes, a browser that is closed, a newer build. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { Device } from './harness/browser.ts';
import { BundledPage } from './harness/bundled-page.ts';
import type { KeptResponse, LocalStoreProgram } from './local-store-page.ts';

let bundled: BundledPage;
let tablet: Device;
beforeAll(async () => {
  bundled = await BundledPage.serve(`${import.meta.dirname}/local-store-page.ts`);
});
afterAll(() => bundled.close());
beforeEach(async () => {
  tablet = await Device.open();
});
afterEach(() => tablet.dispose());

async function tab(): Promise<Page> {
  const page = await tablet.page();
  await page.goto(bundled.url);
  await page.waitForFunction(() => 'localStore' in window);
  return page;
}

const enrol = (page: Page) => page.evaluate(() => window.localStore.enrol());
const answer = (page: Page, times: number) =>
  page.evaluate((count) => window.localStore.answer(count), times);
const kept = (page: Page): ReturnType<LocalStoreProgram['kept']> =>
  page.evaluate(() => window.localStore.kept());

function expectOneChain(rows: readonly KeptResponse[]): void {
  const chain = [...rows].sort((a, b) => a.sequence - b.sequence);
  expect(chain.map(({ sequence }) => sequence)).toEqual(chain.map((_, place) => place + 1));
  const before = ['0'.repeat(64), ...chain.map(({ hash }) => hash)];
  expect(chain.map(({ previousHash }) => previousHash)).toEqual(before.slice(0, chain.length));
}

test('two tabs that answer at once number one chain without gaps, and lose nothing', async () => {
  const [one, two] = [await tab(), await tab()];
  await enrol(one);
  const thanked = (await Promise.all([answer(one, 25), answer(two, 25)])).flat();
  const rows = await kept(one);
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(thanked));
  expect(thanked).toHaveLength(50);
  expectOneChain(rows);
});

test('what was thanked is there after the tab crashes and after the browser is closed', async () => {
  const first = await tab();
  await enrol(first);
  const thanked = await answer(first, 10);
  await first.goto('chrome://crash').catch(() => undefined);
  const second = await tab();
  thanked.push(...(await answer(second, 10)));
  await tablet.close();
  await tablet.reopen();
  const third = await tab();
  const rows = await kept(third);
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(thanked));
  expectOneChain(rows);
  expect(await third.evaluate(() => window.localStore.waiting())).toBe(20);
});

test('a newer build takes over at once; the old tab refuses to write and says why', async () => {
  const old = await tab();
  await enrol(old);
  await answer(old, 1);
  const newer = await tab();
  await newer.evaluate(() => window.localStore.upgrade());
  await expect(answer(old, 1)).rejects.toThrow('belongs to a newer version of this app');
  const reloaded = await tab();
  await expect(answer(reloaded, 1)).rejects.toThrow('Reload the page');
});
