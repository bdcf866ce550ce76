import { cp, rm } from 'node:fs/promises';
import type { Fault } from '../../fault.ts';
import { Tablet } from '../../tablet.ts';

export const cloned: Fault = {
  name: 'two-from-one-image',
  group: 'versions',
  about: 'two tablets made from one image answer and send at the same time under one identity',
  trials: { full: 12, slice: 1 },
  async run(trial) {
    const { random } = trial;
    const one = await Tablet.enrol(trial);
    await one.answer(await one.enginePage(), random.integer(1, trial.scaled(60, 10)));
    await one.close();
    const image = `${one.profile}-clone`;
    trial.atEnd(() => rm(image, { recursive: true, force: true }));
    await cp(one.profile, image, { recursive: true, verbatimSymlinks: true });
    const two = Tablet.on(trial, image);
    await Promise.all([one.start(), two.start()]);
    const answering = [one, two].map(async (tablet) => {
      await tablet.answer(await tablet.enginePage(), random.integer(1, trial.scaled(140, 15)));
      await (await tablet.app()).respond();
    });
    await Promise.all(answering);
    return [one, two];
  },
};
