import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
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
    (module) => module.errors().length > 0 || suiteErrors(module).length > 0,
  );
  const failedTests = tests.filter((test) => test.result().state === 'failed');
  return {
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failed: failedTests.length + brokenFiles.length + errors.length,
    failures: [
      ...failedTests.map((test) => ({
        name: `${test.module.relativeModuleId} > ${test.fullName}`,
        reason: firstLine(test.result().errors?.[0]?.message),
      })),
      ...brokenFiles.map((module) => ({
        name: module.relativeModuleId,
        reason: firstLine((module.errors()[0] ?? suiteErrors(module)[0])?.message),
      })),
      ...errors.map((error) => ({
        name: 'outside of a test',
        reason: firstLine(error instanceof Error ? error.message : String(error)),
      })),
    ],
    skipped: tests.flatMap((test) => {
      const result = test.result();
      if (result.state !== 'skipped') return [];
      return [{ name: test.fullName, reason: result.note ?? '' }];
    }),
  };
}

function suiteErrors(module: TestModule): SerializedError[] {
  return [...module.children.allSuites()].flatMap((suite) => suite.errors());
}

function firstLine(message: string | undefined): string {
  return message?.split('\n', 1)[0] ?? 'no message';
}
