import type { Page } from 'playwright-core';
import { Device } from '../e2e/harness/browser.ts';
import { BundledPage } from '../e2e/harness/bundled-page.ts';
import { requireChromium } from '../tools/chromium.ts';
import type { Row } from './row.ts';
import type { StoreBench } from './store-page.ts';

const ROUNDS = 7;
const SUBMITS = 60;
const QUEUED = 5000;
const FRAME_MS = 1000 / 60;

/**
 * Storing one response for good: against raw strict transactions of the browser, and with 5,000 unsent against an empty
 * queue. Each round measures all of them, so that a busy machine weighs on both sides.
 */
export default async function store(): Promise<readonly Row[]> {
  const bundled = await BundledPage.serve(`${import.meta.dirname}/store-page.ts`);
  const device = await Device.open({ program: requireChromium() });
  try {
    const page = await device.page();
    await page.goto(bundled.url);
    return await measure(page);
  } finally {
    await device.dispose();
    bundled.close();
  }
}

async function measure(page: Page): Promise<readonly Row[]> {
  const submit: StoreBench['submit'] = (name, count, withCopy) =>
    page.evaluate(([to, times, copy]) => window.bench.submit(to, times, copy), [
      name,
      count,
      withCopy,
    ] as const);
  const open: StoreBench['open'] = (name) => page.evaluate((which) => window.bench.open(which), name);
  const wholes = async (name: string): Promise<number> =>
    p95((await submit(name, SUBMITS, false)).map(({ whole }) => whole));
  await submit('full', QUEUED, false);
  await submit('empty', 1, false);
  await submit('copied', QUEUED, true);
  const [raw, empty, full]: [number[], number[], number[]] = [[], [], []];
  const [openEmpty, openFull]: [number[], number[]] = [[], []];
  const [copied, copies, compared]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    raw.push(p95(await page.evaluate((count) => window.bench.rawPut(count), SUBMITS)));
    empty.push(await wholes(`empty-${round}`));
    full.push(await wholes('full'));
    const times = await submit('copied', SUBMITS, true);
    copied.push(p95(times.map(({ whole }) => whole)));
    copies.push(p95(times.map(({ copy }) => copy)));
    compared.push(await page.evaluate(() => window.bench.compare('copied')));
    openEmpty.push(await open('empty'));
    openFull.push(await open('full'));
  }
  const unit = 'ms';
  return [
    {
      ...{ name: 'one response stored for good, p95', unit, ours: empty },
      baseline: { name: 'three raw strict puts and a frame', values: raw.map((time) => 3 * time + FRAME_MS) },
      budget: { of: 'ratio', atMost: 1 },
    },
    {
      ...{ name: 'the same with 5,000 unsent, p95', unit, ours: full },
      baseline: { name: 'with an empty queue', values: empty },
      budget: { of: 'ratio', atMost: 1.2 },
    },
    {
      ...{ name: 'opening the store with 5,000 unsent', unit, ours: openFull },
      baseline: { name: 'with an empty queue', values: openEmpty },
      budget: { of: 'ratio', atMost: 1.2 },
    },
    {
      ...{ name: 'one response stored and copied into the journal, 5,000 unsent, p95', unit, ours: copied },
      baseline: { name: 'three raw strict puts and a frame', values: raw.map((time) => 3 * time + FRAME_MS) },
      budget: { of: 'ratio', atMost: 1 },
    },
    {
      ...{ name: 'of that, the copy, p95', unit, ours: copies },
      baseline: { name: 'two raw strict puts', values: raw.map((time) => 2 * time) },
      budget: { of: 'ratio', atMost: 1 },
    },
    {
      ...{ name: 'comparing 5,000 unsent with their copies, while nobody waits', unit, ours: compared },
      baseline: null,
      budget: { of: 'value', atMost: 1000 },
    },
  ];
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
