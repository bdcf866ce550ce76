import type { Fault } from '../../fault.ts';
import { killedAfter } from '../../rigs/endings.ts';
import { DOWN, FAIR } from '../../rigs/fate.ts';
import { Tablet } from '../../tablet.ts';

const PEOPLE = 400;

/** Killing alone proves little, since the system keeps what it was given; it finds what is thanked before it is given. */
export const killed: Fault = {
  name: 'killed',
  group: 'device',
  about: 'every process of the browser is killed at a random moment while people answer',
  trials: { full: 24, slice: 1 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial, { channel: random.pick(['kiosk', 'link']) });
    for (let time = 0; time < trial.scaled(5, 2); time += 1) {
      lab.network.weather = random.chance(0.5) ? DOWN : FAIR;
      if (!tablet.isOpen) await tablet.start();
      if (time === 1) {
        const person = await tablet.app();
        await killedAfter(tablet, random.integer(50, 8_000), person.respondOften(PEOPLE));
      } else {
        const tab = await tablet.enginePage();
        await killedAfter(tablet, random.integer(50, 4_000), tablet.answer(tab, PEOPLE));
      }
    }
    return [tablet];
  },
};
