import { afterEach, expect, test, vi } from 'vitest';
import { untilIdle } from '#sync/idle.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('what can wait begins when the browser says that it is idle, or when it has waited long enough', async () => {
  const asked = vi.fn((callback: () => void) => callback());
  vi.stubGlobal('requestIdleCallback', asked);
  await untilIdle();
  expect(asked).toHaveBeenCalledWith(expect.any(Function), { timeout: 5_000 });
});

test('where a browser never says so, a moment later', async () => {
  vi.useFakeTimers();
  let isIdle = false;
  const waiting = untilIdle().then(() => (isIdle = true));
  await vi.advanceTimersByTimeAsync(999);
  expect(isIdle).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
  expect(isIdle).toBe(true);
});
