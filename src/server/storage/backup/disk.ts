import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Systems that cannot open a folder, or cannot sync one, keep their names safe by themselves or not at all. */
const CANNOT_SYNC_FOLDER = ['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP'];

/** Has everything written into a file so far put on the disk. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Has the names in a folder put on the disk, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (reason) {
    if (!CANNOT_SYNC_FOLDER.includes(codeOf(reason))) throw reason;
  }
}

/** SHA-256 of a file, hex. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The system's name of an error; empty when it has none. */
export function codeOf(reason: unknown): string {
  return reason instanceof Error && 'code' in reason ? String(reason.code) : '';
}
