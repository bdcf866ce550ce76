import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { Device } from '../e2e/harness/browser.ts';
import { bundled } from '../e2e/harness/bundled-page.ts';
import { EndpointProcess } from '../e2e/harness/endpoint.ts';
import { FIRST_ACCOUNT, OfficeClient } from '../e2e/harness/office-client.ts';
import { requireChromium } from '../tools/chromium.ts';
import type { Pulled } from './pull-page.ts';
import { fillWithResponses } from './pull-stage.ts';
import type { Row } from './row.ts';

const RESPONSES = 100_000;
const ROUNDS = 5;
const MOST_MS = 3000;
const LONG_TASK_MS = 50;
const BLOCKED_MS = 100;
const BYTES_EACH = 8;
const BETWEEN_LOOKS_MS = 20;

/**
 * An office with an empty local copy pulls everything: from the endpoint's database over HTTP into the browser's database,
 * with the code of the app, in a real browser.
 */
export default async function pull(): Promise<readonly Row[]> {
  const endpoint = await EndpointProcess.start();
  const device = await Device.open({ program: requireChromium() });
  try {
    await new OfficeClient(endpoint).setUp();
    await endpoint.stop();
    const agency = await fillWithResponses(endpoint.dataDir, RESPONSES);
    await endpoint.start();
    const page = await openPage(device, endpoint.officeOrigin);
    const rounds: Pulled[] = [];
    const waits: number[] = [];
    await page.evaluate((id) => window.pullBench.pull(id), agency);
    for (let round = 0; round < ROUNDS; round += 1) {
      const watch = watchWaits(`${endpoint.officeOrigin}/api/v1/status`);
      rounds.push(await page.evaluate((id) => window.pullBench.pull(id), agency));
      waits.push(await watch.longest());
    }
    return rowsOf(rounds, waits);
  } finally {
    await device.dispose();
    await endpoint.dispose();
  }
}

function rowsOf(rounds: readonly Pulled[], waits: readonly number[]): Row[] {
  const row = (name: string, unit: string, ours: readonly number[], atMost?: number): Row => ({
    ...{ name: `pull of 100,000 responses: ${name}`, unit, ours, baseline: null },
    budget: atMost === undefined ? { of: 'value' } : { of: 'value', atMost },
  });
  for (const { responses } of rounds) {
    if (responses !== RESPONSES) throw new Error(`Only ${responses} responses were pulled.`);
  }
  return [
    row(
      'until all are in the local copy',
      'ms',
      rounds.map(({ ms }) => ms),
      MOST_MS,
    ),
    row(
      'until the first are',
      'ms',
      rounds.map(({ firstMs }) => firstMs),
    ),
    row(
      'longest task of the page',
      'ms',
      rounds.map(({ longestTaskMs }) => longestTaskMs),
      LONG_TASK_MS,
    ),
    row('longest wait of others at the endpoint', 'ms', waits, BLOCKED_MS),
    row(
      'each on the wire',
      'bytes',
      rounds.map(({ bytesEach }) => bytesEach),
      BYTES_EACH,
    ),
  ];
}

/** A page of the office's origin with our program in it, signed in. */
async function openPage(device: Device, origin: string): Promise<Page> {
  const [{ code: program }] = await bundled(`${import.meta.dirname}/pull-page.ts`);
  const page = await device.page();
  await page.route(`${origin}/bench`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><script type="module">${program}</script>`,
    }),
  );
  await page.goto(`${origin}/bench`);
  const { username, password } = FIRST_ACCOUNT;
  await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/v1/session', { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`Not signed in: ${answer.status}`);
  }, JSON.stringify({ username, password }));
  return page;
}

/** Asks for something small again and again: how long the longest answer took while others are busy. */
function watchWaits(address: string): { longest(): Promise<number> } {
  const enough = new AbortController();
  let most = 0;
  const watching = (async () => {
    while (!enough.signal.aborted) {
      const started = performance.now();
      await (await fetch(address)).text();
      most = Math.max(most, performance.now() - started);
      await pause(BETWEEN_LOOKS_MS);
    }
  })();
  return {
    longest: async () => {
      enough.abort();
      await watching;
      return most;
    },
  };
}
