import type { Fault } from '../../fault.ts';
import { makeStoreFlaky } from '../../rigs/flaky-store.ts';
import { Tablet } from '../../tablet.ts';

/** Every person tries again until served, as the screen asks them to: with the same form. */
const TRIES = 30;

export const flakyStore: Fault = {
  name: 'flaky-store',
  group: 'device',
  about:
    'IndexedDB does not answer when opened, closes by itself, and aborts transactions after the last write',
  trials: { full: 8, slice: 1 },
  async run(trial) {
    const { random } = trial;
    const tablet = await Tablet.enrol(trial);
    const often = random.pick([0.01, 0.03, 0.08]);
    const tab = await tablet.enginePage((page) => page.inject(makeStoreFlaky, trial.seed, often));
    await tablet.answer(tab, trial.scaled(150, 30), { tries: TRIES });
    return [tablet];
  },
};
