import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { LaunchError, projectNode, root } from './place.mjs';
import { runForeground } from './run.mjs';

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  async start(args) {
    await ensureBuilt();
    return runProject('src/server/main.ts', args);
  },

  async demo(args) {
    await ensureBuilt();
    const folder = mkdtempSync(join(tmpdir(), 'skm-demo-'));
    const env = { ...process.env, DATA_DIR: folder, DEMO: '1' };
    try {
      const filled = await runProject('src/cli/demo.ts', args, env);
      return filled === 0 ? await runProject('src/server/main.ts', [], env) : filled;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },

  async build(args) {
    await ensureBuilt({ force: args.includes('--force') });
    return 0;
  },

  test: (args) => runProject('tests/tools/test.ts', args),

  async bench(args) {
    await ensureBuilt();
    return runProject('tests/bench/bench.ts', args);
  },

  async chaos(args) {
    await ensureBuilt();
    return runProject('tests/chaos/chaos.ts', args);
  },

  // npm changes into the package's folder; files are named from where the person stands.
  skm: (args) => runProject('src/cli/skm.ts', args, process.env, process.env.INIT_CWD),
};

/**
 * Runs one command with everything it needs in place.
 * @param {string | undefined} name
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function launch(name, args) {
  const command = commands[name ?? ''];
  if (command === undefined) {
    throw new LaunchError(
      `Perintah "${name ?? ''}" tidak dikenal. Yang ada: ${Object.keys(commands).join(', ')}.`,
    );
  }
  await ensureInstalled();
  return command(args);
}

/**
 * @param {string} script
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [cwd]
 */
function runProject(script, args, env = process.env, cwd = root) {
  return runForeground(projectNode, [join(root, script), ...args], { env, cwd });
}
