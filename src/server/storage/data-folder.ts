import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageProblem } from './storage-problem.ts';

const DATABASE_NAME = 'skm.db';

/** Path of the database in a data folder. */
export function databaseIn(dataDir: string): string {
  return join(dataDir, DATABASE_NAME);
}

/** Makes the data folder, readable by its owner only, and gives the path of its database. Throws a StorageProblem. */
export async function prepareDataFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (reason) {
    const words = reason instanceof Error && 'code' in reason ? String(reason.code) : String(reason);
    if (words === 'EEXIST') throw new StorageProblem(`DATA_DIR=${dataDir}: ini berkas, bukan folder.`);
    throw new StorageProblem(`DATA_DIR=${dataDir}: folder tidak dapat dibuat (${words}).`);
  }
  return databaseIn(dataDir);
}
