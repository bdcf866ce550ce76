import { spawn } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PushItem } from '#protocol/survey.ts';
import { START } from '#server/storage/migrations/0001-start.ts';
import { madeResponses, setStage } from './endpoint-stage.ts';
import type { Stage } from './endpoint-stage.ts';
import type { Row } from './row.ts';

const ROUNDS = 5;
/** Before the first that counts: a program that has just started is slower, and offices do not restart all day. */
const WARM_UP = 2;
const TABLETS = 32;

/** Responses of one round by size of the batch: enough to last about a second. */
const LOADS = [
  { batch: 1, responses: 1600, atLeast: 0 },
  { batch: 50, responses: 32_000, atLeast: 0 },
  { batch: 100, responses: 32_000, atLeast: 0.5 },
] as const;

/** Responses per second taken durably over HTTP, against the same rows put straight into SQLite in batches of 100. */
export default async function endpoint(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'skm-endpoint-'));
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const stage = await setStage(join(dataDir, 'skm.db'));
  const [port, adminPort] = await freePorts();
  const server = spawn(process.execPath, ['src/server/main.ts'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), ADMIN_PORT: String(adminPort) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(server.stdout, 'data');
    const rows: Row[] = [];
    for (const { batch, responses, atLeast } of LOADS) {
      const ours: number[] = [];
      const raw: number[] = [];
      for (let round = -WARM_UP; round < ROUNDS; round += 1) {
        const bare = rawInserts(join(folder, `raw-${batch}-${round}.db`), stage, responses);
        const taken = await pushed(port, stage, responses, batch);
        if (round < 0) continue;
        raw.push(bare);
        ours.push(taken);
      }
      rows.push({
        name: `responses taken over HTTP, ${batch} a request`,
        unit: 'rows/s',
        ours,
        baseline: { name: 'SQLite FULL, 100 a transaction', values: raw },
        budget: { of: 'ratio', atLeast },
      });
    }
    return rows;
  } finally {
    server.kill('SIGTERM');
    await once(server, 'close');
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rows per second of the bare store: the same table, keys and durability, nothing judged. */
function rawInserts(file: string, stage: Stage, count: number): number {
  const items = madeResponses(stage, randomUUIDv7(), count);
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(START);
  const [agency, device] = [blob(stage.agency), blob(randomUUIDv7())];
  database.prepare('INSERT INTO agencies (id, number, created_at) VALUES (?, 1, 0)').run(agency);
  const insert = database.prepare(
    `INSERT INTO responses (agency, id, seq, hash, activity, device, sequence, previous_hash, submitted_at,
       received_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const activity = blob(stage.activity);
  const started = performance.now();
  for (let from = 0; from < count; from += 100) {
    database.exec('BEGIN IMMEDIATE');
    for (const [at, { id, hash, body }] of items.slice(from, from + 100).entries()) {
      const [place, digest] = [from + at + 1, Buffer.from(hash, 'hex')];
      insert.run(agency, blob(id), place, digest, activity, device, place, digest, 0, 0, body);
    }
    database.exec('COMMIT');
  }
  const seconds = (performance.now() - started) / 1000;
  database.close();
  return count / seconds;
}

function blob(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

/** Rows per second that come back as `stored`, from tablets that each wait for their receipt. */
async function pushed(port: number, stage: Stage, count: number, batch: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: TABLETS });
  const tablets = Array.from({ length: TABLETS }, () => bodiesOf(stage, count / TABLETS, batch));
  const started = performance.now();
  await Promise.all(
    tablets.map(async (bodies) => {
      for (const { content, items } of bodies) await push(agent, port, stage.token, content, items);
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return count / seconds;
}

/** Made before the clock runs, so that the load costs as little as it can of the machine both share. */
function bodiesOf(stage: Stage, count: number, batch: number): { content: Buffer; items: number }[] {
  const id = randomUUIDv7();
  const all = madeResponses(stage, id, count);
  const bodies: { content: Buffer; items: number }[] = [];
  for (let from = 0; from < count; from += batch) {
    const items: PushItem[] = all.slice(from, from + batch);
    const device = { id, appVersion: 'bench', nextSequence: count + 1, unsent: count - from };
    const content = Buffer.from(JSON.stringify({ protocol: 1, device, items }));
    bodies.push({ content, items: items.length });
  }
  return bodies;
}

function push(agent: Agent, port: number, token: string, body: Buffer, items: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Kiosk ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    const sent = request({ agent, port, method: 'POST', path: '/api/v1/push', headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => {
        if (text.split('"status":"stored"').length - 1 === items) resolve();
        else reject(new Error(`Not all were stored: ${answer.statusCode} ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function freePorts(): Promise<[number, number]> {
  const ports: number[] = [];
  for (let count = 0; count < 2; count += 1) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    ports.push(typeof address === 'object' && address !== null ? address.port : 0);
    server.close();
    await once(server, 'close');
  }
  return [ports[0] ?? 0, ports[1] ?? 0];
}
