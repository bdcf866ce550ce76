import type { Fault } from '../../fault.ts';
import { DOWN, FAIR } from '../../rigs/fate.ts';
import { Tablet } from '../../tablet.ts';

/** What a private window keeps goes with it: it is closed only after everything has been delivered. */
export const privateWindow: Fault = {
  name: 'private-window',
  group: 'device',
  about: 'a phone answers in a private window, with and without network, and closes it when all is received',
  trials: { full: 4, slice: 0 },
  async run(trial) {
    const { lab } = trial;
    const tablet = await Tablet.enrol(trial, { channel: 'link' });
    const person = await tablet.privately();
    await tablet.openFor(person.tab, 'link');
    await person.respond();
    await received();
    lab.network.weather = DOWN;
    await person.tab.reload();
    await person.respond();
    lab.network.weather = FAIR;
    await person.tab.reload();
    await received();
    await tablet.close();
    return [tablet];

    function received(): Promise<void> {
      return person.tab.until(
        () => /Diterima/.test(document.querySelector('main .lead')?.textContent ?? ''),
        [],
      );
    }
  },
};
