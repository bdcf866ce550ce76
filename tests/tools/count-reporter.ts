import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { Outcome } from './outcome.ts';

/**
 * Writes what a run of vitest found as JSON into the file named by COUNTS_FILE. vitest's own JSON report leaves
 * out why a test was skipped and errors outside of tests.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const file = process.env.COUNTS_FILE;
    if (file === undefined) throw new Error('COUNTS_FILE is not set: it names the file to write counts to.');
    writeFileSync(file, JSON.stringify(count(modules, errors)));
  }
}

function count(modules: readonly TestModule[], errors: readonly unknown[]): Outcome {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  // A file that cannot be loaded, or a hook that throws, fails without any test that failed.
  const brokenFiles = modules.filter(
    (module) =>
      module.errors().length > 0 ||
      [...module.children.allSuites()].some((suite) => suite.errors().length > 0),
  );
  return {
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failed:
      tests.filter((test) => test.result().state === 'failed').length + brokenFiles.length + errors.length,
    skipped: tests.flatMap((test) => {
      const result = test.result();
      if (result.state !== 'skipped') return [];
      return [{ name: test.fullName, reason: result.note ?? '' }];
    }),
  };
}
