import type { Fault } from '../../fault.ts';
import { DOWN } from '../../rigs/fate.ts';
import type { Tab } from '../../rigs/tab.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';

const ROOM_BYTES = 150_000;

export const quotaReached: Fault = {
  name: 'quota-reached',
  group: 'device',
  about: "the site's share of the disk is used up in the middle; nobody is thanked until there is room again",
  trials: { full: 6, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial);
    lab.network.weather = DOWN;
    const tab = await tablet.enginePage();
    await tablet.answer(tab, 10);
    const origin = lab.network.origin;
    const { usage } = await tab.send<{ usage: number }>('Storage.getUsageAndQuota', { origin });
    await setQuota(tab, origin, usage + random.integer(0, ROOM_BYTES));
    const person = await tablet.app();
    await fillUp(tablet, tab);
    await person.fill();
    await person.send();
    await person.tab.until(() => document.querySelector('.failure-title') !== null, []);
    await setQuota(tab, origin);
    await screens.send(person.tab);
    await person.thanked();
    return [tablet];
  },
};

/** People answer until the app refuses one; it must, in words that `because` finds. */
export async function fillUp(tablet: Tablet, tab: Tab, because = /no room left/): Promise<void> {
  const refusal = await tablet.answer(tab, 5_000).then(
    () => 'nobody was refused',
    (reason: unknown) => String(reason),
  );
  if (!because.test(refusal)) throw new Error(`The store is full, and ${refusal}`);
}

function setQuota(tab: Tab, origin: string, quotaSize?: number): Promise<unknown> {
  return tab.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
}
