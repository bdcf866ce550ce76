import type { Fault } from './fault.ts';
import { NOTHING } from './fault-result.ts';
import type { FaultResult } from './fault-result.ts';
import type { Labs } from './labs.ts';
import type { Verdict } from './oracle.ts';
import { settle } from './settle.ts';
import { Trial } from './trial.ts';

export interface Wanted {
  readonly seed: number;
  readonly trials: number;
  readonly size: 'full' | 'slice';
}

/** Runs `trials` trials of a fault, seeds `seed`, `seed + 1` … */
export async function runFault(
  fault: Fault,
  { seed, trials, size }: Wanted,
  labs: Labs,
  tell: (line: string) => void,
): Promise<FaultResult> {
  const started = performance.now();
  const sums = { ...NOTHING };
  const failures: string[] = [];
  const notRun = (await fault.obstacle?.()) ?? null;
  const wanted = notRun === null ? trials : 0;
  for (let at = 0; at < wanted; at += 1) {
    const again = `npm run chaos -- --fault ${fault.name} --seed ${seed + at} --trials 1`;
    const found = await runTrial(fault, seed + at, size, labs);
    if (found.verdict !== null) add(sums, found.verdict);
    const failed = found.failures.map((what) => `${what}\n    ${again}`);
    failures.push(...failed);
    for (const text of found.remarks) tell(`· ${fault.name}, seed ${seed + at}: ${text}`);
    // At once, not only in the closing table: a run that is stopped half way has told what it found.
    for (const text of failed) tell(`✗ ${fault.name}: ${text}`);
    tell(`${fault.name}: ${at + 1} of ${trials}, ${sums.acknowledged} thanked, ${failures.length} failed`);
  }
  if (fault.kind === 'control' && notRun === null && sums.lost === 0) {
    failures.push(
      'Set up to lose, and nothing was lost: the rig is broken, what it found elsewhere means nothing.',
    );
  }
  const seconds = (performance.now() - started) / 1000;
  return { fault, trials: wanted, ...sums, seconds, notRun, failures };
}

async function runTrial(
  fault: Fault,
  seed: number,
  size: Wanted['size'],
  labs: Labs,
): Promise<{ verdict: Verdict | null; failures: string[]; remarks: readonly string[] }> {
  const trial = new Trial(await labs.get(), fault.name, seed, size);
  const failures: string[] = [];
  let verdict: Verdict | null = null;
  try {
    verdict = await settle(trial, await fault.run(trial));
    if (fault.kind !== 'control') failures.push(...faultsOf(verdict));
  } catch (reason) {
    failures.push(textOf(reason));
  } finally {
    await trial.end();
  }
  if (failures.length > 0) await labs.end().catch((reason: unknown) => failures.push(textOf(reason)));
  return { verdict, failures, remarks: trial.remarks };
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}

function add(sums: typeof NOTHING, verdict: Verdict): void {
  sums.acknowledged += verdict.acknowledged;
  sums.onScreens += verdict.onScreens;
  sums.lost += verdict.lost.length;
  sums.doubled += verdict.doubled.length;
  sums.unexpected += verdict.unexpected.length;
  sums.recovered += verdict.recovered;
  sums.aside += verdict.aside;
  sums.waiting += verdict.waiting;
}

function faultsOf({ lost, doubled, unexpected }: Verdict): string[] {
  return Object.entries({ LOST: lost, DUP: doubled, UNEXPECTED: unexpected })
    .filter(([, names]) => names.length > 0)
    .map(([word, names]) => `${word} ${names.length}: ${names.slice(0, 5).join('; ')}`);
}
