import type { Fault } from '../../fault.ts';
import { DOWN, FAIR } from '../../rigs/fate.ts';
import { Tab } from '../../rigs/tab.ts';
import { Tablet } from '../../tablet.ts';

export const databaseHalfLost: Fault = {
  name: 'database-half-lost',
  group: 'versions',
  about:
    'tables of the database are emptied or lose half of their rows, as after a repair; people go on answering',
  trials: { full: 24, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial, { channel: random.pick(['kiosk', 'link']) });
    lab.network.weather = random.chance(0.5) ? DOWN : FAIR;
    await tablet.answer(await tablet.enginePage(), random.integer(5, trial.scaled(80, 20)));
    // A second start without a browser that is open: nothing is in anybody's memory.
    await tablet.close();
    await tablet.start();
    const tab = await Tab.open(tablet.browser.cdp);
    await tab.goto(tablet.blankPage);
    await tab.run(loseRows, random.integer(0, 1e9), random.pick([0.5, 1]));
    await tab.close();
    await tablet.answer(await tablet.reopenedEngine(), random.integer(1, trial.scaled(80, 20)));
    return [tablet];
  },
};

/** Runs inside a page of the survey's origin: every table, by chance, loses that share of its rows. */
async function loseRows(seed: number, share: number): Promise<void> {
  let state = seed;
  const chance = (probability: number): boolean => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296 < probability;
  };
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('request'));
    });
  const db = await settled(indexedDB.open('skm-survey'));
  const names = [...db.objectStoreNames].filter(() => chance(0.5));
  if (names.length > 0) {
    const tables = db.transaction(names, 'readwrite');
    for (const name of names) {
      const table = tables.objectStore(name);
      for (const key of await settled(table.getAllKeys())) if (chance(share)) table.delete(key);
    }
    await new Promise((resolve) => tables.addEventListener('complete', resolve));
  }
  db.close();
}
