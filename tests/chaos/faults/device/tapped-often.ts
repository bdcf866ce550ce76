import type { Fault } from '../../fault.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';

export const tappedOften: Fault = {
  name: 'tapped-often',
  group: 'device',
  about:
    '"Kirim" is tapped three to five times as fast as the browser takes it, and forms are submitted in parallel',
  trials: { full: 8, slice: 1 },
  async run(trial) {
    const { random } = trial;
    const tablet = await Tablet.enrol(trial, { channel: random.pick(['kiosk', 'link']) });
    const person = await tablet.app();
    for (let time = 0; time < trial.scaled(6, 2); time += 1) {
      await person.fill();
      await person.send(random.integer(3, 5));
      await person.thanked();
      await screens.makeReady(person.tab);
    }
    await tablet.answer(await tablet.enginePage(), trial.scaled(80, 20), { times: 3 });
    return [tablet];
  },
};
