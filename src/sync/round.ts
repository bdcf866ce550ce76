import { LIMITS } from '#protocol/limits.ts';
import type { PushAnswer, PushItem, PushRequest } from '#protocol/survey.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './clock.ts';
import { TransportProblem } from './transport-problem.ts';

/** What a round needs of the store of one device identity. */
export interface RoundStorage {
  nextBatch(options: { now: number; limit: number }): Promise<PushRequest | null>;
  markSent(items: readonly PushItem[]): Promise<void>;
  markUnsent(): Promise<void>;
  postpone(
    items: readonly PushItem[],
    problem: string,
    nextAt: (passedOver: number) => number,
  ): Promise<void>;
  applyReceipts(
    items: readonly PushItem[],
    answer: PushAnswer,
    now: number,
  ): Promise<{ named: number; unnamed: readonly PushItem[] }>;
}

export interface RoundEffects {
  readonly storage: RoundStorage;
  /** Delivers a batch; throws a TransportProblem. */
  readonly transport: (request: PushRequest) => Promise<PushAnswer>;
  readonly clock: Clock;
  readonly random: () => number;
}

export type RoundOutcome =
  | { readonly kind: 'empty' }
  | { readonly kind: 'delivered'; readonly items: number; readonly named: number }
  /** The request was too much, or one of its items cannot be read: try fewer. */
  | { readonly kind: 'split'; readonly items: number; readonly problem: TransportProblem }
  /** A single item that the endpoint cannot take went to the back of the queue. */
  | { readonly kind: 'set-aside'; readonly problem: TransportProblem }
  | { readonly kind: 'failed'; readonly items: number; readonly problem: TransportProblem };

/** Refusals of a request that one item in it may have caused. */
const CAUSED_BY_ITEM = new Set<string>(['bad-request', 'unknown-keys', 'too-deep', 'too-large']);

/**
 * One round of one device identity: at most one request. Every effect is injected; whatever step the page dies at, the
 * next round begins with what the store says, and the endpoint recognises what it already has.
 */
export async function round(
  { storage, transport, clock, random }: RoundEffects,
  limit: number,
): Promise<RoundOutcome> {
  // 1. What is due, oldest number first, within the limits of one request; a kiosk may also speak without items.
  const request = await storage.nextBatch({ now: clock.now(), limit });
  if (!request) return { kind: 'empty' };
  const { items } = request;

  // 2. Before it leaves: these are on their way.
  if (items.length > 0) await storage.markSent(items);

  // 3. One request, one answer.
  let answer: PushAnswer;
  try {
    answer = await transport(request);
  } catch (error) {
    if (!(error instanceof TransportProblem)) throw error;
    return refused(error);
  }

  // 4. Only what a receipt names with its own hash leaves the outbox.
  const { named, unnamed } = await storage.applyReceipts(items, answer, clock.now());

  // 5. What the answer passed over goes to the back, so that it blocks nobody.
  if (unnamed.length > 0) await storage.postpone(unnamed, 'no-receipt', later);
  return { kind: 'delivered', items: items.length, named };

  async function refused(problem: TransportProblem): Promise<RoundOutcome> {
    // 3a. Nobody of ours has answered: as far as this device knows, the items are here only.
    if (problem.code === 'unreachable' || problem.code === 'not-ours') await storage.markUnsent();
    if (!mayBeCausedByItem(problem)) return { kind: 'failed', items: items.length, problem };
    // 3b. Halve until the item that causes it is alone, then set it aside.
    if (items.length > 1) return { kind: 'split', items: items.length, problem };
    await storage.postpone(items, problem.code, later);
    return { kind: 'set-aside', problem };
  }

  function later(passedOver: number): number {
    return clock.now() + ITEM_BASE_MS + backoffMs(passedOver, null, random);
  }
}

function mayBeCausedByItem({ code, retry }: TransportProblem): boolean {
  return CAUSED_BY_ITEM.has(code) || retry === 'split' || (code === 'unknown' && retry === 'stop');
}

/** Least wait of a single item that was passed over: others go first. */
const ITEM_BASE_MS = 30_000;

/** How many items the next request may have: halves when a request was too much or too slow, doubles after success. */
export function nextLimit(limit: number, outcome: RoundOutcome): number {
  switch (outcome.kind) {
    case 'split':
      return Math.max(1, Math.ceil(outcome.items / 2));
    case 'failed':
      return outcome.problem.code === 'timeout' ? Math.max(1, Math.ceil(outcome.items / 2)) : limit;
    case 'delivered':
      return Math.min(LIMITS.batchItems, limit * 2);
    default:
      return limit;
  }
}
