import type { Fault } from '../../fault.ts';
import { DAMAGES, damageFiles } from '../../rigs/damage.ts';
import { DOWN } from '../../rigs/fate.ts';
import { Tablet } from '../../tablet.ts';

export const journalDamaged: Fault = {
  name: 'journal-damaged',
  group: 'versions',
  about:
    'files of the second journal are removed, halved, emptied, overwritten or scratched; the database is whole',
  trials: { full: 12, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial, { channel: random.pick(['kiosk', 'link']) });
    lab.network.weather = DOWN;
    await tablet.answer(await tablet.enginePage(), random.integer(1, trial.scaled(80, 20)));
    await tablet.close();
    damageFiles(tablet.profile, 'journal', random.pick(DAMAGES), random);
    await tablet.answer(await tablet.reopenedEngine(), random.integer(1, trial.scaled(80, 20)));
    return [tablet];
  },
};
