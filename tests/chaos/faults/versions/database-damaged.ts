import type { Fault } from '../../fault.ts';
import { DAMAGES, damageFiles } from '../../rigs/damage.ts';
import { DOWN } from '../../rigs/fate.ts';
import { Tablet } from '../../tablet.ts';

export const databaseDamaged: Fault = {
  name: 'database-damaged',
  group: 'versions',
  about:
    'files of the database are removed, halved, emptied, overwritten or scratched while the browser is closed',
  trials: { full: 36, slice: 1 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial, { channel: random.pick(['kiosk', 'link']) });
    for (let time = 0; time < trial.scaled(2, 1); time += 1) {
      lab.network.weather = DOWN;
      // What Chromium will not open again, it does not open for anybody; then nobody can answer there.
      const tab = await tablet.engineIfUsable();
      if (tab === null) break;
      await tablet.answer(tab, random.integer(5, trial.scaled(80, 25)));
      await tablet.close();
      damageFiles(tablet.profile, 'database', random.pick(DAMAGES), random);
      await tablet.start();
    }
    return [tablet];
  },
};
