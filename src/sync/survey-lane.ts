import { LIMITS } from '#protocol/limits.ts';
import type { DeviceState } from '#protocol/survey.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { markSent, markUnsent, nextBatch, nextDue, postpone } from '#local/survey/outbox.ts';
import { applyReceipts } from '#local/survey/receipts.ts';
import { senderOf } from '#local/survey/senders.ts';
import type { Sender } from '#local/survey/senders.ts';
import type { Wire } from './ask.ts';
import type { Clock } from './clock.ts';
import type { StepOutcome } from './loop.ts';
import { nextLimit, round } from './round.ts';
import type { RoundEffects, RoundOutcome, RoundStorage } from './round.ts';
import { push } from './survey-transport.ts';
import { TransportProblem } from './transport-problem.ts';

/** So many single items refused one after the other: it is not the items. */
const SET_ASIDE_AT_MOST = 3;
const LEAST_WAKE_MS = 1_000;
/** A kiosk with nothing to deliver asks how things stand, at most so often. */
export const CONTACT_MS = 15 * 60 * 1_000;
/** … but so soon after its last delivery, so that the office does not go on believing that something waits here. */
export const SETTLED_MS = 60 * 1_000;

export interface LaneOptions {
  readonly db: SurveyDatabase;
  readonly device: string;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly wire: Wire;
  readonly signal: AbortSignal;
  /** Where the second journal is, for the office. */
  readonly journal: () => DeviceState['journal'];
  /** Resolves when the page has nothing better to do. */
  readonly idle: () => Promise<void>;
}

type Line = Pick<RoundEffects, 'transport'> & {
  readonly nextBatch: RoundStorage['nextBatch'];
  /** What is left to do once everything is delivered. */
  readonly after: () => Promise<void>;
};

/** The work of one device identity: each call is one round with what the rounds before taught. */
export function surveyLane(options: LaneOptions): () => Promise<StepOutcome> {
  const { db, device, appVersion, clock, random, wire, signal } = options;
  let limit: number = LIMITS.batchItems;
  let setAside = 0;
  /** Monotonic milliseconds; `null`: none was made yet. */
  let contactDue: number | null = null;
  let releasing: Promise<void> | null = null;

  return async () => {
    const sender = await senderOf(db, device);
    if (!sender) return { kind: 'done', wakeMs: null };
    if (sender.mode === 'stranger') {
      return { kind: 'failed', problem: new TransportProblem('device-unknown', 'sign-in') };
    }
    const line = sender.mode === 'link' ? linkLine(sender) : await kioskLine(sender);
    const storage = storageOf(sender.mode === 'link' ? device : sender.identity.device, line);
    const outcome = await round({ storage, transport: line.transport, clock, random }, limit);
    limit = nextLimit(limit, outcome);
    if (outcome.kind === 'set-aside') setAside += 1;
    if (outcome.kind === 'delivered') {
      setAside = 0;
      contactDue = clock.elapsed() + (outcome.items > 0 ? SETTLED_MS : CONTACT_MS);
    }
    return toStep(outcome, line, sender.mode);
  };

  function linkLine({ token }: Extract<Sender, { mode: 'link' }>): Line {
    return {
      nextBatch: (batch) => nextBatch(db, device, { ...batch, appVersion }),
      transport: (request) => push(token, request, signal, wire),
      after: async () => undefined,
    };
  }

  /** A phone never needs this part of the program. */
  async function kioskLine({ identity }: Extract<Sender, { mode: 'kiosk' }>): Promise<Line> {
    const { deliver, nextRequest, release } = await import('./kiosk-line.ts').catch((error: unknown) => {
      throw new TransportProblem('unreachable', 'retry', String(error));
    });
    const kiosk = { ...options, identity };
    return {
      nextBatch: (batch) => nextRequest(kiosk, batch, untilContact() === 0),
      transport: (request) => deliver(kiosk, request, signal, wire),
      after: () => release(kiosk, options.idle, signal),
    };
  }

  function storageOf(sender: string, { nextBatch: next }: Line): RoundStorage {
    return {
      nextBatch: next,
      markSent: (items) => markSent(db, device, items),
      markUnsent: () => markUnsent(db, device),
      postpone: (items, problem, nextAt) => postpone(db, items, problem, nextAt),
      applyReceipts: (items, answer, now) => applyReceipts(db, { device, sender, items, answer, now }),
    };
  }

  function untilContact(): number {
    return contactDue === null ? 0 : Math.max(0, contactDue - clock.elapsed());
  }

  async function toStep(outcome: RoundOutcome, line: Line, mode: Sender['mode']): Promise<StepOutcome> {
    const wakes = mode === 'kiosk' ? untilContact() || CONTACT_MS : null;
    if (outcome.kind === 'failed') {
      // Nothing is late when nothing waits: whoever only wanted to hear how things stand asks again later.
      const mayWait = outcome.items === 0 && outcome.problem.retry !== 'sign-in';
      return mayWait ? { kind: 'done', wakeMs: wakes } : outcome;
    }
    if (outcome.kind === 'set-aside' && setAside >= SET_ASIDE_AT_MOST) {
      return { kind: 'failed', problem: outcome.problem };
    }
    if (outcome.kind !== 'empty') return { kind: 'more' };
    releasing ??= line
      .after()
      .catch(() => undefined)
      .finally(() => (releasing = null));
    const due = await nextDue(db, device);
    const dueMs = due === null ? null : Math.max(LEAST_WAKE_MS, due - clock.now());
    return { kind: 'done', wakeMs: dueMs === null ? wakes : Math.min(dueMs, wakes ?? dueMs) };
  }
}
