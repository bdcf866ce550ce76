import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIn, withNumbers } from '#local/survey/released.ts';

test('numbers that follow on each other become one run', () => {
  expect(withNumbers([], [3, 1, 2])).toEqual([[1, 3]]);
  expect(withNumbers([[1, 3]], [5, 4])).toEqual([[1, 5]]);
  expect(withNumbers([[1, 3]], [5, 2])).toEqual([
    [1, 3],
    [5, 5],
  ]);
});

test('runs hold exactly the numbers that were put in, in whatever portions', () => {
  const number = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(fc.array(fc.array(number)), (portions) => {
      const runs = portions.reduce<ReturnType<typeof withNumbers>>(withNumbers, []);
      const numbers = new Set(portions.flat());
      for (let value = 0; value <= 61; value += 1) expect(isIn(runs, value)).toBe(numbers.has(value));
      for (const [place, [first]] of runs.entries()) {
        expect(first).toBeGreaterThan((runs[place - 1]?.[1] ?? -1) + 1);
      }
    }),
  );
});
