import { setTimeout as pause } from 'node:timers/promises';
import type { Arrived, Verdict } from './oracle.ts';
import { BrowserGone } from './rigs/cdp.ts';
import { bendClock } from './rigs/clocks.ts';
import { FAIR } from './rigs/fate.ts';
import type { Tab } from './rigs/tab.ts';
import type { Tablet } from './tablet.ts';
import type { Trial } from './trial.ts';

const LOOK_MS = 150;
/** So long without anything new arriving: it will not come. */
const QUIET_MS = 12_000;
/** Far enough that every wait of the app's own has ended. */
const LATER_MS = 3 * 60 * 60 * 1000;
/** So often a browser may end by itself over a profile that something happened to, and is opened again by whoever wants it. */
const OPENED_AGAIN = 2;

type Seen = Record<'counted' | 'aside', Arrived[]>;

/**
 * The trouble is over: good network, the app open on every tablet, time passes, and staff give a new code to a tablet
 * that asks for one. Waits until everything thanked has arrived and nothing waits any more, or until nothing changes; then judges.
 */
export async function settle(trial: Trial, tablets: readonly Tablet[]): Promise<Verdict> {
  const { lab } = trial;
  lab.network.weather = FAIR;
  lab.network.files = 'pass';
  await lab.network.settled();
  const seen: Seen = { counted: [], aside: [] };
  for (let opened = 0; ; opened += 1) {
    try {
      return await untilQuiet(trial, tablets, seen);
    } catch (reason) {
      if (!(reason instanceof BrowserGone) || opened === OPENED_AGAIN) throw reason;
      trial.remarks.push('a browser ended by itself and was opened again');
      for (const tablet of tablets) if (tablet.isOpen) await tablet.kill();
    }
  }
}

async function untilQuiet({ lab, oracle }: Trial, tablets: readonly Tablet[], seen: Seen): Promise<Verdict> {
  const apps: { readonly tablet: Tablet; readonly tab: Tab }[] = [];
  for (const tablet of tablets) {
    if (!tablet.isOpen) await tablet.start();
    apps.push({ tablet, tab: (await tablet.app((page) => page.inject(bendClock, LATER_MS))).tab });
  }
  const { counted, aside } = seen;
  let changedAt = performance.now();
  let before = '';
  for (;;) {
    // The queues first: what leaves one while we look has then arrived, and is not missed between two looks.
    const queued: string[] = [];
    for (const tablet of tablets) queued.push(...(await tablet.kept()).waiting);
    counted.push(...(await lab.newlyCounted()));
    aside.push(...(await lab.newlyAside()));
    const verdict = oracle.judge({ counted, aside, queued });
    const isComplete = queued.length === 0 && verdict.lost.length === 0;
    const now = `${counted.length} ${queued.length} ${aside.length}`;
    if (now !== before) changedAt = performance.now();
    before = now;
    if (isComplete || performance.now() - changedAt > QUIET_MS) return verdict;
    for (const { tablet, tab } of apps) await tablet.helpIfAsked(tab);
    await pause(LOOK_MS);
  }
}
