import type { Fault } from '../../fault.ts';
import { meanwhile, untilGone } from '../../rigs/endings.ts';
import type { Tab } from '../../rigs/tab.ts';
import { holdAfterCommit } from '../../rigs/watch-commits.ts';
import { Tablet } from '../../tablet.ts';

const HOLD_MS = 2_000;

/** What is stored and not thanked may arrive, once; a person who answers again must not be counted twice for one form. */
export const unthanked: Fault = {
  name: 'unthanked',
  group: 'device',
  about: 'the browser is killed after a response is stored and before its thank-you is on the screen',
  trials: { full: 12, slice: 1 },
  async run(trial) {
    const { random } = trial;
    const tablet = await Tablet.enrol(trial, { channel: random.pick(['kiosk', 'link']) });
    for (let time = 0; time < trial.scaled(3, 1); time += 1) {
      if (!tablet.isOpen) await tablet.start();
      const onScreens = time === 0;
      let committed = (): void => undefined;
      const moment = new Promise<void>((resolve) => (committed = resolve));
      const prepare = async (tab: Tab): Promise<void> => {
        await tab.listen('chaosCommitted', committed);
        await tab.inject(holdAfterCommit, HOLD_MS, onScreens ? 1 : random.integer(1, 60));
      };
      const work = onScreens
        ? (await tablet.app(prepare)).respondOften(2)
        : tablet.answer(await tablet.enginePage(prepare), 100);
      await meanwhile(work, moment);
      await tablet.kill();
      await untilGone(work);
    }
    return [tablet];
  },
};
