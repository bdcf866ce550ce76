import { accessSync, constants } from 'node:fs';

/**
 * Path of a program that can be run: what the environment variable names, then the first of the usual places; `null`
 * when there is none. Throws an Error of one line when the variable names something that cannot be run.
 */
export function findProgram(variable: string, usualPaths: readonly string[]): string | null {
  const named = process.env[variable];
  if (named === undefined || named === '') return usualPaths.find(isRunnable) ?? null;
  if (!isRunnable(named))
    throw new Error(`${variable} names ${named}, which is not a program that can be run.`);
  return named;
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
