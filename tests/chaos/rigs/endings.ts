import { setTimeout as pause } from 'node:timers/promises';
import type { Tablet } from '../tablet.ts';
import { BrowserGone } from './cdp.ts';

/** Lets `work` go on in the tablet's browser for `ms`, then kills the browser; the work may end only by that. */
export async function killedAfter(tablet: Tablet, ms: number, work: Promise<unknown>): Promise<void> {
  const ended = untilGone(work);
  await Promise.race([pause(ms), ended]);
  await tablet.kill();
  await ended;
}

/** Resolves when the work is done, or when the browser under it is gone; everything else is a fault of the app. */
export async function untilGone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (reason) {
    if (!(reason instanceof BrowserGone)) throw reason;
  }
}

/** Waits for `moment` while `work` goes on; when the work fails first, that is what is told. */
export async function meanwhile(work: Promise<unknown>, moment: Promise<void>): Promise<void> {
  const failed = work.then(() => Promise.reject(new Error('The work ended before the moment came.')));
  await Promise.race([moment, failed]);
  failed.catch(() => undefined);
}
