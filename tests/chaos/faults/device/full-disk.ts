import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../fault.ts';
import { DOWN } from '../../rigs/fate.ts';
import { powerObstacle, PowerRig } from '../../rigs/power.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';
import { fillUp } from './quota.ts';

const MEGABYTE = 1024 * 1024;

export const fullDisk: Fault = {
  name: 'full-disk',
  group: 'device',
  about: 'the disk is full to the last block in the middle; nobody is thanked until there is room again',
  trials: { full: 4, slice: 0 },
  obstacle: powerObstacle,
  async run(trial) {
    const { random, lab } = trial;
    const rig = await PowerRig.build();
    trial.atEnd(async () => rig.dispose());
    const { folder } = await rig.disk();
    const tablet = await Tablet.enrol(trial, { profile: folder });
    lab.network.weather = DOWN;
    const tab = await tablet.enginePage();
    await tablet.answer(tab, 10);
    const ballast = join(folder, 'ballast');
    fill(ballast, folder, random.integer(0, MEGABYTE));
    // A disk without a block left can make the browser close the store, and fail to open it again without saying why.
    await fillUp(tablet, tab, /no room left|cannot be used \(failed\)/);
    rmSync(ballast);
    const person = await tablet.app();
    await person.respond();
    await screens.makeReady(person.tab);
    return [tablet];
  },
};

/** Leaves `left` bytes of the disk. */
function fill(file: string, folder: string, left: number): void {
  const { bavail, bsize } = statfsSync(folder);
  // Ballast that is really written: a hole takes no room.
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - left), 1));
}
