import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './row.ts';

const ROUNDS = 7;
const SECOND_START_MS = 3000;

/** From the command to both addresses printed, on data and a build that are there already. */
export default async function start(): Promise<readonly Row[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'skm-start-'));
  try {
    await timeToReady(['src/cli/launch.mjs', 'start'], dataDir);
    const launched: number[] = [];
    const direct: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      launched.push(await timeToReady(['src/cli/launch.mjs', 'start'], dataDir));
      direct.push(await timeToReady(['src/server/main.ts'], dataDir));
    }
    return [
      {
        name: 'second npm start until both addresses are printed',
        unit: 'ms',
        ours: launched,
        baseline: { name: 'the endpoint alone', values: direct },
        budget: { of: 'value', atMost: SECOND_START_MS },
      },
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Starts the program, waits for its second address, stops it; milliseconds to that address. */
async function timeToReady(args: readonly string[], dataDir: string): Promise<number> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), ADMIN_PORT: String(adminPort) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let output = '';
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes(`:${adminPort}`)) break;
  }
  const elapsed = performance.now() - started;
  child.kill('SIGTERM');
  await ended;
  if (!output.includes(`:${adminPort}`)) throw new Error(`${args.join(' ')} did not start:\n${output}`);
  return elapsed;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
