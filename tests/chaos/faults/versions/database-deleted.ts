import type { Fault } from '../../fault.ts';
import { DOWN } from '../../rigs/fate.ts';
import { Tab } from '../../rigs/tab.ts';
import { Tablet } from '../../tablet.ts';

export const databaseDeleted: Fault = {
  name: 'database-deleted',
  group: 'versions',
  about: 'the database is deleted, with the app closed or open beside it, and people go on answering',
  trials: { full: 12, slice: 0 },
  async run(trial) {
    const { random, lab } = trial;
    const tablet = await Tablet.enrol(trial, { channel: random.pick(['kiosk', 'link']) });
    lab.network.weather = DOWN;
    const engine = await tablet.enginePage();
    await tablet.answer(engine, random.integer(1, trial.scaled(80, 20)));
    if (random.chance(0.5)) await engine.close();
    const tab = await Tab.open(tablet.browser.cdp);
    await tab.goto(tablet.blankPage);
    await tab.run(deleteDatabase);
    await tablet.answer(await tablet.reopenedEngine(), random.integer(1, trial.scaled(80, 20)));
    return [tablet];
  },
};

/** Runs inside a page of the survey's origin. */
function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('skm-survey');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('delete'));
  });
}
