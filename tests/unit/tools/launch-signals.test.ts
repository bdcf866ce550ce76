import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { root } from '#cli/launch/place.mjs';

/** npm itself takes its time on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });
const SOON = { timeout: 20_000 };

/** Says in a file that it runs, and how it was told to end. */
const PROGRAM = `
  import { appendFileSync } from 'node:fs';
  const say = (word) => appendFileSync('said', word + '\\n');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      say(signal);
      process.exit(0);
    });
  }
  setInterval(() => undefined, 1000);
  say('up');
`;
const LAUNCHER = `
  import { runForeground } from '${join(root, 'src/cli/launch/run.mjs')}';
  process.exitCode = await runForeground(process.execPath, ['program.mjs'], { cwd: process.cwd() });
`;

let folder: string;
let npm: ChildProcess;
let ended: Promise<void>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skm-signals-'));
  writeFileSync(join(folder, 'program.mjs'), PROGRAM);
  writeFileSync(join(folder, 'launcher.mjs'), LAUNCHER);
  const scripts = { start: 'node launcher.mjs' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a', version: '1.0.0', scripts }));
  npm = spawn('npm', ['start'], { cwd: folder, stdio: 'ignore', detached: true });
  ended = new Promise((resolve) => npm.on('exit', () => resolve()));
  await vi.waitUntil(() => said()[0] === 'up', SOON);
});
afterEach(async () => {
  npm.kill('SIGKILL');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

function said(): string[] {
  try {
    return readFileSync(join(folder, 'said'), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}

/** The number of the process group is that of npm, which leads it. */
function pid(): number {
  if (npm.pid === undefined) throw new Error('npm does not run.');
  return npm.pid;
}

describe('a program that npm started ends cleanly', () => {
  test('on Ctrl-C, which a terminal sends to all of them', async () => {
    process.kill(-pid(), 'SIGINT');
    await ended;
    expect(said().slice(0, 2)).toEqual(['up', 'SIGINT']);
  });

  test('when npm alone is asked to end', async () => {
    process.kill(pid(), 'SIGTERM');
    await expect.poll(said, SOON).toEqual(['up', 'SIGTERM']);
    await ended;
  });

  test('when npm alone is killed', async () => {
    process.kill(pid(), 'SIGKILL');
    await expect.poll(said, SOON).toEqual(['up', 'SIGTERM']);
    await ended;
  });
});
