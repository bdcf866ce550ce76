import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FAILED, PASSED } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** The folder of package.json. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Running {
  readonly environment?: NodeJS.ProcessEnv;
  /** Left out: what the program says is shown as it says it; otherwise it is heard here and not shown. */
  readonly hear?: (text: string) => void;
}

/** Runs a script of an installed package with this Node; resolves with its exit code. */
function run(script: string, args: readonly string[], { environment, hear }: Running): Promise<number> {
  return new Promise((resolve, reject) => {
    const said = hear === undefined ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', said, said],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', hear!);
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * A program that passes or fails as a whole and counts as one. What it says is shown in one piece when it is done, under
 * its name, since another may run beside it.
 */
export async function check(script: string, args: readonly string[]): Promise<Outcome> {
  let said = '';
  const code = await run(script, args, { hear: (text) => (said += text) });
  if (said.trim() !== '') console.log(`── ${script}\n${said.trimEnd()}`);
  return code === 0 ? PASSED : FAILED;
}

/** One or more projects of vitest. A run that crashes, or that finds no test, counts as one failure. */
export async function vitest(projects: readonly string[], args: readonly string[] = []): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'skm-counts-'));
  const counts = join(folder, 'counts.json');
  try {
    const code = await run(
      'node_modules/vitest/vitest.mjs',
      [
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=./tests/tools/count-reporter.ts',
        ...args,
      ],
      { environment: { COUNTS_FILE: counts } },
    );
    if (!existsSync(counts)) return FAILED;
    const outcome = JSON.parse(readFileSync(counts, 'utf8')) as Outcome;
    const executed = outcome.passed + outcome.failed > 0;
    if ((code !== 0 && outcome.failed === 0) || !executed) return { ...outcome, failed: outcome.failed + 1 };
    return outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
