import type { OfficeDatabase } from '#local/office/database.ts';
import { countWork } from '#local/office/work.ts';
import type { OfficeWork } from '#local/office/work.ts';
import { pullState } from '#local/office/pull.ts';
import type { LoopState } from './loop.ts';
import { wordFor } from './transport-problem.ts';
import type { ShownProblem } from './transport-problem.ts';

/** For screens. */
export interface OfficeSyncStatus {
  /**
   * `signed-out`: the endpoint no longer accepts the session; everything here stays readable, and edits wait.
   * `blocked`: the endpoint refuses what is sent, see `problem`; else as in `LoopPhase`.
   */
  readonly phase: 'idle' | 'sending' | 'waiting' | 'blocked' | 'signed-out';
  readonly problem: ShownProblem | null;
  /** ISO 8601 UTC, device clock. */
  readonly nextTryAt: string | null;
  /** ISO 8601 UTC, endpoint clock; `null`: nothing was ever pulled. */
  readonly lastPullAt: string | null;
  /** How much of the endpoint's changes is here; `null` when all. */
  readonly progress: { readonly cursor: number; readonly head: number } | null;
  /** What waits to be sent and what waits for a person. */
  readonly work: OfficeWork;
}

const NO_WORK: OfficeWork = { edits: 0, refused: 0, conflicts: 0, importing: 0, clippings: 0, handovers: 0 };

export async function officeStatus(
  db: OfficeDatabase,
  push: LoopState,
  pull: LoopState,
): Promise<OfficeSyncStatus> {
  const loops = [push, pull];
  const troubled =
    loops.find(({ problem }) => problem?.retry === 'sign-in') ?? loops.find(({ problem }) => problem);
  const tries = loops.map(({ nextTryAt }) => nextTryAt).filter((at) => at !== null);
  const common = {
    phase: phaseOf(loops),
    nextTryAt: tries.length > 0 ? new Date(Math.min(...tries)).toISOString() : null,
  };
  const problem = troubled?.problem ? wordFor(troubled.problem) : null;
  try {
    const { cursor, head, lastPullAt } = await pullState(db);
    const progress = cursor < head ? { cursor, head } : null;
    return { ...common, problem, lastPullAt, progress, work: await countWork(db) };
  } catch {
    return { ...common, problem: 'store', lastPullAt: null, progress: null, work: NO_WORK };
  }
}

function phaseOf(loops: readonly LoopState[]): OfficeSyncStatus['phase'] {
  if (loops.some(({ problem }) => problem?.retry === 'sign-in')) return 'signed-out';
  const order = ['sending', 'waiting', 'blocked'] as const;
  return order.find((candidate) => loops.some(({ phase }) => phase === candidate)) ?? 'idle';
}
