import type { Fault } from '../../fault.ts';
import { forgetSomeFiles } from '../../rigs/old-worker.ts';
import { DOWN, FAIR } from '../../rigs/fate.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';

export const cacheGone: Fault = {
  name: 'cache-half-gone',
  group: 'versions',
  about: 'the browser evicts a part of the app’s files; cold start without network, then with it',
  trials: { full: 6, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = DOWN;
    await tablet.answer(await tablet.enginePage(), trial.scaled(80, 15));
    const removed = await forgetSomeFiles(tablet, random.integer(0, 2), random.integer(1, 3));
    if (removed === 0) throw new Error('There was nothing to evict.');
    await tablet.close();
    lab.network.files = 'refuse';
    await tablet.start();
    await tablet.app().catch(() => undefined);
    lab.network.files = 'pass';
    lab.network.weather = FAIR;
    const person = await tablet.app();
    await screens.wait(person.tab, ['attract']);
    await person.respond();
    return [tablet];
  },
};
