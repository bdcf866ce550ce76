import type { Fault } from '../../fault.ts';
import { Tab } from '../../rigs/tab.ts';
import { Tablet } from '../../tablet.ts';

/** Only after everything has been delivered: of what else there was, nothing is left anywhere. */
export const everythingEvicted: Fault = {
  name: 'everything-evicted',
  group: 'versions',
  about:
    'the browser removes everything of the site after it was delivered; the tablet begins anew and never as itself',
  trials: { full: 8, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const channel = random.pick(['kiosk', 'link'] as const);
    const tablet = await Tablet.enrol(trial, { channel });
    await tablet.answer(await tablet.enginePage(), random.integer(1, trial.scaled(80, 20)));
    await tablet.delivered();
    const tab = await Tab.open(tablet.browser.cdp);
    await tab.send('Storage.clearDataForOrigin', { origin: lab.network.origin, storageTypes: 'all' });
    await tablet.close();
    await tablet.answer(await tablet.reopenedEngine(), random.integer(1, trial.scaled(80, 20)));
    return [tablet];
  },
};
