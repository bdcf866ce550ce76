import { Lab } from '../chaos/lab.ts';
import { DOWN, FAIR } from '../chaos/rigs/fate.ts';
import { screens } from '../chaos/rigs/screens.ts';
import type { Tab } from '../chaos/rigs/tab.ts';
import { Tablet } from '../chaos/tablet.ts';
import { Trial } from '../chaos/trial.ts';
import type { Row } from './row.ts';
import { watchTaps } from './tap-watch.ts';

/** `--n 3` measures three rounds. */
const ROUNDS = process.argv.includes('--n') ? Number(process.argv[process.argv.indexOf('--n') + 1]) : 7;
const QUEUED = 5_000;
const VISITS = 6;
const DRAIN_MS = 60_000;

/** A whole kiosk with 5,000 unsent responses against the same with none: its start, its thank-you, and its delivery. */
export default async function queue(): Promise<readonly Row[]> {
  const lab = await Lab.open();
  const trial = new Trial(lab, 'queue', 2, 'full');
  try {
    const [full, empty] = [await Tablet.enrol(trial), await Tablet.enrol(trial)];
    lab.network.weather = DOWN;
    const engine = await full.enginePage();
    await full.answer(engine, QUEUED);
    await engine.close();
    const rounds: { readonly full: Round; readonly empty: Round }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ full: await measure(full), empty: await measure(empty) });
    }
    return rowsOf(rounds, await drain(lab, full));
  } finally {
    await trial.end();
    await lab.field.dispose();
    await lab.network.close();
  }
}

interface Round {
  readonly start: number;
  readonly thanks: number;
}

async function measure(tablet: Tablet): Promise<Round> {
  const person = await tablet.app(async (tab) => {
    await tab.inject(watchStart);
    await tab.inject(watchTaps, false);
  });
  await screens.wait(person.tab, ['attract']);
  const start = await person.tab.run(() => window.startedAfter);
  const thanks: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    await person.respond();
    thanks.push(await person.tab.run(() => window.tapWatch.thanked()));
    await screens.makeReady(person.tab);
  }
  await person.tab.close();
  return { start, thanks: Math.max(...thanks) };
}

/** Milliseconds from the moment the network is back until nothing waits, without anybody doing anything. */
async function drain(lab: Lab, tablet: Tablet): Promise<number> {
  const { tab } = await tablet.app();
  await screens.wait(tab, ['attract']);
  await setOffline(tab, true);
  lab.network.weather = FAIR;
  const since = performance.now();
  await setOffline(tab, false);
  const isDone = (): boolean =>
    !/perangkat|terkirim/.test(document.querySelector('.delivery')?.textContent ?? '-');
  await tab.until(isDone, [], 10 * DRAIN_MS);
  return performance.now() - since;
}

async function setOffline(tab: Tab, offline: boolean): Promise<void> {
  const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await tab.send('Network.emulateNetworkConditions', { offline, ...unlimited });
}

function rowsOf(rounds: readonly { full: Round; empty: Round }[], drained: number): readonly Row[] {
  const row = (name: string, value: (round: Round) => number): Row => ({
    ...{
      name,
      unit: 'ms',
      ours: rounds.map(({ full }) => value(full)),
      budget: { of: 'ratio', atMost: 1.2 },
    },
    baseline: { name: 'with an empty queue', values: rounds.map(({ empty }) => value(empty)) },
  });
  return [
    row('kiosk with 5,000 unsent: start to first screen', ({ start }) => start),
    row('kiosk with 5,000 unsent: "Kirim" to thank-you painted, p95', ({ thanks }) => thanks),
    {
      ...{
        name: 'kiosk with 5,000 unsent: delivered by itself',
        unit: 'ms',
        ours: [drained],
        baseline: null,
      },
      budget: { of: 'value', atMost: DRAIN_MS },
    },
  ];
}

declare global {
  interface Window {
    /** Milliseconds from the navigation until the kiosk's first screen was there. */
    startedAfter: number;
  }
}

/** Runs in the page before anything of its own. */
function watchStart(): void {
  const watcher = new MutationObserver(() => {
    if (document.querySelector('.screen.attract') === null) return;
    window.startedAfter = performance.now();
    watcher.disconnect();
  });
  watcher.observe(document, { subtree: true, childList: true });
}
