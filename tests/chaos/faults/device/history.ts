import type { Fault } from '../../fault.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';

export const historyUsed: Fault = {
  name: 'back-and-forward',
  group: 'device',
  about: "Back, Forward and the browser's memory of left pages, while sending and after the thank-you",
  trials: { full: 6, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const channel = random.pick(['kiosk', 'link'] as const);
    const tablet = await Tablet.enrol(trial, { channel });
    const elsewhere = `${lab.network.origin}/chaos/blank.html`;
    const person = await tablet.app();
    for (let time = 0; time < trial.scaled(6, 2); time += 1) {
      await person.fill();
      const sent = random.chance(0.5);
      if (sent) await person.send();
      if (random.chance(0.5)) await person.thankedOrNot();
      await person.tab.goto(elsewhere);
      await person.tab.back();
      await screens.wait(person.tab, ['attract', 'answered', 'welcome', 'comment', 'question', 'thanks']);
      await person.tab.reload();
    }
    await person.respond();
    return [tablet];
  },
};
