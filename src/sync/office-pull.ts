import type { OfficeDatabase } from '#local/office/database.ts';
import { applyPull, pullState } from '#local/office/pull.ts';
import { LIMITS } from '#protocol/limits.ts';
import type { PullAnswer } from '#protocol/office.ts';
import type { StepOutcome } from './loop.ts';
import type { OfficeTransport } from './office-transport.ts';
import { TransportProblem } from './transport-problem.ts';

/** Between two looks for news while nothing else happens. */
export const POLL_MS = 60_000;

/** Changes of one page: as columns they are read in a few milliseconds, so that the screen stays quick meanwhile. */
export const PAGE_ITEMS: number = LIMITS.pullItems;

/** What a step brought. */
export interface PullNews {
  readonly documents: number;
  readonly responses: number;
}

/**
 * Fetches what changed at the endpoint, one page a step, until the end of its commit order; then looks again about once
 * a minute. Each page is stored with its cursor, so a pull goes on where it was cut. While a page is stored the next one
 * is already on its way; one that does not go on from the own cursor after all is passed over.
 */
export function officePull(
  db: OfficeDatabase,
  transport: Pick<OfficeTransport, 'pull'>,
  random: () => number,
  onNews: (news: PullNews) => void,
): () => Promise<StepOutcome> {
  let limit = PAGE_ITEMS;
  let ahead: { readonly after: number; readonly answer: Promise<PullAnswer> } | null = null;

  function ask(after: number): Promise<PullAnswer> {
    const asked = ahead;
    ahead = null;
    return asked?.after === after ? asked.answer : transport.pull(after, limit);
  }

  function askAhead({ after, cursor, head }: PullAnswer): void {
    if (cursor >= head || cursor <= after) return;
    const answer = transport.pull(cursor, limit);
    // Whoever takes it hears of its failure; when nobody does, nothing is lost.
    answer.catch(() => undefined);
    ahead = { after: cursor, answer };
  }

  return async () => {
    const before = await pullState(db);
    try {
      const answer = await ask(before.cursor);
      limit = Math.min(PAGE_ITEMS, limit * 2);
      askAhead(answer);
      onNews(await applyPull(db, answer));
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
