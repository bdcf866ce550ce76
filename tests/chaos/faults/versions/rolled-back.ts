import type { Fault } from '../../fault.ts';
import { pagesOf } from '../../rigs/builds.ts';
import { DOWN } from '../../rigs/fate.ts';
import { forgetFiles } from '../../rigs/old-worker.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';
import { expectRefusal } from './newer-schema.ts';

export const rolledBack: Fault = {
  name: 'rolled-back',
  group: 'versions',
  about:
    'an older version is installed over a newer one: it writes nothing and says so, until the newer one is back',
  trials: { full: 6, slice: 0 },
  async run(trial) {
    const { lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = DOWN;
    const newer = await pagesOf('newer-schema');
    trial.atEnd(async () => {
      lab.network.pages = null;
    });
    await tablet.answer(await tablet.enginePage(), trial.scaled(80, 20));
    await forgetFiles(tablet);
    lab.network.pages = newer;
    await (await tablet.app()).respondOften(trial.scaled(2, 1));
    await forgetFiles(tablet);
    lab.network.pages = null;
    const old = await tablet.app();
    await screens.wait(old.tab, ['notice']);
    await expectRefusal(tablet.enginePage().then(() => undefined));
    await forgetFiles(tablet);
    lab.network.pages = newer;
    return [tablet];
  },
};
