import type { Fault } from '../../fault.ts';
import { bendClock, JUMPS } from '../../rigs/clocks.ts';
import { FAIR } from '../../rigs/fate.ts';
import type { Tab } from '../../rigs/tab.ts';
import { Tablet } from '../../tablet.ts';

export const clockJumps: Fault = {
  name: 'clock-jumps',
  group: 'device',
  about: "the tablet's clock is ten years wrong either way, and jumps while people answer and the app sends",
  trials: { full: 8, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = random.chance(0.5)
      ? () => ({ kind: random.chance(0.5) ? 'refuse' : 'pass' })
      : FAIR;
    const often = random.pick([0, 0.02, 0.3]);
    const bent = (tab: Tab): Promise<void> =>
      tab.inject(bendClock, random.pick(JUMPS), JUMPS, often, random.integer(0, 1e9));
    const person = await tablet.app(bent);
    await person.respondOften(trial.scaled(3, 1));
    const tab = await tablet.enginePage(bent);
    await tablet.answer(tab, trial.scaled(150, 30));
    return [tablet];
  },
};
