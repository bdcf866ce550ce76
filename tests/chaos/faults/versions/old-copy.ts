import { cp, rm } from 'node:fs/promises';
import type { Fault } from '../../fault.ts';
import { Tablet } from '../../tablet.ts';

/** Numbers are given out twice then: who comes second is kept aside for staff, never thrown away and never counted twice. */
export const oldCopy: Fault = {
  name: 'old-copy-restored',
  group: 'versions',
  about:
    'the tablet is restored from an older copy of itself and goes on answering under numbers it has used',
  trials: { full: 12, slice: 0 },
  async run(trial) {
    const { random } = trial;
    const tablet = await Tablet.enrol(trial);
    const some = (): number => random.integer(1, trial.scaled(120, 20));
    await tablet.answer(await tablet.enginePage(), some());
    await tablet.close();
    const copy = `${tablet.profile}-copy`;
    trial.atEnd(() => rm(copy, { recursive: true, force: true }));
    await cp(tablet.profile, copy, { recursive: true, verbatimSymlinks: true });
    await tablet.start();
    await tablet.answer(await tablet.enginePage(), some());
    await tablet.delivered();
    await tablet.close();
    await rm(tablet.profile, { recursive: true });
    await cp(copy, tablet.profile, { recursive: true, verbatimSymlinks: true });
    await tablet.start();
    await tablet.answer(await tablet.enginePage(), some());
    return [tablet];
  },
};
