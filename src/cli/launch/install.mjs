import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError, npmCommand, outsideEnvironment, projectNode, root } from './place.mjs';
import { showProgress } from './progress.mjs';
import { runQuiet } from './run.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.install-stamp');

/** Installs the packages of the lock file unless they are there already. */
export async function ensureInstalled() {
  const lock = readFileSync(lockFile, 'utf8');
  const digest = createHash('sha256').update(lock).digest('hex');
  if (existsSync(projectNode)) {
    if (readOr(stampFile) === digest) return;
    // Somebody installed by hand: npm's own record says whether it was this lock file.
    const record = readOr(join(root, 'node_modules', '.package-lock.json'));
    if (record !== undefined && holdsEverything(lock, record)) {
      writeFileSync(stampFile, digest);
      return;
    }
  }
  await install(countPackages(lock));
  writeFileSync(stampFile, digest);
}

/** @param {number} expected how many packages this system may need at most */
async function install(expected) {
  const npm = npmCommand(process.env);
  let fetched = 0;
  const finish = showProgress(
    (seconds) => `Memasang paket (sekali saja): ${stage(fetched, expected)}, ${seconds} s`,
  );
  const started = performance.now();
  const { code, lines } = await runQuiet(
    npm.command,
    [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=http'],
    {
      shell: npm.shell,
      env: outsideEnvironment(process.env),
      onLine: (line) => {
        if (/^npm http (fetch|cache) .*\.tgz/.test(line)) fetched += 1;
      },
    },
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  if (code !== 0) {
    finish(`Pemasangan paket gagal setelah ${seconds} s. Pesan npm:`);
    const said = lines.filter((line) => !/^npm (http|warn)/.test(line));
    throw new LaunchError(`${said.slice(-25).join('\n')}\nPeriksa jaringan dan ruang disk, lalu ulangi.`);
  }
  if (!existsSync(projectNode)) {
    finish(`Paket terpasang dalam ${seconds} s, tetapi Node 26 tidak ikut terpasang.`);
    throw new LaunchError(
      'npm tidak menjalankan skrip pemasangan paket "node". Jalankan: npm config set ignore-scripts false, lalu ulangi.',
    );
  }
  finish(`Paket terpasang dalam ${seconds} s.`);
}

/**
 * @param {number} fetched
 * @param {number} expected
 */
function stage(fetched, expected) {
  if (fetched === 0) return 'menyiapkan paket';
  if (fetched >= expected) return 'semua paket diunduh, berkas sedang disusun';
  return `${fetched} dari sekitar ${expected} paket diunduh`;
}

/** @param {string} lock */
function countPackages(lock) {
  const { packages } = JSON.parse(lock);
  return Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.optional).length;
}

/**
 * Whether npm's record of what it installed names every package of the lock file in its version. Packages
 * for other systems are optional and may be missing.
 * @param {string} lock
 * @param {string} record
 */
export function holdsEverything(lock, record) {
  const wanted = JSON.parse(lock).packages;
  const present = JSON.parse(record).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
}

/** @param {string} path */
function readOr(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
