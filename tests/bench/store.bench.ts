import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { Device } from '../e2e/harness/browser.ts';
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
  const server = createServer(await pages()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const device = await Device.open();
  try {
    const page = await device.page();
    await page.goto(`http://127.0.0.1:${port}/`);
    return await measure(page);
  } finally {
    await device.dispose();
    server.close();
  }
}

async function measure(page: Page): Promise<readonly Row[]> {
  const submit: StoreBench['submit'] = (name, count) =>
    page.evaluate(([to, times]) => window.bench.submit(to, times), [name, count] as const);
  const open: StoreBench['open'] = (name) => page.evaluate((which) => window.bench.open(which), name);
  await submit('full', QUEUED);
  await submit('empty', 1);
  const [raw, empty, full]: [number[], number[], number[]] = [[], [], []];
  const [openEmpty, openFull]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    raw.push(p95(await page.evaluate((count) => window.bench.rawPut(count), SUBMITS)));
    empty.push(p95(await submit(`empty-${round}`, SUBMITS)));
    full.push(p95(await submit('full', SUBMITS)));
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
  ];
}

/** The page with its program, bundled as the app's is. */
async function pages(): Promise<Parameters<typeof createServer>[1] & object> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: `${import.meta.dirname}/store-page.ts` } },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !('output' in output)) throw new Error('The page of the bench was not built.');
  const program = output.output[0].code;
  return (request, response) => {
    const isProgram = request.url === '/program.js';
    response.setHeader('content-type', isProgram ? 'text/javascript' : 'text/html');
    response.end(isProgram ? program : '<!doctype html><script type="module" src="/program.js"></script>');
  };
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
