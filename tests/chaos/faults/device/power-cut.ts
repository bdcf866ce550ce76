import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../../fault.ts';
import { meanwhile, untilGone } from '../../rigs/endings.ts';
import { DOWN } from '../../rigs/fate.ts';
import { powerObstacle, PowerRig } from '../../rigs/power.ts';
import { relaxDurability, relaxFlush } from '../../rigs/relaxed.ts';
import type { Tab } from '../../rigs/tab.ts';
import { Tablet } from '../../tablet.ts';
import type { Trial } from '../../trial.ts';

/** The power goes so long after a thank-you at most. */
const LONGEST_MS = 50;

export const powerCut: Fault = {
  name: 'power-cut',
  group: 'device',
  about: 'the power goes 0 to 50 ms after a thank-you, while the next person is answering',
  trials: { full: 40, slice: 1 },
  obstacle: powerObstacle,
  run: (trial) => cutPower(trial, async () => undefined),
};

export const powerCutControl: Fault = {
  name: 'power-cut-control',
  group: 'device',
  about: 'the same with durability that is only asked for: must lose, or the rig is broken',
  trials: { full: 6, slice: 1 },
  kind: 'control',
  obstacle: powerObstacle,
  run: (trial) =>
    cutPower(trial, async (tab) => {
      await tab.inject(relaxDurability);
      await tab.injectWorkers(relaxFlush);
    }),
};

async function cutPower(trial: Trial, prepare: (tab: Tab) => Promise<void>): Promise<readonly Tablet[]> {
  const { random, lab, oracle } = trial;
  const rig = await PowerRig.build();
  trial.atEnd(async () => rig.dispose());
  const disk = await rig.disk();
  const tablet = await Tablet.enrol(trial, { profile: disk.folder });
  lab.network.weather = DOWN;
  const thanksBefore = random.integer(5, trial.scaled(150, 30));
  const onScreens = random.chance(0.1);
  const work = onScreens
    ? (await tablet.app(prepare)).respondOften(1000)
    : tablet.answer(await tablet.enginePage(prepare), 1000);
  await meanwhile(work, oracle.thankedAtLeast(onScreens ? Math.ceil(thanksBefore / 30) : thanksBefore));
  await pause(random.integer(0, LONGEST_MS));
  // Whoever is thanked from here on may be lost: it was after the cut.
  const known = oracle.thanked;
  const recover = await rig.cut(disk);
  await tablet.kill();
  await untilGone(work);
  oracle.keepThanks(known);
  return [Tablet.on(trial, (await recover()).folder)];
}
