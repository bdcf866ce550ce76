import type { Tablet } from '../tablet.ts';
import { Tab } from './tab.ts';

/** Removes the app's service worker and its files, as "delete cached files" does: the next load fetches everything anew. */
export async function forgetFiles(tablet: Tablet): Promise<void> {
  const tab = await Tab.open(tablet.browser.cdp);
  await tab.goto(tablet.blankPage);
  await tab.run(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    for (const registration of await navigator.serviceWorker.getRegistrations())
      await registration.unregister();
  });
  await tab.close();
}

/** Removes every `nth` file that the worker keeps, beginning with the `first`; returns how many. */
export async function forgetSomeFiles(tablet: Tablet, first: number, nth: number): Promise<number> {
  const tab = await Tab.open(tablet.browser.cdp);
  await tab.goto(tablet.blankPage);
  const removed = await tab.run(
    async (from, step) => {
      let count = 0;
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const requests = await cache.keys();
        for (let at = from; at < requests.length; at += step) {
          await cache.delete(requests[at]!);
          count += 1;
        }
      }
      return count;
    },
    first,
    nth,
  );
  await tab.close();
  return removed;
}
