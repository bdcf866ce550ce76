import { beforeEach, describe, expect, test } from 'vitest';
import type { PushAnswer, PushItem } from '#protocol/survey.ts';
import { PROTOCOL_MARKER, PROTOCOL_VERSION } from '#protocol/version.ts';
import { nextLimit, round } from '#sync/round.ts';
import type { RoundOutcome, RoundStorage } from '#sync/round.ts';
import { problemOf, TransportProblem } from '#sync/transport-problem.ts';
import { FakeClock } from './fake-clock.ts';

const items: PushItem[] = ['a', 'b', 'c', 'd'].map((id) => ({ id, hash: id.repeat(64), body: id }));
const GOOD: PushAnswer = {
  marker: PROTOCOL_MARKER,
  serverTime: '2026-08-17T05:00:00Z',
  results: [],
  ledger: { highest: 0, missing: [], missingCount: 0 },
};

let clock: FakeClock;
let log: string[];
let unnamed: PushItem[];
let queue: PushItem[];
let nextAt: number;
beforeEach(() => {
  clock = new FakeClock();
  log = [];
  unnamed = [];
  queue = items;
  nextAt = 0;
});

const ids = (list: readonly PushItem[]) => list.map(({ id }) => id).join('');
const storage: RoundStorage = {
  nextBatch: async ({ limit }) => {
    log.push(`next ${limit}`);
    const device = { id: 'device', appVersion: '1', nextSequence: 5, unsent: 4 };
    return queue.length === 0 ? null : { protocol: PROTOCOL_VERSION, device, items: queue.slice(0, limit) };
  },
  markSent: async (list) => void log.push(`sent ${ids(list)}`),
  markUnsent: async () => void log.push('unsent'),
  postpone: async (list, problem, later) => {
    log.push(`postpone ${ids(list)} ${problem}`);
    nextAt = later(1);
  },
  applyReceipts: async (list) => {
    log.push(`receipts ${ids(list)}`);
    return { named: list.length - unnamed.length, unnamed };
  },
};

function run(transport: () => Promise<PushAnswer>, limit = 100): Promise<RoundOutcome> {
  return round(
    {
      storage,
      transport: () => {
        log.push('request');
        return transport();
      },
      clock,
      random: () => 0.5,
    },
    limit,
  );
}
const refusing = (code: string, status: number) => () =>
  Promise.reject(problemOf(code, status, '', undefined));

test('the steps of a good round, in their order', async () => {
  expect(await run(async () => GOOD)).toEqual({ kind: 'delivered', items: 4, named: 4 });
  expect(log).toEqual(['next 100', 'sent abcd', 'request', 'receipts abcd']);
});

test('nothing due: no request', async () => {
  queue = [];
  expect(await run(async () => GOOD)).toEqual({ kind: 'empty' });
  expect(log).toEqual(['next 100']);
});

test('items that no receipt names go to the back of the queue, at least half a minute', async () => {
  unnamed = [items[1]!, items[3]!];
  expect(await run(async () => GOOD)).toEqual({ kind: 'delivered', items: 4, named: 2 });
  expect(log.at(-1)).toBe('postpone bd no-receipt');
  expect(nextAt).toBeGreaterThanOrEqual(clock.now() + 30_000);
});

test.each(['unreachable', 'not-ours'] as const)(
  '%s: the items are on this device, nothing more',
  async (code) => {
    const problem = new TransportProblem(code, 'retry');
    expect(await run(() => Promise.reject(problem))).toEqual({ kind: 'failed', items: 4, problem });
    expect(log.at(-1)).toBe('unsent');
  },
);

test('a timeout: they may have arrived', async () => {
  const problem = new TransportProblem('timeout', 'retry');
  expect(await run(() => Promise.reject(problem))).toEqual({ kind: 'failed', items: 4, problem });
  expect(log.at(-1)).toBe('request');
});

describe('a request that is refused because of what is in it', () => {
  test.each(['too-large', 'bad-request', 'unknown-keys', 'too-deep'])('%s: fewer at once', async (code) => {
    expect(await run(refusing(code, 400))).toMatchObject({ kind: 'split', items: 4 });
    expect(log).not.toContain('unsent');
  });

  test('an item alone that is refused goes to the back, so that the others can go', async () => {
    expect(await run(refusing('bad-request', 400), 1)).toMatchObject({ kind: 'set-aside' });
    expect(log.at(-1)).toBe('postpone a bad-request');
  });

  test('a newer code that will never succeed is treated the same, one that may is not', async () => {
    expect(await run(refusing('newer', 400))).toMatchObject({ kind: 'split' });
    expect(await run(refusing('newer', 503))).toMatchObject({ kind: 'failed' });
  });
});

test.each(['link-expired', 'link-revoked', 'not-allowed', 'wrong-protocol', 'busy', 'activity-closed'])(
  '%s concerns the sender, not an item: nothing is set aside',
  async (code) => {
    expect(await run(refusing(code, 400))).toMatchObject({ kind: 'failed', problem: { code } });
    expect(log.filter((entry) => entry.startsWith('postpone'))).toEqual([]);
  },
);

test('an error that is no transport problem is not swallowed', async () => {
  await expect(run(() => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
});

describe('how many next time', () => {
  const problem = new TransportProblem('timeout', 'retry');
  const unreachable = new TransportProblem('unreachable', 'retry');
  test.each<[string, number, RoundOutcome, number]>([
    ['half after a split', 100, { kind: 'split', items: 37, problem }, 19],
    ['never none', 1, { kind: 'split', items: 1, problem }, 1],
    ['half after a timeout: the line is slow', 100, { kind: 'failed', items: 100, problem }, 50],
    ['as before when nobody was there', 64, { kind: 'failed', items: 64, problem: unreachable }, 64],
    ['double after success', 13, { kind: 'delivered', items: 13, named: 13 }, 26],
    ['never above the protocol', 80, { kind: 'delivered', items: 80, named: 80 }, 100],
    ['as before when one was set aside', 1, { kind: 'set-aside', problem }, 1],
  ])('%s', (_name, limit, outcome, expected) => {
    expect(nextLimit(limit, outcome)).toBe(expected);
  });
});
