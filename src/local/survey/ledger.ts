import { FIRST_PREVIOUS_HASH } from '#domain/response.ts';
import { newIdentity } from '../identifier.ts';
import type { Tables } from './database.ts';
import type { ContextRow, LedgerCounters, LedgerRow } from './rows.ts';

/** Key in `meta` of the identity that this browser has as a kiosk. */
export const KIOSK_DEVICE = 'kiosk-device';

/** The numbering of an identity that has not taken any response yet. */
export function newLedger(device: string, contextId: string): LedgerRow {
  return {
    device,
    contextId,
    current: 1,
    nextSequence: 1,
    lastHash: FIRST_PREVIOUS_HASH,
    received: 0,
    sending: [],
    counters: { abandoned: 0, eventChanges: 0, ignoredReceipts: 0 },
    contact: null,
  };
}

/** The ledger that numbers a context's next response. */
export function currentLedger(
  { ledgers }: Tables<'ledgers'>,
  contextId: string,
): Promise<LedgerRow | undefined> {
  return ledgers.by('[contextId+current]').get([contextId, 1]);
}

/**
 * A fresh identity for a context whose ledger is gone: numbers given out under the old one are unknown, so it is never
 * used again. Responses of the old one that still wait here are sent under it.
 */
export async function renewIdentity(
  tables: Tables<'ledgers' | 'contexts' | 'responses' | 'meta'>,
  context: ContextRow,
): Promise<LedgerRow> {
  const known = (await tables.contexts.get(context.id)) ?? contextRow(context);
  const old = known.device;
  const left = (await tables.responses.list()).filter(({ device }) => device === old);
  const last = left.sort((a, b) => a.sequence - b.sequence).at(-1);
  if (last) {
    await tables.ledgers.put({
      ...newLedger(old, context.id),
      current: 0,
      nextSequence: last.sequence + 1,
      lastHash: last.hash,
      received: last.sequence - left.filter(({ receipt }) => !receipt).length,
    });
  }
  const ledger = newLedger(newIdentity(), context.id);
  await tables.ledgers.put(ledger);
  await tables.contexts.put({ ...known, device: ledger.device });
  if (context.mode === 'kiosk') await tables.meta.put({ key: KIOSK_DEVICE, value: ledger.device });
  return ledger;
}

/** Responses of an identity that no receipt names yet. */
export function unsentOf({ nextSequence, received }: LedgerRow): number {
  return nextSequence - 1 - received;
}

/** A ledger that is gone is not made anew for the sake of a counter. */
export async function count(
  { ledgers }: Tables<'ledgers'>,
  ledger: LedgerRow | undefined,
  counter: keyof LedgerCounters,
  by: number,
): Promise<void> {
  if (!ledger || by === 0) return;
  const counters = { ...ledger.counters, [counter]: ledger.counters[counter] + by };
  await ledgers.put({ ...ledger, counters });
}

/** Only the fields that belong in the row: callers hold a context with its activities. */
export function contextRow(context: ContextRow): ContextRow {
  const { id, mode, token, device, agency, demo, label, idleSeconds } = context;
  const { currentActivity, fetchedAt, clockOffsetMs } = context;
  return {
    id,
    mode,
    token,
    device,
    agency,
    demo,
    label,
    idleSeconds,
    currentActivity,
    fetchedAt,
    clockOffsetMs,
  };
}
