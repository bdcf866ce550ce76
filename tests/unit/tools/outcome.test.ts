import { describe, expect, test } from 'vitest';
import { closingLines, FAILED, PASSED, sum } from '../../tools/outcome.ts';

describe('the last lines of npm test', () => {
  test('one line when all passed', () => {
    expect(closingLines(sum([PASSED, { passed: 41, failed: 0, skipped: [] }]))).toEqual({
      lines: ['42 passed, 0 failed'],
      exitCode: 0,
    });
  });

  test('a failure makes the exit code 1', () => {
    expect(closingLines(sum([PASSED, FAILED]))).toEqual({ lines: ['1 passed, 1 failed'], exitCode: 1 });
  });

  test('what failed is named above the counts, however far up its own output is', () => {
    const failures = [{ name: 'story.test.ts > goes on', reason: 'Timeout 30000ms exceeded.' }];
    const skipped = [{ name: 'power cut', reason: 'needs root' }];
    expect(closingLines(sum([PASSED, { passed: 2, failed: 1, skipped, failures }]))).toEqual({
      lines: [
        'failed: story.test.ts > goes on: Timeout 30000ms exceeded.',
        'skipped: power cut: needs root',
        '3 passed, 1 failed, 1 skipped',
      ],
      exitCode: 1,
    });
  });

  test('a skip is listed with its reason above the counts and fails nothing', () => {
    const skipped = [{ name: 'power cut', reason: 'needs root' }];
    expect(closingLines({ passed: 3, failed: 0, skipped })).toEqual({
      lines: ['skipped: power cut: needs root', '3 passed, 0 failed, 1 skipped'],
      exitCode: 0,
    });
  });

  test('a skip without a reason fails', () => {
    const skipped = [{ name: 'power cut', reason: '' }];
    expect(closingLines({ passed: 3, failed: 0, skipped })).toEqual({
      lines: ['failed: power cut: skipped without a reason', '3 passed, 1 failed'],
      exitCode: 1,
    });
  });

  test('nothing executed is a failure', () => {
    expect(closingLines(sum([]))).toEqual({
      lines: ['failed: no test was executed', '0 passed, 1 failed'],
      exitCode: 1,
    });
  });
});
