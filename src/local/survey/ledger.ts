import { FIRST_PREVIOUS_HASH } from '#domain/response.ts';
import { newIdentity } from '../identifier.ts';
import type { Place, Tables } from './database.ts';
import type { ContextRow, IdentityRow, LedgerCounters, LedgerRow } from './rows.ts';

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

/** What numbers and signs a context's next response; `null` when its ledger or its key is gone. */
export async function placeOfNext(
  tables: Tables<'ledgers' | 'identities'>,
  contextId: string,
): Promise<Place | null> {
  const ledger = await currentLedger(tables, contextId);
  if (!ledger) return null;
  if (contextId.startsWith('link:')) return { ledger, key: null };
  const identity = await tables.identities.get(ledger.device);
  return identity ? { ledger, key: identity.key } : null;
}

/**
 * A fresh identity for a context whose ledger or key is gone: numbers given out under the old one are unknown or can be
 * proven no more, so it is never used again. Responses of the old one that still wait here are sent all the same.
 * `identity`: with the key, for a kiosk; a phone has none.
 */
export async function renewIdentity(
  tables: Tables<'ledgers' | 'contexts' | 'responses' | 'identities'>,
  context: ContextRow,
  identity: IdentityRow | null,
): Promise<LedgerRow> {
  const { ledgers, contexts, identities } = tables;
  const known = (await contexts.get(context.id)) ?? contextRow(context);
  for (const ledger of await ledgers.by('[contextId+current]').list([context.id, 1])) {
    await ledgers.put({ ...ledger, current: 0 });
  }
  if (!(await ledgers.get(known.device))) await recollect(tables, known);
  const ledger = newLedger(identity?.device ?? newIdentity(), context.id);
  await ledgers.put(ledger);
  await contexts.put({ ...known, device: ledger.device });
  if (identity) await identities.put({ ...identity, begun: true });
  return ledger;
}

/** The ledger of an identity of the past, as the responses that are left prove it to be. */
async function recollect(
  { ledgers, responses }: Tables<'ledgers' | 'responses'>,
  { id, device }: ContextRow,
): Promise<void> {
  const left = await responses.by('[device+sequence]').list(numbersOf(device));
  const last = left.at(-1);
  if (!last) return;
  const unsent = left.filter(({ receipt }) => !receipt).length;
  await ledgers.put({
    ...newLedger(device, id),
    current: 0,
    nextSequence: last.sequence + 1,
    lastHash: last.hash,
    received: last.sequence - unsent,
  });
}

/** In the index by device and number: the responses of a device from one number to another. */
export function numbersOf(device: string, from = 1, to = Infinity): IDBKeyRange {
  return IDBKeyRange.bound([device, from], [device, to]);
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
