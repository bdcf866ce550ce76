import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { MUTATIONS } from './mutations.ts';
import type { MutationReport } from './run-mutations.ts';

const script = fileURLToPath(new URL('run-mutations.ts', import.meta.url));

describe('a fault in any rule is noticed by a worked case', () => {
  let report: MutationReport;

  beforeAll(async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    report = JSON.parse(stdout) as MutationReport;
  }, 60_000);

  test('the rules as they are pass every worked case', () => {
    expect(report.unchanged).toBe(0);
    expect(report.noticed).toHaveLength(MUTATIONS.length);
  });

  test.each(MUTATIONS.map((mutation, place) => ({ ...mutation, place })))('$file: $fault', ({ place }) => {
    expect(report.noticed[place]).toEqual(expect.any(Number));
    expect(report.noticed[place]).toBeGreaterThan(0);
  });
});
