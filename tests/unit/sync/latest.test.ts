import { expect, test } from 'vitest';
import { latest } from '#sync/latest.ts';

test('calls made while it runs become one more run, never two at once', async () => {
  let runs = 0;
  let atOnce = 0;
  const call = latest(async () => {
    runs += 1;
    atOnce += 1;
    expect(atOnce).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce -= 1;
  });
  for (let turn = 0; turn < 5; turn += 1) call();
  await call.settled();
  expect(runs).toBe(2);
  call();
  await call.settled();
  expect(runs).toBe(3);
});

test('settled at once when nothing runs', async () => {
  await expect(latest(async () => undefined).settled()).resolves.toBeUndefined();
});
