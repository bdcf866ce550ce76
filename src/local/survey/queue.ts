import type { SurveyDatabase } from './database.ts';
import { placeOfNext, unsentOf } from './ledger.ts';
import { receiptNumber } from './receipt-number.ts';
import type { LedgerRow } from './rows.ts';

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
  /** Received, and still here until it is safe; see `keptState` for the reasons. */
  readonly kept: number;
}

export const EMPTY_QUEUE: QueueState = {
  onDevice: 0,
  sent: 0,
  received: 0,
  oldestUnsentAt: null,
  conflicts: 0,
  quarantined: 0,
  stuck: 0,
  kept: 0,
};

/** One consistent moment; nothing but keys is read of the responses. */
export function queueState(db: SurveyDatabase): Promise<QueueState> {
  return db.read(['outbox', 'responses', 'ledgers'], async ({ outbox, responses, ledgers }) => {
    const [identities, conflicts, quarantined, stuck, [oldest], all, unsent] = await Promise.all([
      ledgers.list(),
      responses.by('receipt.status').count('conflict'),
      responses.by('receipt.status').count('quarantined'),
      // Rows without a problem are not in this index.
      outbox.by('lastProblem').count(),
      outbox.by('submittedAt').list(undefined, 1),
      responses.count(),
      outbox.count(),
    ]);
    const sum = (count: (ledger: LedgerRow) => number) =>
      identities.reduce((total, ledger) => total + count(ledger), 0);
    const sent = sum(({ sending }) => sending.length);
    const received = sum((ledger) => ledger.received);
    const oldestUnsentAt = oldest?.submittedAt ?? null;
    return {
      onDevice: sum(unsentOf) - sent,
      sent,
      received,
      oldestUnsentAt,
      conflicts,
      quarantined,
      stuck,
      kept: all - unsent,
    };
  });
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
  return db.read(['outbox', 'responses', 'ledgers', 'identities'], async (tables) => {
    const { outbox, responses, ledgers } = tables;
    const ofContext = IDBKeyRange.bound([contextId, ''], [contextId, '\uffff']);
    const newest = await responses.by('[contextId+submittedAt]').listLast(ofContext, limit);
    const waiting = await outbox.getEach(newest.map(({ id }) => id));
    const place = await placeOfNext(tables, contextId);
    if (place) db.chainEnds.set(contextId, { ...place, earlier: newest.length > 0 });
    const sending = new Set((await ledgers.list()).flatMap((ledger) => ledger.sending));
    return newest.map(({ id, device, sequence, submittedAt }, at) => ({
      responseId: id,
      receipt: receiptNumber({ channel, id, device, sequence }),
      submittedAt,
      state: !waiting[at] ? 'received' : sending.has(id) ? 'sent' : 'on-device',
    }));
  });
}
