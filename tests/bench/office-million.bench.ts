import type { Page } from 'playwright-core';
import { Device, SIZES } from '../e2e/harness/browser.ts';
import { EndpointProcess } from '../e2e/harness/endpoint.ts';
import { FIRST_ACCOUNT, OfficeClient } from '../e2e/harness/office-client.ts';
import { requireChromium } from '../tools/chromium.ts';
import { PageMemory } from './process-memory.ts';
import { AT_ONCE, fillWithResponses, FILLED_YEAR } from './pull-stage.ts';
import type { Row } from './row.ts';

/** `--responses 100000` looks at fewer. */
const RESPONSES = process.argv.includes('--responses')
  ? Number(process.argv[process.argv.indexOf('--responses') + 1])
  : 1_000_000;
const LONGEST_MS = 15 * 60_000;
const MOST_MEGABYTES = 250;
const ACTIVITIES = Math.ceil(RESPONSES / AT_ONCE);
const LONG_TASK_MS = 50;
const BYTES_EACH = 8;

/**
 * The office app itself, as a person opens it: signed in for the first time it pulls everything, is closed half way, goes
 * on, and shows the figures of all; then it is opened again with everything there.
 */
export default async function officeMillion(): Promise<readonly Row[]> {
  const endpoint = await EndpointProcess.start();
  const device = await Device.open({ viewport: SIZES.laptop, program: requireChromium() });
  try {
    await new OfficeClient(endpoint).setUp();
    await endpoint.stop();
    await fillWithResponses(endpoint.dataDir, RESPONSES);
    await endpoint.start();
    const pulled = await pullAll(device, endpoint);
    const again = await openAgain(device, endpoint);
    return rowsOf(pulled, again);
  } finally {
    await device.dispose();
    await endpoint.dispose();
  }
}

interface Visit {
  readonly ms: number;
  /** Until the first figures: mostly the app itself, however many responses there are. */
  readonly startTaskMs: number;
  readonly longestTaskMs: number;
  readonly megabytes: number;
}

interface Pull extends Visit {
  readonly firstMs: number;
  readonly bytes: number;
  /** Where the second visit went on. */
  readonly resumedAt: number;
}

async function pullAll(device: Device, endpoint: EndpointProcess): Promise<Pull> {
  const memory = new PageMemory(device.profile);
  const first = await openOffice(device, endpoint);
  const started = performance.now();
  await signIn(first.page);
  await respondents(first.page, 1);
  const firstMs = performance.now() - started;
  const startTaskMs = await longestTask(first.page);
  await respondents(first.page, RESPONSES / 2);
  const tasks = await longestTask(first.page);
  await first.page.close();
  const second = await openOffice(device, endpoint);
  await respondents(second.page, 1);
  await longestTask(second.page);
  await respondents(second.page, RESPONSES);
  const ms = performance.now() - started;
  return {
    ...{ ms, firstMs, bytes: first.bytes() + second.bytes(), resumedAt: second.resumedAt() },
    startTaskMs,
    longestTaskMs: Math.max(tasks, await longestTask(second.page)),
    megabytes: memory.peak(),
  };
}

async function openAgain(device: Device, endpoint: EndpointProcess): Promise<Visit> {
  await device.close();
  await device.reopen();
  const memory = new PageMemory(device.profile);
  const started = performance.now();
  const { page } = await openOffice(device, endpoint);
  await respondents(page, RESPONSES);
  const ms = performance.now() - started;
  const startTaskMs = await longestTask(page);
  await page.evaluate((year) => (location.hash = `#/?periode=${year}-tw2`), FILLED_YEAR);
  await respondents(page, 1, RESPONSES - 1);
  return { ms, startTaskMs, longestTaskMs: await longestTask(page), megabytes: memory.peak() };
}

/** The office with the figures of the year; what it pulls is counted. */
async function openOffice(device: Device, { officeOrigin }: EndpointProcess) {
  const page = await device.page();
  await page.addInitScript(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask', buffered: true });
    window.longTasks = tasks;
  });
  let resumedAt = -1;
  let bytes = 0;
  const pulls = new Set<string>();
  const debug = await device.context.newCDPSession(page);
  await debug.send('Network.enable');
  debug.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const { pathname, searchParams } = new URL(request.url);
    if (!pathname.endsWith('/pull')) return;
    const after = Number(searchParams.get('after'));
    // The activities come first and are not responses.
    if (after >= ACTIVITIES) pulls.add(requestId);
    if (resumedAt < 0) resumedAt = after;
  });
  debug.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (pulls.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(`${officeOrigin}/#/?periode=${FILLED_YEAR}`);
  return { page, bytes: () => bytes, resumedAt: () => resumedAt };
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(FIRST_ACCOUNT.username);
  await page.getByLabel('Kata sandi', { exact: true }).fill(FIRST_ACCOUNT.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

/** Once Beranda tells of so many. */
async function respondents(page: Page, atLeast: number, atMost = RESPONSES): Promise<void> {
  await page.waitForFunction(
    ([least, most]) => {
      const said = /([\d.]+) responden/.exec(document.querySelector('main')?.textContent ?? '');
      const count = Number(said?.[1]?.replaceAll('.', '') ?? 0);
      return count >= least && count <= most;
    },
    [atLeast, atMost] as const,
    { timeout: LONGEST_MS },
  );
}

/** Since it was asked last. */
function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...window.longTasks.splice(0)));
}

function rowsOf(pulled: Pull, again: Visit): Row[] {
  if (pulled.resumedAt <= 0) throw new Error('The second visit began anew.');
  const count = RESPONSES.toLocaleString('en');
  const row = (name: string, unit: string, value: number, atMost?: number): Row => ({
    ...{ name: `office with ${count} responses: ${name}`, unit, ours: [value], baseline: null },
    budget: atMost === undefined ? { of: 'value' } : { of: 'value', atMost },
  });
  return [
    row('first figures after signing in', 'ms', pulled.firstMs),
    row('all figures, with a pull cut half way', 'ms', pulled.ms),
    row('pulled at the start of the second visit', 'places', pulled.resumedAt),
    row('each on the wire, heads of answers with them', 'bytes', pulled.bytes / RESPONSES, BYTES_EACH),
    row('longest task until the first figures', 'ms', pulled.startTaskMs),
    row('longest task while pulling', 'ms', pulled.longestTaskMs, LONG_TASK_MS),
    row('memory of the page while pulling', 'MB', pulled.megabytes, MOST_MEGABYTES),
    row('figures when opened again', 'ms', again.ms),
    row('longest task until they are there', 'ms', again.startTaskMs),
    row('longest task of another quarter', 'ms', again.longestTaskMs, LONG_TASK_MS),
    row('memory of the page when opened again', 'MB', again.megabytes, MOST_MEGABYTES),
  ];
}

declare global {
  interface Window {
    /** Milliseconds; those under 50 are not told by the browser. */
    longTasks: number[];
  }
}
