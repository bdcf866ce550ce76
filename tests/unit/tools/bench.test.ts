import { describe, expect, test } from 'vitest';
import { judge } from '../../bench/row.ts';
import type { Row } from '../../bench/row.ts';
import { table } from '../../bench/table.ts';

const row: Row = {
  name: 'tap to paint',
  unit: 'ms',
  ours: [30, 10, 20],
  baseline: { name: 'plain HTML', values: [10, 30, 20, 20] },
  budget: { of: 'ratio', atMost: 1.25 },
};

describe('a measured row', () => {
  test('is judged by its medians, whatever the order of the values', () => {
    const { ours, baseline, ratio, kept } = judge(row);
    expect(ours).toEqual({ n: 3, min: 10, median: 20, max: 30 });
    expect(baseline).toEqual({ name: 'plain HTML', n: 4, min: 10, median: 20, max: 30 });
    expect(ratio).toBe(1);
    expect(kept).toBe(true);
  });

  test.each([
    [{ of: 'ratio', atMost: 0.99 } as const, false],
    [{ of: 'ratio', atLeast: 1 } as const, true],
    [{ of: 'value', atMost: 19 } as const, false],
    [{ of: 'value', atMost: 20 } as const, true],
    [{ of: 'value', atLeast: 21 } as const, false],
  ])('keeps %o: %s', (budget, kept) => {
    expect(judge({ ...row, budget }).kept).toBe(kept);
  });

  test('needs a value, and a baseline for a ratio', () => {
    expect(() => judge({ ...row, ours: [] })).toThrow('tap to paint: nothing was measured.');
    expect(() => judge({ ...row, baseline: null })).toThrow('a budget for a ratio needs a baseline');
  });
});

test('the table shows ours, baseline, ratio, budget, n and the spread', () => {
  const [, line] = table([judge(row)]).split('\n');
  expect(line).toBe('tap to paint  20 ms  20 ms (plain HTML)  1.00   ≤ 1.25 x  3  10 / 20 / 30        ok');
});

test('the table says when a budget is not kept, and needs no baseline', () => {
  const alone = judge({ ...row, baseline: null, budget: { of: 'value', atMost: 19.5 } });
  expect(table([alone])).toContain(
    'tap to paint  20 ms  –         –      ≤ 19.5 ms  3  10 / 20 / 30        OVER BUDGET',
  );
});
