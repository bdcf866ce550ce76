import { spawnSync } from 'node:child_process';
import { constants, rmSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installPackages, mayInstall } from '../../tools/debian.ts';
import { scratchFolder } from './scratch.ts';

const OUTER_BYTES = '6G';
const INNER_BYTES = '320M';

/**
 * Disks whose power can be cut. In a file with XFS, which can copy a file in an instant, lies a file with ext4, on which
 * programs work. The copy of the inner file at one moment is what a disk holds when the power goes: everything that was
 * written to it, and nothing that only the system's memory had. Needs root and loop devices.
 */
export class PowerRig {
  readonly #folder: string;
  readonly #mounted: string[] = [];
  readonly #endWithUs = (): void => this.dispose();
  #disks = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Throws an Error of one line that says what this machine lacks. */
  static async build(): Promise<PowerRig> {
    if (process.platform !== 'linux') throw new Error('only Linux has loop devices');
    if (process.getuid?.() !== 0) throw new Error('mounting a file needs root');
    const rig = new PowerRig(await scratchFolder());
    process.once('exit', rig.#endWithUs);
    try {
      const outer = join(rig.#folder, 'outer.img');
      command('truncate', '-s', OUTER_BYTES, outer);
      command('mkfs.xfs', '-q', '-m', 'reflink=1', outer);
      await rig.#mount(outer, 'outer');
      const blank = join(rig.#folder, 'outer', 'blank.img');
      command('truncate', '-s', INNER_BYTES, blank);
      command('mkfs.ext4', '-q', '-F', blank);
      return rig;
    } catch (reason) {
      rig.dispose();
      throw reason;
    }
  }

  /** An empty disk, mounted. */
  async disk(): Promise<Disk> {
    return this.#insert(join(this.#folder, 'outer', 'blank.img'));
  }

  /** What would be on the disk if the power went now, on a disk of its own; programs on the first one go on. */
  async cut(disk: Disk): Promise<() => Promise<Disk>> {
    const image = this.#newImage();
    await copyFile(disk.image, image, constants.COPYFILE_FICLONE_FORCE);
    return () => this.#insert(image);
  }

  eject(disk: Disk): void {
    spawnSync('umount', ['-l', disk.folder]);
    rmSync(disk.image, { force: true });
  }

  dispose(): void {
    process.off('exit', this.#endWithUs);
    for (const folder of this.#mounted.splice(0).reverse()) spawnSync('umount', ['-l', folder]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #insert(from: string): Promise<Disk> {
    const image = this.#newImage();
    await copyFile(from, image, constants.COPYFILE_FICLONE_FORCE);
    return { image, folder: await this.#mount(image, `disk-${this.#disks}`) };
  }

  #newImage(): string {
    this.#disks += 1;
    return join(this.#folder, 'outer', `disk-${this.#disks}.img`);
  }

  async #mount(image: string, name: string): Promise<string> {
    const folder = join(this.#folder, name);
    await mkdir(folder);
    command('mount', '-o', 'loop', image, folder);
    this.#mounted.push(folder);
    return folder;
  }
}

export interface Disk {
  readonly image: string;
  /** Where it is mounted. */
  readonly folder: string;
}

/** Runs a program of the system; throws one line with its last words when it fails. */
function command(name: string, ...words: readonly string[]): void {
  const { error, status, stderr } = spawnSync(name, words, { encoding: 'utf8' });
  if (error) throw new Error(`${name} cannot be run (${error.message})`);
  if (status !== 0) throw new Error(`${name}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
}

let obstacle: Promise<string | null> | null = null;

/** Why no disk can be cut off here, found by trying; installs XFS's tools where that may be done. */
export function powerObstacle(): Promise<string | null> {
  obstacle ??= tried();
  return obstacle;
}

async function tried(): Promise<string | null> {
  if (spawnSync('mkfs.xfs', ['-V']).error && mayInstall()) {
    try {
      installPackages(['xfsprogs']);
    } catch {
      // Building the rig says what is missing.
    }
  }
  try {
    (await PowerRig.build()).dispose();
    return null;
  } catch (reason) {
    return reason instanceof Error ? reason.message : String(reason);
  }
}
