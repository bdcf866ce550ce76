import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigProblem, readConfig } from './config.ts';
import { ListenProblem } from './listen.ts';
import { jsonLog } from './log.ts';
import { start } from './start.ts';
import { StorageProblem } from './storage/storage-problem.ts';

const EXIT_WRONG_SETTING = 2;
const EXIT_CANNOT_START = 1;

function appVersion(): string {
  const file: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const named = typeof file === 'object' && file !== null && 'version' in file;
  return named ? String(file.version) : 'unknown';
}

const log = jsonLog((line) => process.stderr.write(line), Date.now);

/** Everything is set by the environment; an argument would be a setting that does nothing. */
function refuseArguments(args: readonly string[]): void {
  if (args[0] !== undefined)
    throw new ConfigProblem(`${args[0]}: argumen tidak dikenal. Pakai setelan lingkungan.`);
}

// The database holds every answer, the keys and password hashes: files are for the owner's eyes, also in a folder made before.
process.umask(0o077);

try {
  refuseArguments(process.argv.slice(2));
  const builtFolder = fileURLToPath(new URL('../../dist', import.meta.url));
  const running = await start(readConfig(process.env), {
    builtFolder,
    appVersion: appVersion(),
    log,
    now: Date.now,
  });
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    void running.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The window in which it was started is closed.
  process.on('SIGHUP', stop);
  process.stdout.write(`${running.lines.join('\n')}\n`);
} catch (reason) {
  const known =
    reason instanceof ConfigProblem || reason instanceof StorageProblem || reason instanceof ListenProblem;
  process.stderr.write(`${known ? reason.message : String(reason)}\n`);
  process.exitCode = reason instanceof ConfigProblem ? EXIT_WRONG_SETTING : EXIT_CANNOT_START;
}
