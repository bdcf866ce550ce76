import type { OfficeDatabase } from '#local/office/database.ts';
import { applyPull, pullState } from '#local/office/pull.ts';
import type { StepOutcome } from './loop.ts';
import type { OfficeTransport } from './office-transport.ts';
import { TransportProblem } from './transport-problem.ts';

/** Between two looks for news while nothing else happens. */
export const POLL_MS = 60_000;

/** Changes of one page: few enough to be read within 50 ms, so that the screen stays quick during a long pull. */
export const PAGE_ITEMS = 1000;

/** What a step brought. */
export interface PullNews {
  readonly documents: number;
  readonly responses: number;
}

/**
 * Fetches what changed at the endpoint, one page a step, until the end of its commit order; then looks again about once
 * a minute. Each page is stored with its cursor, so a pull goes on where it was cut.
 */
export function officePull(
  db: OfficeDatabase,
  transport: Pick<OfficeTransport, 'pull'>,
  random: () => number,
  onNews: (news: PullNews) => void,
): () => Promise<StepOutcome> {
  let limit = PAGE_ITEMS;

  return async () => {
    const before = await pullState(db);
    try {
      const answer = await transport.pull(before.cursor, limit);
      onNews(await applyPull(db, answer));
      limit = Math.min(PAGE_ITEMS, limit * 2);
    } catch (error) {
      if (!(error instanceof TransportProblem)) throw error;
      if (error.code === 'timeout' || error.retry === 'split') limit = Math.max(1, Math.ceil(limit / 2));
      return { kind: 'failed', problem: error };
    }
    const { cursor, head } = await pullState(db);
    const goesOn = cursor < head && cursor !== before.cursor;
    return goesOn || cursor < before.cursor
      ? { kind: 'more' }
      : { kind: 'done', wakeMs: Math.round(POLL_MS * (0.75 + random() / 2)) };
  };
}
