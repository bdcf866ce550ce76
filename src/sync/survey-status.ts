import type { QueueState } from '#local/survey/queue.ts';
import type { KioskStanding } from '#local/survey/senders.ts';
import type { LoopPhase, LoopState } from './loop.ts';
import { wordFor } from './transport-problem.ts';
import type { ShownProblem } from './transport-problem.ts';

export interface ContextStatus {
  readonly contextId: string;
  readonly device: string;
  readonly phase: LoopPhase;
  readonly problem: ShownProblem | null;
  /** ISO 8601 UTC, device clock. */
  readonly nextTryAt: string | null;
}

/** For screens. */
export interface SyncStatus {
  /** The first that applies to any context of sending, waiting, blocked, idle. */
  readonly phase: LoopPhase;
  /** Last answer of the endpoint to a delivery, ISO 8601 UTC, device clock. */
  readonly lastReceiptAt: string | null;
  /** ISO 8601 UTC, device clock; the earliest of all contexts. */
  readonly nextTryAt: string | null;
  readonly problem: ShownProblem | null;
  readonly queue: QueueState;
  /** Each device identity with its own trouble: one that must sign in never holds up another. */
  readonly contexts: readonly ContextStatus[];
  /** Whether the office knows this browser as a kiosk. */
  readonly standing: KioskStanding;
}

const ORDER: readonly LoopPhase[] = ['sending', 'waiting', 'blocked', 'idle'];

export function contextStatus(contextId: string, device: string, state: LoopState): ContextStatus {
  const { phase, problem, nextTryAt } = state;
  return { contextId, device, phase, problem: problem && wordFor(problem), nextTryAt: toIso(nextTryAt) };
}

export function syncStatus(
  contexts: readonly ContextStatus[],
  queue: QueueState,
  lastReceiptAt: string | null,
): Omit<SyncStatus, 'standing'> {
  const phase = ORDER.find((candidate) => contexts.some((context) => context.phase === candidate)) ?? 'idle';
  const problem = contexts.find((context) => context.problem && context.phase === phase)?.problem ?? null;
  const tries = contexts.map(({ nextTryAt }) => nextTryAt).filter((at) => at !== null);
  return { phase, lastReceiptAt, nextTryAt: tries.sort()[0] ?? null, problem, queue, contexts };
}

function toIso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
