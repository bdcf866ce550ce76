import type { Fault } from '../../fault.ts';
import { DOWN } from '../../rigs/fate.ts';
import { problem } from '../../rigs/stand-ins.ts';
import { Tablet } from '../../tablet.ts';

const BATCH = 50;

/** Later the endpoint takes it after all, as after a repair; until then the others must not wait for it. */
export const poisonItem: Fault = {
  name: 'poison-item',
  group: 'network',
  about: 'one response of fifty makes the endpoint refuse the whole request; the other 49 arrive meanwhile',
  trials: { full: 6, slice: 0 },
  async run(trial) {
    const { random, lab, oracle } = trial;
    // A kiosk believes no refusal that the endpoint has not signed.
    const tablet = await Tablet.enrol(trial, { channel: 'link' });
    lab.network.weather = DOWN;
    const tab = await tablet.enginePage();
    await tablet.answer(tab, BATCH);
    const poison = random.pick([...oracle.thanked]);
    lab.network.weather = ({ body }) =>
      body.includes(`"${poison}\\"`)
        ? { kind: 'stand-in', reply: problem(random.pick(['bad-request', 'unknown-keys', 'too-deep'])) }
        : { kind: 'pass' };
    await tablet.loadEngine(tab);
    await lab.arrived(BATCH - 1);
    return [tablet];
  },
};
