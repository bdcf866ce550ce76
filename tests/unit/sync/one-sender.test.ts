import { expect, test } from 'vitest';
import { LONGEST_TURN_MS, oneSender } from '#sync/one-sender.ts';
import { FakeClock, until } from './fake-clock.ts';

/** Web Locks of one browser: one holder of a name, the others in a row. */
class FakeLocks {
  #tail: Promise<unknown> = Promise.resolve();

  request(_name: string, options: { signal: AbortSignal }, work: () => Promise<unknown>): Promise<unknown> {
    const before = this.#tail;
    const turn = new Promise((resolve, reject) => {
      options.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      void before.then(() => {
        if (!options.signal.aborted) work().then(resolve, reject);
      });
    });
    this.#tail = Promise.allSettled([before, turn]);
    return turn;
  }
}

const locks = () => new FakeLocks() as unknown as LockManager;

test.each([
  ['with Web Locks', locks()],
  ['without', null],
])('two senders of one tab never run at once (%s)', async (_name, manager) => {
  const exclusive = oneSender('x', new FakeClock(), manager);
  const log: string[] = [];
  const work = (name: string) => () => {
    log.push(`${name} begins`);
    return new Promise<void>((resolve) => setImmediate(() => resolve(void log.push(`${name} ends`))));
  };
  await Promise.all([exclusive(work('one')), exclusive(work('two'))]);
  expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('two tabs take turns by the lock', async () => {
  const shared = locks();
  const clock = new FakeClock();
  const gate = Promise.withResolvers<void>();
  const first = oneSender('x', clock, shared)(() => gate.promise);
  let ran = false;
  const second = oneSender('x', clock, shared)(async () => (ran = true));
  await until(() => true);
  expect(ran).toBe(false);
  gate.resolve();
  await Promise.all([first, second]);
  expect(ran).toBe(true);
});

test('a tab that is frozen with the lock does not keep the others from sending for ever', async () => {
  const shared = locks();
  const clock = new FakeClock();
  void oneSender('x', clock, shared)(() => new Promise(() => undefined));
  let ran = false;
  const second = oneSender('x', clock, shared)(async () => (ran = true));
  await until(() => clock.waits.length === 1);
  clock.advance(LONGEST_TURN_MS);
  await second;
  expect(ran).toBe(true);
});

test('an error of the work is the caller’s, and the next one gets its turn', async () => {
  const exclusive = oneSender('x', new FakeClock(), locks());
  let runs = 0;
  const failing = exclusive(() => {
    runs += 1;
    return Promise.reject(new Error('of the work'));
  });
  await expect(failing).rejects.toThrow('of the work');
  expect(runs).toBe(1);
  await expect(exclusive(async () => 'next')).resolves.toBe('next');
});
