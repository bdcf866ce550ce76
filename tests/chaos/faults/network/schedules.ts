import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '#cli/demo/random.ts';
import type { Fault } from '../../fault.ts';
import { untilGone } from '../../rigs/endings.ts';
import type { Fate } from '../../rigs/fate.ts';
import { PORTALS, REFUSALS, STORMS } from '../../rigs/stand-ins.ts';
import { sometimes, withResults } from '../../rigs/weathers.ts';
import { Tablet } from '../../tablet.ts';

export const schedules: Fault = {
  name: 'schedules',
  group: 'network',
  about:
    'everything of this group by turns: each request meets a fate of its own, browser and endpoint are killed between',
  trials: { full: 16, slice: 1 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = sometimes(random, 0.75, () => anyFate(random));
    for (let time = 0; time < trial.scaled(3, 2); time += 1) {
      if (!tablet.isOpen) await tablet.start();
      const tab = await tablet.enginePage();
      const answering = untilGone(tablet.answer(tab, trial.scaled(90, 15)));
      await Promise.race([answering, pause(random.integer(500, 6_000))]);
      if (random.chance(0.3)) {
        await lab.field.endpoint.kill();
        await lab.field.endpoint.start();
      }
      if (random.chance(0.3)) await tablet.kill();
      await answering;
    }
    return [tablet];
  },
};

function anyFate(random: Random): Fate {
  const bytes = random.integer(0, 2_000);
  return random.pick<Fate>([
    { kind: 'refuse' },
    { kind: 'cut-request', bytes },
    { kind: 'deliver', times: random.pick([2, 5]) },
    { kind: 'lose-answer' },
    { kind: 'cut-answer', bytes },
    { kind: 'half-answer', bytes },
    { kind: 'slow-answer', pieces: 5, everyMs: 60 },
    { kind: 'late', afterMs: random.integer(0, 2_000) },
    { kind: 'stand-in', reply: random.pick([...PORTALS, ...STORMS, ...REFUSALS]) },
    { kind: 'altered', alter: (reply) => withResults(reply, (results) => results.slice(1)) },
  ]);
}
