import type { Fault } from '../../fault.ts';
import { untilGone } from '../../rigs/endings.ts';
import type { Moment } from '../../rigs/fate.ts';
import { Tablet } from '../../tablet.ts';

const MOMENTS: readonly Moment[] = ['asked', 'delivered', 'answered'];

export const killedInRound: Fault = {
  name: 'killed-in-round',
  group: 'network',
  about: 'the browser is killed when a batch has left, when it is stored, and when its answer has left',
  trials: { full: 8, slice: 1 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial);
    for (let time = 0; time < trial.scaled(4, 2); time += 1) {
      const moment = random.pick(MOMENTS);
      let left = random.integer(1, trial.scaled(40, 8));
      let killing: Promise<void> | null = null;
      // Seen once in a hundred trials, on a busy machine: Chromium comes back without what it had stored.
      const tab = await tablet.reopenedEngine();
      lab.network.onMoment = (seen, { url }) => {
        if (seen !== moment || !url.endsWith('/push')) return;
        left -= 1;
        if (left === 0) killing = tablet.kill();
      };
      await untilGone(tablet.answer(tab, 400));
      lab.network.onMoment = () => undefined;
      await (killing ?? tablet.kill());
    }
    return [tablet];
  },
};
