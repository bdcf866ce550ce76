import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** The Node this project brings along; the shim in `.bin` cannot be started directly on every system. */
export const projectNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** A failure whose message is all a person needs: shown as one line, without a stack. */
export class LaunchError extends Error {
  /** @override */
  name = 'LaunchError';
}

/**
 * How to start npm: with the same npm that started us, else the one beside this Node, else the one in PATH.
 * Never with the Node inside node_modules, because installing replaces it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(env) {
  const node = env.npm_node_execpath ?? process.execPath;
  const outside = node.startsWith(join(root, 'node_modules')) ? 'node' : node;
  const candidates = [
    /npm-cli\.c?js$/.test(env.npm_execpath ?? '') ? env.npm_execpath : undefined,
    join(dirname(node), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const cli = candidates.find((path) => path !== undefined && existsSync(path));
  if (cli !== undefined) return { command: outside, args: [cli], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * The environment without the folders of this project in PATH, so that `node` means the machine's own.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function outsideEnvironment(env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const separator = process.platform === 'win32' ? ';' : ':';
  const kept = (env[key] ?? '')
    .split(separator)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')));
  return { ...env, [key]: kept.join(separator) };
}
