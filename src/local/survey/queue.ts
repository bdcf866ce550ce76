import type { SurveyDatabase } from './database.ts';
import { receiptNumber } from './receipt-number.ts';

/** What this device still has to deliver and what arrived, for screens. */
export interface QueueState {
  /** Stored here, no request under way. */
  readonly onDevice: number;
  /** In a request that is under way or ended without a receipt. */
  readonly sent: number;
  /** Named in a receipt, whatever it said. */
  readonly received: number;
  /** ISO 8601 UTC; `null` when nothing waits. */
  readonly oldestUnsentAt: string | null;
  /** Received, but the endpoint knows the same id with other bytes; staff must look. */
  readonly conflicts: number;
  /** Received, but put aside for staff to judge. */
  readonly quarantined: number;
  /** Waiting, and the last try failed because of the item itself. */
  readonly stuck: number;
}

export const EMPTY_QUEUE: QueueState = {
  onDevice: 0,
  sent: 0,
  received: 0,
  oldestUnsentAt: null,
  conflicts: 0,
  quarantined: 0,
  stuck: 0,
};

/** Counts over indexes, one consistent moment. */
export function queueState(db: SurveyDatabase): Promise<QueueState> {
  return db.run((tables) =>
    tables.transaction('r', tables.outbox, tables.responses, async () => {
      const [onDevice, sent, received, conflicts, quarantined, stuck, oldest] = await Promise.all([
        tables.outbox.where({ state: 'on-device' }).count(),
        tables.outbox.where({ state: 'sent' }).count(),
        tables.responses.orderBy('receipt.status').count(),
        tables.responses.where({ 'receipt.status': 'conflict' }).count(),
        tables.responses.where({ 'receipt.status': 'quarantined' }).count(),
        tables.outbox.where('lastProblem').above('').count(),
        tables.outbox.orderBy('submittedAt').first(),
      ]);
      const oldestUnsentAt = oldest?.submittedAt ?? null;
      return { onDevice, sent, received, oldestUnsentAt, conflicts, quarantined, stuck };
    }),
  );
}

export interface ResponseState {
  readonly responseId: string;
  readonly receipt: string;
  readonly submittedAt: string;
  /** `received`: named in a receipt of the endpoint. */
  readonly state: 'on-device' | 'sent' | 'received';
}

/** The newest responses given under a context, newest first, at most `limit`. */
export function responsesOfContext(
  db: SurveyDatabase,
  contextId: string,
  limit = 50,
): Promise<ResponseState[]> {
  const channel = contextId.startsWith('link:') ? 'link' : 'kiosk';
  return db.run((tables) =>
    tables.transaction('r', tables.outbox, tables.responses, async () => {
      const newest = await tables.responses
        .where('[contextId+submittedAt]')
        .between([contextId, ''], [contextId, '\uffff'])
        .reverse()
        .limit(limit)
        .toArray();
      const waiting = await tables.outbox.bulkGet(newest.map(({ id }) => id));
      return newest.map(({ id, device, sequence, submittedAt }, place) => ({
        responseId: id,
        receipt: receiptNumber({ channel, id, device, sequence }),
        submittedAt,
        state: waiting[place]?.state ?? 'received',
      }));
    }),
  );
}
