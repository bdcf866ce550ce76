/** What one runner of `npm test` found. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skip[];
  /** What failed, where a runner can tell it apart, to be read again below pages of other output. */
  readonly failures?: readonly Failure[];
}

export interface Failure {
  readonly name: string;
  /** The first line of what was wrong. */
  readonly reason: string;
}

export interface Skip {
  readonly name: string;
  readonly reason: string;
}

export const PASSED: Outcome = { passed: 1, failed: 0, skipped: [] };
export const FAILED: Outcome = { passed: 0, failed: 1, skipped: [] };

export function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
    failures: outcomes.flatMap(({ failures = [] }) => failures),
  };
}

/**
 * What a person and a machine read at the end: every failure and every skip with its reason, then the one line that counts. A skip
 * that gives no reason counts as failed, and so does a run in which nothing was executed.
 */
export function closingLines(outcome: Outcome): {
  readonly lines: readonly string[];
  readonly exitCode: number;
} {
  const explained = outcome.skipped.filter(({ reason }) => reason !== '');
  const silent = outcome.skipped.filter(({ reason }) => reason === '');
  const nothing = outcome.passed + outcome.failed + outcome.skipped.length === 0 ? 1 : 0;
  const failed = outcome.failed + silent.length + nothing;
  const total = `${outcome.passed} passed, ${failed} failed`;
  return {
    lines: [
      ...(outcome.failures ?? []).map(({ name, reason }) => `failed: ${name}: ${reason}`),
      ...explained.map(({ name, reason }) => `skipped: ${name}: ${reason}`),
      ...silent.map(({ name }) => `failed: ${name}: skipped without a reason`),
      ...(nothing === 1 ? ['failed: no test was executed'] : []),
      explained.length === 0 ? total : `${total}, ${explained.length} skipped`,
    ],
    exitCode: failed === 0 ? 0 : 1,
  };
}
