import { backoffMs, CAP_MS, floorMs } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { TransportProblem } from './transport-problem.ts';

/** Why a loop is woken. `timer` is its own; `manual` is a person. */
export type Trigger = 'start' | 'submit' | 'edit' | 'online' | 'visible' | 'timer' | 'manual';

/**
 * What one step of work came to: `more` go on at once; `done` nothing left (wake up again after `wakeMs`, if given);
 * `failed` keep everything and come back later.
 */
export type StepOutcome =
  | { readonly kind: 'more' }
  | { readonly kind: 'done'; readonly wakeMs: number | null }
  | { readonly kind: 'failed'; readonly problem: TransportProblem };

export type LoopPhase = 'idle' | 'sending' | 'waiting' | 'blocked';

export interface LoopState {
  readonly phase: LoopPhase;
  /** Milliseconds since 1970; `null` while idle or sending. */
  readonly nextTryAt: number | null;
  readonly problem: TransportProblem | null;
  /** Failures in a row. */
  readonly failures: number;
}

export interface LoopEffects {
  readonly clock: Clock;
  readonly random: () => number;
  /** One step; must not throw. `trigger` is what woke the loop. */
  readonly step: (trigger: Trigger) => Promise<StepOutcome>;
  readonly onChange: (state: LoopState) => void;
}

export interface Loop {
  readonly state: () => LoopState;
  kick(trigger: Trigger): void;
  /** No new step; resolves when the running one has ended. */
  stop(): Promise<void>;
}

/** After these the network is probably better than the last failures say: the waits begin small again. */
const BETTER_NEWS = new Set<Trigger>(['online', 'visible', 'manual']);

/**
 *              kick                    more
 *     ┌──────┐ ─────────────▶ ┌─────────┐ ──┐
 *     │ idle │                │ sending │ ◀─┘
 *     └──────┘ ◀───────────── └─────────┘
 *                  done         │ ▲  │ ▲
 *          failed, may succeed  │ │  │ │  failed, a person must sign in or
 *                    later      ▼ │  ▼ │  this build cannot do it
 *                        ┌─────────┐  ┌─────────┐
 *                        │ waiting │  │ blocked │
 *                        └─────────┘  └─────────┘
 *
 * `waiting` ends by its timer (full jitter) or by any kick; `blocked` by any kick or, rarely, by its timer. What the
 * endpoint asked to wait is waited whatever kicks. A kick while sending is remembered, so nothing added meanwhile stays
 * behind. At most one step runs at a time.
 */
export function startLoop({ clock, random, step, onChange }: LoopEffects): Loop {
  let state: LoopState = { phase: 'idle', nextTryAt: null, problem: null, failures: 0 };
  let cancelTimer = () => {};
  let notBefore = 0;
  let pending: Trigger | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;

  function enter(next: LoopState): void {
    state = next;
    onChange(state);
  }

  function sleep(ms: number): number {
    cancelTimer();
    cancelTimer = clock.after(ms, () => kick('timer'));
    return clock.now() + ms;
  }

  function kick(trigger: Trigger): void {
    if (stopped) return;
    if (running) {
      pending = trigger;
      return;
    }
    if (clock.elapsed() < notBefore) return;
    cancelTimer();
    if (BETTER_NEWS.has(trigger)) state = { ...state, failures: 0 };
    running = drain(trigger).finally(() => (running = null));
    void running.then(() => {
      const next = pending;
      pending = null;
      if (next) kick(next);
    });
  }

  async function drain(trigger: Trigger): Promise<void> {
    enter({ ...state, phase: 'sending', nextTryAt: null });
    for (;;) {
      const outcome = await step(trigger);
      if (outcome.kind === 'failed') return fail(outcome.problem);
      if (outcome.kind === 'done') return rest(outcome.wakeMs);
      if (stopped) return rest(null);
      state = { ...state, problem: null, failures: 0 };
    }
  }

  function rest(wakeMs: number | null): void {
    notBefore = 0;
    if (wakeMs !== null && !stopped) sleep(wakeMs);
    enter({ phase: 'idle', nextTryAt: null, problem: null, failures: 0 });
  }

  function fail(problem: TransportProblem): void {
    const failures = state.failures + 1;
    const blocked = problem.retry === 'sign-in' || problem.retry === 'stop';
    const ms = blocked ? CAP_MS : backoffMs(failures, problem.retryAfterMs, random);
    notBefore = clock.elapsed() + floorMs(problem.retryAfterMs);
    const nextTryAt = stopped ? null : sleep(ms);
    enter({ phase: blocked ? 'blocked' : 'waiting', nextTryAt, problem, failures });
  }

  return {
    state: () => state,
    kick,
    stop: async () => {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
}
