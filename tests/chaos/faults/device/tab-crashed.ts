import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../../fault.ts';
import { Tablet } from '../../tablet.ts';

export const tabCrashed: Fault = {
  name: 'tab-crashed',
  group: 'device',
  about: "the page's process crashes at a random moment while people answer; the browser goes on",
  trials: { full: 10, slice: 0 },
  async run(trial) {
    const { random } = trial;
    const tablet = await Tablet.enrol(trial);
    for (let time = 0; time < trial.scaled(5, 2); time += 1) {
      const tab = await tablet.enginePage();
      const answering = tablet.answer(tab, 1000).catch(() => undefined);
      await Promise.race([answering, pause(random.integer(50, 3_000))]);
      await tab.crash();
      await tab.close();
    }
    const person = await tablet.app();
    await person.fill();
    await person.send();
    await person.tab.crash();
    await person.tab.close();
    return [tablet];
  },
};
