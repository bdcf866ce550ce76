import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, BASE_MS, CAP_MS, floorMs } from '#sync/backoff.ts';

test('the longest wait doubles from one second up to five minutes and stays there', () => {
  const longest = [1, 2, 3, 4, 8, 9, 10, 1000].map((failures) => backoffMs(failures, null, () => 1));
  expect(longest).toEqual([1, 2, 4, 8, 128, 256, 300, 300].map((seconds) => seconds * 1000));
});

test('the jitter is full: any wait from nothing to the bound', () => {
  expect(backoffMs(5, null, () => 0)).toBe(0);
  expect(backoffMs(5, null, () => 0.5)).toBe((16 * BASE_MS) / 2);
});

test('what the endpoint asked for is waited first, and the jitter comes on top', () => {
  expect(backoffMs(1, 30_000, () => 0)).toBe(30_000);
  expect(backoffMs(1, 30_000, () => 1)).toBe(30_000 + BASE_MS);
});

test('an absurd request to wait is cut to an hour, a negative one is none', () => {
  expect(floorMs(10 * 365 * 24 * 3600 * 1000)).toBe(3_600_000);
  expect(floorMs(-5)).toBe(0);
  expect(floorMs(null)).toBe(0);
});

test('no number of failures gives a wait outside the bounds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, luck) => {
        const wait = backoffMs(failures, null, () => luck);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(CAP_MS);
      },
    ),
  );
});
