import { parentPort, workerData } from 'node:worker_threads';
import { playStory } from './run-model.ts';

/** Plays the stories of the seeds it is given, one after the other, and tells how each ended. */
const { seeds, steps } = workerData as { readonly seeds: readonly number[]; readonly steps: number };
for (const seed of seeds) {
  try {
    const outcome = await playStory(seed, { steps, endpoint: seed % 2 === 0 ? 'memory' : 'real' });
    parentPort?.postMessage({ seed, outcome });
  } catch (reason) {
    parentPort?.postMessage({ seed, failure: reason instanceof Error ? reason.message : String(reason) });
  }
}
