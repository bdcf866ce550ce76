import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openSqlite } from '#server/storage/sqlite.ts';
import { sha256 } from './samples.ts';

const WRITER = fileURLToPath(new URL('durable-writer.ts', import.meta.url));

/** Lets the writer work until it has acknowledged `count` responses, kills it at once and gives what it said. */
function acknowledgedBeforeKill(file: string, count: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    writer.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > count) writer.kill('SIGKILL');
    });
    writer.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The writer ended by itself (${code}).`));
      // The last line may be cut; a cut id was never heard.
      else resolve(said.split('\n').slice(0, -1));
    });
  });
}

test('nothing that was acknowledged is missing after kill -9, and nothing is there twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skm-kill-'));
  const file = join(folder, 'skm.db');
  const heard = new Set<string>();
  for (const count of [1, 300, 900, 1500]) {
    for (const line of await acknowledgedBeforeKill(file, count)) {
      expect(line).toMatch(/^stored /);
      heard.add(line.slice('stored '.length));
    }
    const storage = openSqlite(file);
    const agency = (await storage.agencies.first())?.id ?? '';
    const stored = [...storage.responses.each(agency, {})];
    const ids = new Set(stored.map(({ id }) => id));
    expect([...heard].filter((id) => !ids.has(id))).toEqual([]);
    expect(stored).toHaveLength(ids.size);
    expect(stored.filter(({ body, hash }) => sha256(body) !== hash)).toEqual([]);
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, at) => at + 1));
    for (const device of await storage.devices.list(agency)) {
      expect(device).toMatchObject({ missing: [], stored: device.highest });
    }
    await storage.close();
  }
  expect(heard.size).toBeGreaterThan(2700);
  await rm(folder, { recursive: true });
}, 60_000);
