import type { Fault } from '../../fault.ts';
import { Tablet } from '../../tablet.ts';

export const persistRefused: Fault = {
  name: 'persist-refused',
  group: 'device',
  about: 'the browser refuses to keep the site’s data for good, fails when asked, or never answers',
  trials: { full: 3, slice: 0 },
  async run(trial) {
    const answer = trial.random.pick(['no', 'error', 'silence'] as const);
    const tablet = await Tablet.enrol(trial, { prepare: (tab) => tab.inject(refusePersistence, answer) });
    const person = await tablet.app((tab) => tab.inject(refusePersistence, answer));
    await person.respondOften(trial.scaled(3, 2));
    const tab = await tablet.enginePage((page) => page.inject(refusePersistence, answer));
    await tablet.answer(tab, trial.scaled(60, 10));
    return [tablet];
  },
};

function refusePersistence(answer: 'no' | 'error' | 'silence'): void {
  const refuse = (): Promise<boolean> => {
    if (answer === 'error') return Promise.reject(new TypeError('not here'));
    return answer === 'no' ? Promise.resolve(false) : new Promise(() => undefined);
  };
  StorageManager.prototype.persist = refuse;
  StorageManager.prototype.persisted = refuse;
}
