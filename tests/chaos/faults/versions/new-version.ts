import type { Fault } from '../../fault.ts';
import { pagesOf, versionOf } from '../../rigs/builds.ts';
import { screens } from '../../rigs/screens.ts';
import { Tablet } from '../../tablet.ts';

export const newVersion: Fault = {
  name: 'new-version',
  group: 'versions',
  about: 'a new version arrives while somebody is answering: it waits, and takes over when the kiosk rests',
  trials: { full: 4, slice: 0 },
  async run(trial) {
    const { lab } = trial;
    const tablet = await Tablet.enrol(trial);
    const person = await tablet.app();
    await person.fill();
    await person.tab.run(() => document.documentElement.setAttribute('data-old', ''));
    lab.network.pages = await pagesOf('newer');
    trial.atEnd(async () => {
      lab.network.pages = null;
    });
    await person.tab.run(newWorkerWaits);
    await person.send();
    await person.thanked();
    if (!(await person.tab.run(() => document.documentElement.hasAttribute('data-old')))) {
      throw new Error('The new version took over between a form and its thank-you.');
    }
    await screens.makeReady(person.tab);
    await person.tab.until(() => !document.documentElement.hasAttribute('data-old'), []);
    await person.respond();
    await tablet.delivered();
    if (!lab.network.versionsHeard.has(versionOf('newer'))) throw new Error('The new version never spoke.');
    return [tablet];
  },
};

/** Runs inside the app: looks for a new version and resolves when it has been kept whole and waits. */
async function newWorkerWaits(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 20));
}
