import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { root } from './place.mjs';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, onLine?: (line: string) => void }} QuietOptions */

/**
 * Runs a program in the foreground with our own input and output and hands on the signals we receive.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 + number when a signal ended it, as shells count
 */
export function runForeground(command, args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    // A terminal sends Ctrl-C to the child as well; it must be able to hear it twice.
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    const forward = /** @param {NodeJS.Signals} signal */ (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    const watch = watchForLostParent(() => child.kill('SIGTERM'));
    const release = () => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, forward);
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      release();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * npm hands a signal to the shell between us. On SIGTERM that shell dies without a word to anybody; when npm itself is
 * killed, the shell lives on and waits for us. What npm started therefore ends with both of them; what a person started in
 * the background is left alone. A SIGINT to npm alone, which no terminal sends, reaches nobody where the shell is dash: it
 * keeps it to itself until we end.
 * @param {() => void} onLost
 */
function watchForLostParent(onLost) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const [shell, npm] = [process.ppid, parentOf(process.ppid)];
  return setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) onLost();
  }, 250);
}

/**
 * @param {number} pid
 * @returns {number | undefined} nothing where the system has no /proc
 */
function parentOf(pid) {
  try {
    // After the name of the program, which may hold anything and stands in brackets: its state, then its parent.
    return Number(/.*\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/**
 * Runs a program without showing its output, which is kept to be shown if it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {QuietOptions} [options]
 * @returns {Promise<{ code: number, lines: string[] }>}
 */
export function runQuiet(command, args, { cwd = root, env = process.env, shell = false, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk) => {
        const parts = (rest + chunk).split(/\r?\n/);
        rest = parts.pop() ?? '';
        for (const line of parts) {
          lines.push(line);
          onLine?.(line);
        }
      });
      stream.on('end', () => {
        if (rest !== '') lines.push(rest);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, lines }));
  });
}
