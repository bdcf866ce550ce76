import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LaunchError, projectNode, root } from './place.mjs';
import { showProgress } from './progress.mjs';
import { runQuiet } from './run.mjs';

const apps = ['survey', 'office'];
const dist = join(root, 'dist');
const stampFile = join(dist, '.build-stamp');

/** Everything the two builds read. The endpoint and the commands are no part of them. */
const inputs = [
  'src',
  'public',
  'index.html',
  'admin.html',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const notBuilt = ['src/server', 'src/cli'];

/**
 * Builds both apps unless dist holds them from exactly these sources.
 * @param {{ force?: boolean }} [options]
 */
export async function ensureBuilt({ force = false } = {}) {
  const digest = digestOf(inputs);
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return;

  mkdirSync(dist, { recursive: true });
  removeLeftovers();
  const next = join(dist, `.next-${process.pid}`);
  const finish = showProgress((seconds) => `Membangun aplikasi survei dan kantor: ${seconds} s`);
  const started = performance.now();
  const results = await Promise.all(apps.map((app) => buildApp(app, join(next, app))));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const failed = results.filter(({ code }) => code !== 0);
  if (failed.length > 0) {
    rmSync(next, { recursive: true, force: true });
    finish(`Pembangunan gagal setelah ${seconds} s.`);
    const said = failed.map(({ app, lines }) => `${app}:\n${lines.join('\n')}`).join('\n');
    throw new LaunchError(stripVTControlCharacters(said));
  }
  swapIn(next, digest);
  finish(`Aplikasi survei dan kantor dibangun dalam ${seconds} s.`);
}

/**
 * @param {string} app
 * @param {string} folder
 */
async function buildApp(app, folder) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [
    vite,
    'build',
    '--mode',
    app,
    '--outDir',
    relative(root, folder),
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  return { app, ...(await runQuiet(projectNode, args)) };
}

/**
 * Puts the finished folders in place. The stamp goes first and comes back last, so that a kill at any moment
 * leaves either a whole build or one that the next start makes again.
 * @param {string} next
 * @param {string} digest
 */
function swapIn(next, digest) {
  rmSync(stampFile, { force: true });
  for (const app of apps) {
    const old = join(dist, `.old-${process.pid}-${app}`);
    if (existsSync(join(dist, app))) renameSync(join(dist, app), old);
    renameSync(join(next, app), join(dist, app));
    rmSync(old, { recursive: true, force: true });
  }
  writeFileSync(stampFile, digest);
  rmSync(next, { recursive: true, force: true });
}

/** Removes what builds left behind whose process is gone. */
function removeLeftovers() {
  for (const name of readdirSync(dist)) {
    const pid = /^\.(?:next|old)-(\d+)/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(dist, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * One digest over paths and contents, so that neither a renamed file nor a restored date is missed.
 * @param {string[]} paths
 */
function digestOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    hash
      .update(`${relative(root, file).split(sep).join('/')}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path a file or a folder
 * @returns {string[]} the files in a fixed order
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (notBuilt.includes(relative(root, path).split(sep).join('/'))) return [];
  const entries = readEntries(path);
  if (entries === undefined) return [path];
  return entries
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** @param {string} path */
function readEntries(path) {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}
