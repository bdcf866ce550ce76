import { statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * A new folder for profiles and images of disks, in memory where there is room: killing a program loses nothing that the
 * system holds, wherever that is, and a rig that cuts the power brings a disk of its own.
 */
export function scratchFolder(): Promise<string> {
  return mkdtemp(join(hasRoom() ? MEMORY : tmpdir(), 'skm-chaos-'));
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}
