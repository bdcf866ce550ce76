import { closeSync, ftruncateSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../fault.ts';
import type { Respondent } from '../../respondent.ts';
import { DOWN, FAIR } from '../../rigs/fate.ts';
import { powerObstacle, PowerRig } from '../../rigs/power.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';
import type { Trial } from '../../trial.ts';
import { fillUp } from './quota.ts';

const MEGABYTE = 1024 * 1024;
/** The app is at rest by then, also over thousands of answers. */
const SOON_MS = 15_000;

export const fullDisk: Fault = {
  name: 'full-disk',
  group: 'device',
  about: 'the disk is full to the last block in the middle; nobody is thanked until there is room again',
  trials: { full: 8, slice: 0 },
  obstacle: powerObstacle,
  async run(trial) {
    const { random, lab } = trial;
    const rig = await PowerRig.build();
    trial.atEnd(async () => rig.dispose());
    const { folder } = await rig.disk();
    const channel = random.pick(['kiosk', 'kiosk', 'link'] as const);
    const tablet = await Tablet.enrol(trial, { channel, profile: folder });
    lab.network.weather = DOWN;
    const tab = await tablet.enginePage();
    await tablet.answer(tab, 10);
    const ballast = join(folder, 'ballast');
    fill(ballast, folder, { left: random.integer(0, MEGABYTE), reserve: random.pick([true, false]) });
    // A disk without a block left can make the browser close the store, and fail to open it again or never say anything.
    await fillUp(tablet, tab, /no room left|cannot be used \((?:failed|no-answer)\)/);
    rmSync(ballast);
    const person = await usableApp(trial, tablet, channel);
    await person.respond();
    await screens.makeReady(person.tab);
    return [tablet];
  },
};

/**
 * The app at rest. Over a full disk Chromium may have dropped its database; then it is opened for an event again while
 * there is a network, by staff or by a phone's owner, and the oracle judges what of the answers is left.
 */
async function usableApp(trial: Trial, tablet: Tablet, channel: 'kiosk' | 'link'): Promise<Respondent> {
  const person = await tablet.app();
  if (await screens.comes(person.tab, channel === 'kiosk' ? 'attract' : 'answered', SOON_MS)) return person;
  trial.remarks.push('the browser had dropped its database; opened for an event again');
  const { network } = trial.lab;
  network.weather = FAIR;
  await tablet.openFor(person.tab, channel);
  network.weather = DOWN;
  return person;
}

/**
 * Leaves `left` bytes of the disk. `reserve`: and what a file system keeps for root, so that Chromium, told that nothing is
 * left, goes on writing for thousands of answers; this is how it was seen to drop its database in the middle of them.
 */
function fill(file: string, folder: string, { left, reserve }: { left: number; reserve: boolean }): void {
  const { bavail, bfree, bsize } = statfsSync(folder);
  const room = (reserve ? bavail : bfree) * bsize;
  const ballast = openSync(file, 'w');
  let written = 0;
  try {
    // Ballast that is really written: a hole takes no room.
    const piece = Buffer.alloc(MEGABYTE / 16, 1);
    while (written < room) written += writeSync(ballast, piece, 0, Math.min(piece.length, room - written));
  } catch (reason) {
    // The file system keeps some of it for its own lists, and the browser writes as well.
    if ((reason as NodeJS.ErrnoException).code !== 'ENOSPC') throw reason;
  } finally {
    ftruncateSync(ballast, Math.max(0, written - left));
    closeSync(ballast);
  }
}
