import type { Fault } from '../../fault.ts';
import { pagesOf } from '../../rigs/builds.ts';
import { DOWN } from '../../rigs/fate.ts';
import { forgetFiles } from '../../rigs/old-worker.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';

export const newerSchema: Fault = {
  name: 'old-tab-new-schema',
  group: 'versions',
  about: 'a newer version brings the store into a newer form while an old tab is in the middle of a form',
  trials: { full: 6, slice: 1 },
  async run(trial) {
    const { lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = DOWN;
    const engine = await tablet.enginePage();
    await tablet.answer(engine, trial.scaled(100, 20));
    const old = await tablet.app();
    await old.fill();
    await forgetFiles(tablet);
    lab.network.pages = await pagesOf('newer-schema');
    trial.atEnd(async () => {
      lab.network.pages = null;
    });
    const newer = await tablet.app();
    await screens.wait(newer.tab, ['attract']);
    await screens.wait(old.tab, ['notice']);
    await expectRefusal(tablet.answer(engine, 1));
    await newer.respond();
    return [tablet];
  },
};

/** An old build must not write into the newer form, and must say why. */
export async function expectRefusal(answering: Promise<void>): Promise<void> {
  const refusal = await answering.then(
    () => 'it wrote',
    (reason: unknown) => String(reason),
  );
  if (!/newer/.test(refusal)) throw new Error(`The old tab must refuse: ${refusal}`);
}
