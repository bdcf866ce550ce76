import type { Fault } from './fault.ts';
import type { FaultResult } from './fault-result.ts';
import { NOTHING } from './fault-result.ts';
import { Labs } from './labs.ts';
import { MODEL } from './model/model-fault.ts';
import { runStories } from './model/run-stories.ts';
import { runFault } from './run-fault.ts';
import { inOneLine } from './table.ts';

export interface Wish {
  readonly faults: readonly (Fault | typeof MODEL)[];
  readonly seed: number;
  /** Per fault; `null`: as many as the fault says. */
  readonly trials: number | null;
  readonly size: 'full' | 'slice';
}

/** Everything that was wished for, one fault after the other; `tell` hears how far it is. */
export async function runFaults(wish: Wish, tell: (line: string) => void): Promise<FaultResult[]> {
  const { faults, seed, size } = wish;
  const labs = new Labs();
  const results: FaultResult[] = [];
  for (const fault of faults) {
    const trials = wish.trials ?? fault.trials[size];
    const result =
      'run' in fault
        ? await runFault(fault, { seed, trials, size }, labs, tell)
        : await runStories({ seed, trials }, tell);
    results.push(result);
    tell(inOneLine(result));
  }
  try {
    await labs.end();
  } catch (reason) {
    results.push(disagreement(String(reason)));
  }
  return results;
}

function disagreement(failure: string): FaultResult {
  const fault = { name: 'figures', group: 'network' } as const;
  return { fault, trials: 1, ...NOTHING, seconds: 0, notRun: null, failures: [failure] };
}
