import { LIMITS } from '#protocol/limits.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import {
  applyReceipts,
  markSent,
  markUnsent,
  nextBatch,
  nextDue,
  postpone,
  senderOf,
} from '#local/survey/outbox.ts';
import type { Wire } from './ask.ts';
import type { Clock } from './clock.ts';
import type { StepOutcome } from './loop.ts';
import { nextLimit, round } from './round.ts';
import type { RoundOutcome, RoundStorage } from './round.ts';
import { push } from './survey-transport.ts';

/** So many single items refused one after the other: it is not the items. */
const SET_ASIDE_AT_MOST = 3;
const LEAST_WAKE_MS = 1_000;

export interface LaneOptions {
  readonly db: SurveyDatabase;
  readonly device: string;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly wire: Wire;
  readonly signal: AbortSignal;
}

/** The work of one device identity: each call is one round with what the rounds before taught. */
export function surveyLane(options: LaneOptions): () => Promise<StepOutcome> {
  const { db, device, clock, random, wire, signal } = options;
  const storage = storageOf(db, device, options.appVersion);
  let limit: number = LIMITS.batchItems;
  let setAside = 0;

  return async () => {
    const sender = await senderOf(db, device);
    if (!sender) return { kind: 'done', wakeMs: null };
    const transport: Parameters<typeof round>[0]['transport'] = (request) =>
      push(sender, request, signal, wire);
    const outcome = await round({ storage, transport, clock, random }, limit);
    limit = nextLimit(limit, outcome);
    if (outcome.kind === 'set-aside') setAside += 1;
    if (outcome.kind === 'delivered') setAside = 0;
    return toStep(outcome);
  };

  async function toStep(outcome: RoundOutcome): Promise<StepOutcome> {
    if (outcome.kind === 'failed') return outcome;
    if (outcome.kind === 'set-aside' && setAside >= SET_ASIDE_AT_MOST) {
      return { kind: 'failed', problem: outcome.problem };
    }
    if (outcome.kind !== 'empty') return { kind: 'more' };
    const due = await nextDue(db, device);
    return { kind: 'done', wakeMs: due === null ? null : Math.max(LEAST_WAKE_MS, due - clock.now()) };
  }
}

function storageOf(db: SurveyDatabase, device: string, appVersion: string): RoundStorage {
  return {
    nextBatch: (batch) => nextBatch(db, device, { ...batch, appVersion }),
    markSent: (items) => markSent(db, device, items),
    markUnsent: () => markUnsent(db, device),
    postpone: (items, problem, nextAt) => postpone(db, items, problem, nextAt),
    applyReceipts: (items, answer, now) => applyReceipts(db, device, items, answer, now),
  };
}
