import type { Fault } from '../../fault.ts';
import { FAIR } from '../../rigs/fate.ts';
import { Tablet } from '../../tablet.ts';

export const twoTabs: Fault = {
  name: 'two-tabs',
  group: 'device',
  about: 'the survey is open in several tabs of one browser, all of which take answers and send',
  trials: { full: 8, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    lab.network.weather = random.chance(0.5)
      ? () => ({ kind: random.chance(0.5) ? 'refuse' : 'pass' })
      : FAIR;
    const tablet = await Tablet.enrol(trial);
    const [one, two, app] = await Promise.all([tablet.enginePage(), tablet.enginePage(), tablet.app()]);
    await Promise.all([
      tablet.answer(one, trial.scaled(120, 20)),
      tablet.answer(two, trial.scaled(120, 20)),
      app.respondOften(trial.scaled(3, 1)),
    ]);
    return [tablet];
  },
};
