import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { holdsEverything } from '#cli/launch/install.mjs';
import { npmCommand, outsideEnvironment, root } from '#cli/launch/place.mjs';
import { showProgress } from '#cli/launch/progress.mjs';
import { runForeground, runQuiet } from '#cli/launch/run.mjs';

const lock = (packages: Record<string, { version?: string; optional?: boolean }>) =>
  JSON.stringify({ packages });

describe('whether what is installed is what the lock file names', () => {
  const wanted = lock({
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  });

  test('yes, when every package is there in its version', () => {
    expect(
      holdsEverything(
        wanted,
        lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }),
      ),
    ).toBe(true);
  });

  test('yes, when only a package for other systems is missing', () => {
    expect(holdsEverything(wanted, lock({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
  });

  test.each([
    ['a package is missing', lock({ 'node_modules/b': { version: '2.0.0' } })],
    ['a package is older', lock({ 'node_modules/a': { version: '0.9.0' } })],
    [
      'an optional package is older',
      lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }),
    ],
  ])('no, when %s', (_, record) => {
    expect(holdsEverything(wanted, record)).toBe(false);
  });
});

describe('npm', () => {
  test('is never run by the Node that installing replaces', () => {
    const inside = join(root, 'node_modules', 'node', 'bin', 'node');
    expect(npmCommand({ npm_node_execpath: inside }).command).not.toBe(inside);
  });

  test('finds the Node of the machine in PATH, not that of the project', () => {
    const separator = process.platform === 'win32' ? ';' : ':';
    const PATH = [join(root, 'node_modules', '.bin'), '/usr/bin'].join(separator);
    expect(outsideEnvironment({ PATH, OTHER: 'kept' })).toEqual({ PATH: '/usr/bin', OTHER: 'kept' });
  });
});

describe('progress', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function screen(isTTY: boolean) {
    const texts: string[] = [];
    return { stream: { isTTY, write: (text: string) => texts.push(text) }, written: () => texts.join('') };
  }

  test('is a line every five seconds where nobody rewrites lines', () => {
    const { stream, written } = screen(false);
    const finish = showProgress((seconds) => `memasang, ${seconds} s`, stream);
    vi.advanceTimersByTime(10_000);
    finish('selesai');
    vi.advanceTimersByTime(10_000);
    expect(written()).toBe('memasang, 0 s\nmemasang, 5 s\nmemasang, 10 s\nselesai\n');
  });

  test('is one line that rewrites itself on a terminal', () => {
    const { stream, written } = screen(true);
    const finish = showProgress((seconds) => `memasang, ${seconds} s`, stream);
    vi.advanceTimersByTime(1_000);
    finish('selesai');
    expect(written().split('\r\u001b[2K').slice(-2)).toEqual(['memasang, 1 s', 'selesai\n']);
  });
});

describe('programs', () => {
  test('in the foreground give their exit code, and 128 + n when a signal ended them', async () => {
    const node = (code: string) => runForeground(process.execPath, ['-e', code]);
    await expect(node('process.exit(7)')).resolves.toBe(7);
    await expect(node("process.kill(process.pid, 'SIGTERM')")).resolves.toBe(143);
  });

  test('without output keep every line, also the last one without an end', async () => {
    const heard: string[] = [];
    const code = "process.stdout.write('a\\nb'); process.exitCode = 3";
    const result = await runQuiet(process.execPath, ['-e', code], { onLine: (line) => heard.push(line) });
    expect(result).toEqual({ code: 3, lines: ['a', 'b'] });
    expect(heard).toEqual(['a']);
  });
});

test('an unknown command is named, with those that exist, and fails', async () => {
  const child = spawn(process.execPath, [join(root, 'src/cli/launch.mjs'), 'strat'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([child.stderr.toArray(), once(child, 'exit')]);
  expect(Buffer.concat(said).toString()).toBe(
    'Perintah "strat" tidak dikenal. Yang ada: start, demo, build, test, bench, chaos, skm.\n',
  );
  expect(code).toBe(1);
});
