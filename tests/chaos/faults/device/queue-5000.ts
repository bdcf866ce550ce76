import type { Fault } from '../../fault.ts';
import { DOWN, FAIR } from '../../rigs/fate.ts';
import { Tablet } from '../../tablet.ts';

const LONGEST_DRAIN_MS = 5 * 60_000;

export const longQueue: Fault = {
  name: 'queue-of-5000',
  group: 'device',
  about:
    '5,000 responses wait on one tablet; it starts, takes more, and sends all by itself when the network is back',
  trials: { full: 1, slice: 0 },
  async run(trial) {
    const { lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = DOWN;
    const tab = await tablet.enginePage();
    await tablet.answer(tab, trial.scaled(5_000, 150));
    await tab.close();
    const person = await tablet.app();
    const offline = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await person.tab.send('Network.emulateNetworkConditions', offline);
    await person.respondOften(trial.scaled(5, 1));
    lab.network.weather = FAIR;
    await person.tab.send('Network.emulateNetworkConditions', { ...offline, offline: false });
    await person.tab.until(
      () => !/di perangkat ini|terkirim/.test(document.querySelector('.delivery')?.textContent ?? '-'),
      [],
      LONGEST_DRAIN_MS,
    );
    return [tablet];
  },
};
