import type { Fault } from '../../fault.ts';
import { pagesOf } from '../../rigs/builds.ts';
import { killedAfter } from '../../rigs/endings.ts';
import { DOWN } from '../../rigs/fate.ts';
import { forgetFiles } from '../../rigs/old-worker.ts';
import { Tablet } from '../../tablet.ts';

const LONGEST_MS = 700;

export const killedInUpgrade: Fault = {
  name: 'killed-in-upgrade',
  group: 'versions',
  about: 'the browser is killed again and again while a newer version brings the store into its form',
  trials: { full: 6, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = DOWN;
    await tablet.answer(await tablet.enginePage(), trial.scaled(100, 20));
    await tablet.close();
    const newer = await pagesOf('newer-schema');
    trial.atEnd(async () => {
      lab.network.pages = null;
    });
    await tablet.start();
    await forgetFiles(tablet);
    lab.network.pages = newer;
    for (let time = 0; time < trial.scaled(4, 2); time += 1) {
      if (!tablet.isOpen) await tablet.start();
      await killedAfter(tablet, random.integer(0, LONGEST_MS), tablet.app());
    }
    return [tablet];
  },
};
