import { beforeEach, describe, expect, test } from 'vitest';
import { startLoop } from '#sync/loop.ts';
import type { Loop, LoopState, StepOutcome, Trigger } from '#sync/loop.ts';
import { problemOf, TransportProblem } from '#sync/transport-problem.ts';
import { FakeClock, until } from './fake-clock.ts';

const DONE: StepOutcome = { kind: 'done', wakeMs: null };
const MORE: StepOutcome = { kind: 'more' };
const failed = (problem: TransportProblem): StepOutcome => ({ kind: 'failed', problem });
const UNREACHABLE = failed(new TransportProblem('unreachable', 'retry'));

let clock: FakeClock;
let outcomes: StepOutcome[];
let triggers: Trigger[];
let states: LoopState[];
let loop: Loop;

beforeEach(() => {
  clock = new FakeClock();
  outcomes = [];
  triggers = [];
  states = [];
  loop = startLoop({
    clock,
    random: () => 0.5,
    step: async (trigger) => {
      triggers.push(trigger);
      return outcomes.shift() ?? DONE;
    },
    onChange: (state) => states.push(state),
  });
});

async function kick(trigger: Trigger): Promise<void> {
  loop.kick(trigger);
  await until(() => loop.state().phase !== 'sending');
}

describe('idle', () => {
  test('does nothing until it is woken, then works until nothing is left', async () => {
    expect(triggers).toEqual([]);
    outcomes = [MORE, MORE, DONE];
    await kick('submit');
    expect(triggers).toHaveLength(3);
    expect(states.map(({ phase }) => phase)).toEqual(['sending', 'idle']);
  });

  test('wakes up by itself when something is due later', async () => {
    outcomes = [{ kind: 'done', wakeMs: 40_000 }];
    await kick('start');
    clock.advance(39_999);
    expect(triggers).toHaveLength(1);
    clock.advance(1);
    await until(() => triggers.length === 2);
    expect(triggers[1]).toBe('timer');
  });
});

describe('waiting after a failure', () => {
  test.each<Trigger>(['online', 'visible', 'manual'])('"%s" begins the waits anew', async (trigger) => {
    for (let times = 0; times < 8; times += 1) {
      outcomes = [UNREACHABLE];
      await kick('submit');
    }
    expect(loop.state().failures).toBe(8);
    outcomes = [UNREACHABLE];
    await kick(trigger);
    expect(loop.state()).toMatchObject({ failures: 1, nextTryAt: clock.now() + 500 });
  });

  test('comes back by its own timer, later each time', async () => {
    outcomes = [UNREACHABLE, UNREACHABLE, UNREACHABLE, DONE];
    await kick('start');
    for (const wait of [500, 1000, 2000]) {
      expect(clock.waits).toEqual([wait]);
      expect(loop.state()).toMatchObject({ phase: 'waiting', nextTryAt: clock.now() + wait });
      const before = triggers.length;
      clock.advance(wait);
      await until(() => triggers.length === before + 1 && loop.state().phase !== 'sending');
    }
    expect(loop.state()).toEqual({ phase: 'idle', nextTryAt: null, problem: null, failures: 0 });
    expect(clock.waits).toEqual([]);
  });

  test('any trigger tries at once and leaves one timer, not two', async () => {
    outcomes = [UNREACHABLE, UNREACHABLE];
    await kick('start');
    await kick('online');
    expect(triggers).toEqual(['start', 'online']);
    expect(clock.waits).toHaveLength(1);
  });

  test('begins anew with short waits once something got through', async () => {
    outcomes = [UNREACHABLE, UNREACHABLE, MORE, UNREACHABLE];
    await kick('start');
    await kick('manual');
    await kick('manual');
    expect(loop.state().failures).toBe(1);
  });

  test('what the endpoint asked to wait is waited, whoever kicks, also when the wall clock jumps', async () => {
    outcomes = [failed(problemOf('busy', 503, 'full', 60))];
    await kick('start');
    for (const trigger of ['submit', 'online', 'visible', 'manual'] as const) await kick(trigger);
    expect(triggers).toHaveLength(1);
    clock.jump(-10 * 365 * 24 * 3600 * 1000);
    clock.advance(60_000);
    await kick('submit');
    expect(triggers).toHaveLength(2);
  });
});

describe('blocked', () => {
  test.each(['not-signed-in', 'link-expired', 'not-allowed', 'wrong-protocol'] as const)(
    '%s: says so, rarely tries by itself, and at once when woken',
    async (code) => {
      outcomes = [failed(problemOf(code, 401, '', undefined))];
      await kick('start');
      expect(loop.state()).toMatchObject({ phase: 'blocked', problem: { code } });
      expect(clock.waits).toEqual([300_000]);
      await kick('start');
      expect(loop.state().phase).toBe('idle');
    },
  );
});

test('a kick while sending is not forgotten: what was added meanwhile goes too', async () => {
  const release = holdNextStep();
  loop.kick('start');
  await until(() => triggers.length === 1);
  loop.kick('submit');
  loop.kick('submit');
  expect(triggers).toHaveLength(1);
  release();
  await until(() => triggers.length === 2 && loop.state().phase === 'idle');
  expect(triggers).toEqual(['start', 'submit']);
});

test('after stop nothing runs, neither by timer nor by kick', async () => {
  outcomes = [UNREACHABLE];
  await kick('start');
  await loop.stop();
  expect(clock.waits).toEqual([]);
  loop.kick('manual');
  clock.advance(1e9);
  expect(triggers).toHaveLength(1);
});

test('stop waits for the step that is under way and starts no other', async () => {
  const release = holdNextStep(MORE);
  loop.kick('start');
  await until(() => triggers.length === 1);
  let stopped = false;
  const stopping = loop.stop().then(() => (stopped = true));
  await until(() => true);
  expect(stopped).toBe(false);
  release();
  await stopping;
  expect(triggers).toHaveLength(1);
});

/** The next step ends only when the returned function is called. */
function holdNextStep(outcome: StepOutcome = DONE): () => void {
  const gate = Promise.withResolvers<StepOutcome>();
  loop = startLoop({
    clock,
    random: () => 0.5,
    step: (trigger) => {
      triggers.push(trigger);
      return triggers.length === 1 ? gate.promise : Promise.resolve(DONE);
    },
    onChange: (state) => states.push(state),
  });
  return () => gate.resolve(outcome);
}
