import { spawn } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { workbench } from './workbench.ts';

const { folder, file } = workbench();
const entry = fileURLToPath(new URL('../../../src/cli/skm.ts', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a process of its own. */
function started(node: readonly string[], args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, entry, ...args], { cwd: root });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

test('the process ends with the code and keeps result and notes apart', async () => {
  const good = await started([], ['index', file('a.csv', 'no,u1\n1,4\n'), '--json']);
  expect(good.code).toBe(0);
  expect(JSON.parse(good.out)).toMatchObject({ respondents: 1, converted: 100 });
  expect(good.err).toContain('kolom yang tidak dipakai: "no"');
  const bad = await started([], ['index', file('b.csv', 'u1\n9\n'), '--json']);
  expect([bad.code, bad.out]).toEqual([2, '']);
  expect(bad.err).toContain('baris 2, kolom A ("u1"): nilai "9"');
});

test('a million rows stream through less than 300 MB, with progress', { timeout: 120_000 }, async () => {
  const path = join(folder, 'sejuta.csv');
  const rows = Array.from({ length: 1000 }, (_, row) =>
    NINE_ELEMENTS.map((_key, at) => 1 + ((row + at) % 4)).join(),
  );
  const block = `${rows.join('\n')}\n`;
  const handle = openSync(path, 'w');
  writeSync(handle, `${NINE_ELEMENTS.join()}\n`);
  for (let written = 0; written < 1000; written += 1) writeSync(handle, block);
  closeSync(handle);

  // Looked at while it runs: what the system calls a process's most memory begins with that of the process it came from.
  const report = file(
    'report.mjs',
    `let most = 0;
     const look = () => (most = Math.max(most, process.memoryUsage.rss()));
     setInterval(look, 20).unref();
     process.on('exit', () => process.stderr.write('RSS ' + look() + '\\n'));`,
  );
  const { code, out, err } = await started(['--import', report], ['index', path, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    respondents: 1_000_000,
    index: 2.5,
    converted: 62.5,
    quality: 'D',
  });
  expect(err.match(/baris terbaca/g)).toHaveLength(10);
  expect(err).toContain('500.000 baris terbaca');
  const megabytes = Number(/RSS (\d+)/.exec(err)?.[1]) / 1e6;
  expect(megabytes).toBeGreaterThan(40);
  expect(megabytes).toBeLessThan(300);
});
