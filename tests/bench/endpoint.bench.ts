import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setStage } from './endpoint-stage.ts';
import { drained, freePorts } from './load.ts';
import { rawInserts } from './raw-inserts.ts';
import type { Row } from './row.ts';
import { Sender } from './sender.ts';
import type { Stage } from './sender.ts';

const ROUNDS = 5;
/** Before the first that counts: a program that has just started is slower, and offices do not restart all day. */
const WARM_UP = 2;
const SENDERS = 32;

/** Responses of one round by size of the batch: enough to last about a second. */
const LOADS = [
  { name: 'phones, one response a request', batch: 1, responses: 3200, atLeast: 0 },
  { name: 'tablets, signed, 50 a request', batch: 50, responses: 32_000, atLeast: 0 },
  { name: 'tablets, signed, 100 a request', batch: 100, responses: 32_000, atLeast: 0.5 },
] as const;

/** Responses per second taken durably over HTTP, against the same rows put straight into SQLite in batches of 100. */
export default async function endpoint(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'skm-endpoint-'));
  try {
    return [...(await ingest(folder)), ...(await groupCommit(folder))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ingest(folder: string): Promise<Row[]> {
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const { stage, tablets } = await setStage(join(dataDir, 'skm.db'), SENDERS);
  const [port, adminPort] = await freePorts();
  const environment = { DATA_DIR: dataDir, PORT: String(port), ADMIN_PORT: String(adminPort) };
  const stop = await started(['src/server/main.ts'], environment);
  try {
    const rows: Row[] = [];
    for (const { name, batch, responses, atLeast } of LOADS) {
      const ours: number[] = [];
      const raw: number[] = [];
      for (let round = -WARM_UP; round < ROUNDS; round += 1) {
        const bare = rawInserts(join(folder, `raw-${batch}-${round}.db`), stage, responses);
        const batches =
          batch === 1
            ? phones(stage, responses)
            : tablets.map((tablet) => tablet.batches(responses / SENDERS, batch));
        const taken = await drained(port, batches);
        if (round < 0) continue;
        raw.push(bare);
        ours.push(taken);
      }
      rows.push({
        ...{ name: `endpoint: ${name}`, unit: 'rows/s', ours },
        baseline: { name: 'SQLite FULL, 100 a transaction', values: raw },
        budget: { of: 'ratio', atLeast },
      });
    }
    return rows;
  } finally {
    await stop();
  }
}

/** Every response from a phone of its own, which is what an audience is; 32 of them at a time. */
function phones(stage: Stage, count: number, atOnce = SENDERS) {
  return Array.from({ length: atOnce }, () =>
    Array.from({ length: count / atOnce }, () => Sender.phone(stage).batches(1, 1)).flat(),
  );
}

const PHONES_AT_ONCE = 100;

/** The same phones on a disk that takes two milliseconds longer for each commit, with and without group commit. */
async function groupCommit(folder: string): Promise<Row[]> {
  const taken = async (mode: 'together' | 'alone', responses: number): Promise<number[]> => {
    const dataDir = join(folder, mode);
    await mkdir(dataDir);
    const { stage } = await setStage(join(dataDir, 'skm.db'), 0);
    const [port] = await freePorts();
    const stop = await started(['tests/bench/slow-disk.ts', join(dataDir, 'skm.db'), String(port), mode], {});
    try {
      const rates: number[] = [];
      for (let round = -WARM_UP; round < ROUNDS; round += 1) {
        const rate = await drained(port, phones(stage, responses, PHONES_AT_ONCE));
        if (round >= 0) rates.push(rate);
      }
      return rates;
    } finally {
      await stop();
    }
  };
  return [
    {
      ...{ name: 'endpoint: phones, commit slowed by 2 ms', unit: 'rows/s' },
      ours: await taken('together', 3000),
      baseline: { name: 'each response a commit of its own', values: await taken('alone', 600) },
      budget: { of: 'ratio', atLeast: 10 },
    },
  ];
}

/** Starts a program and waits until it says something; returns how to stop it. */
async function started(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> {
  const program: ChildProcess = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (program.stdout === null) throw new Error('The program has no output.');
  await once(program.stdout, 'data');
  return async () => {
    program.kill('SIGTERM');
    await once(program, 'close');
  };
}
