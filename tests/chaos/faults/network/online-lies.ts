import type { Fault } from '../../fault.ts';
import { sometimes } from '../../rigs/weathers.ts';
import type { Tab } from '../../rigs/tab.ts';
import { Tablet } from '../../tablet.ts';

export const onlineLies: Fault = {
  name: 'online-lies',
  group: 'network',
  about: 'the browser says it is offline while all is well, and online while nothing comes through',
  trials: { full: 4, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = sometimes(random, 0.5, () => ({ kind: 'refuse' }));
    const lie = (tab: Tab): Promise<void> => tab.inject(lieAboutNetwork, random.chance(0.5));
    await tablet.answer(await tablet.enginePage(lie), trial.scaled(170, 25));
    await (await tablet.app(lie)).respondOften(trial.scaled(2, 1));
    return [tablet];
  },
};

function lieAboutNetwork(online: boolean): void {
  Object.defineProperty(Navigator.prototype, 'onLine', { get: () => online });
  setInterval(() => dispatchEvent(new Event(online ? 'online' : 'offline')), 40);
}
