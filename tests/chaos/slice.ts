import type { Outcome } from '../tools/outcome.ts';
import { FAULTS } from './faults.ts';
import { runFaults } from './run-faults.ts';
import { report } from './table.ts';

/** The short part of the chaos suite that every `npm test` runs, always with the same seeds. */
export async function chaosSlice(): Promise<Outcome> {
  const faults = FAULTS.filter(({ trials }) => trials.slice > 0);
  const results = await runFaults({ faults, seed: 1, trials: null, size: 'slice' }, () => undefined);
  console.log(report(results, 'slice'));
  const notRun = results.filter((result) => result.notRun !== null);
  const failed = results.filter(({ failures }) => failures.length > 0);
  return {
    passed: results.length - notRun.length - failed.length,
    failed: failed.length,
    skipped: notRun.map(({ fault, notRun: reason }) => ({
      name: `chaos ${fault.name}`,
      reason: reason ?? '',
    })),
  };
}
