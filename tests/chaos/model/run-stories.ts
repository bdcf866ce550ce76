import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FaultResult } from '../fault-result.ts';
import { NOTHING } from '../fault-result.ts';
import { MODEL } from './model-fault.ts';
import type { ModelOutcome } from './run-model.ts';

const STEPS = 200;
const TELL_EVERY = 100;

interface Told {
  readonly seed: number;
  readonly outcome?: ModelOutcome;
  readonly failure?: string;
}

/** Plays `trials` stories, seeds `seed`, `seed + 1` …, on all processors. */
export async function runStories(
  { seed, trials }: { readonly seed: number; readonly trials: number },
  tell: (line: string) => void,
): Promise<FaultResult> {
  const started = performance.now();
  const sums = { ...NOTHING };
  const failures: string[] = [];
  let played = 0;
  const take = ({ seed: of, outcome, failure }: Told): void => {
    played += 1;
    sums.acknowledged += outcome?.thanked ?? 0;
    sums.recovered += outcome?.recovered ?? 0;
    sums.aside += outcome?.aside ?? 0;
    if (failure !== undefined) {
      failures.push(`${failure}\n    npm run chaos -- --fault ${MODEL.name} --seed ${of} --trials 1`);
      // A run of hours that is stopped has then said at least this much.
      tell(failures.at(-1) ?? failure);
      sums.lost += Number(failure.includes('LOST'));
      sums.doubled += Number(failure.includes('DUP'));
      sums.unexpected += Number(failure.includes('UNEXPECTED'));
    }
    if (played % TELL_EVERY === 0) tell(`${MODEL.name}: ${played} of ${trials}, ${failures.length} failed`);
  };
  const seeds = Array.from({ length: trials }, (_, at) => seed + at);
  const hands = Math.min(availableParallelism(), trials);
  await Promise.all(
    Array.from({ length: hands }, (_, hand) =>
      play(
        seeds.filter((_seed, at) => at % hands === hand),
        take,
      ),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  return { fault: MODEL, trials, ...sums, seconds, notRun: null, failures };
}

function play(seeds: readonly number[], take: (told: Told) => void): Promise<void> {
  const worker = new Worker(new URL('story-worker.ts', import.meta.url), {
    workerData: { seeds, steps: STEPS },
  });
  worker.on('message', take);
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}
