/** Delivered responses stay on a kiosk until they are safe at the office; then they go, in small pieces. */
import type { SurveyDatabase, Tables } from './database.ts';
import { numbersOf } from './ledger.ts';
import { DUE, dueOf } from './outbox.ts';
import { serverTimeOf } from './receipts.ts';
import { withNumbers } from './released.ts';
import type { LedgerRow, ResponseRow } from './rows.ts';

/** Where the office makes no backups, a delivered response stays so long after its receipt, by the endpoint's clock. */
export const KEEP_DAYS = 30;
const KEEP_MS = KEEP_DAYS * 24 * 60 * 60 * 1000;
const PIECE = 50;

/**
 * Removes a device's responses that are safe: in a backup of the endpoint, or received long ago. At most one piece; the
 * number to go on from, or `null` when there is nothing more to do. What was removed stays in the ledger as numbers.
 */
export function releaseSafe(db: SurveyDatabase, device: string, from = 1): Promise<number | null> {
  return db.write(['responses', 'ledgers'], async ({ responses, ledgers }) => {
    const ledger = await ledgers.get(device);
    if (!ledger?.contact) return null;
    const rows = await responses.by('[device+sequence]').list(numbersOf(device, from), PIECE);
    const safe = rows.filter((row) => isSafe(row, ledger));
    await Promise.all(safe.map(({ id }) => responses.delete(id)));
    const numbers = safe.map(({ sequence }) => sequence);
    if (safe.length > 0) {
      await ledgers.put({ ...ledger, released: withNumbers(ledger.released ?? [], numbers) });
    }
    const last = rows[PIECE - 1]?.sequence;
    const goesOn = last !== undefined && (safe.length > 0 || last < coveredTo(ledger));
    return goesOn ? last + 1 : null;
  });
}

function isSafe({ sequence, receipt }: ResponseRow, ledger: LedgerRow): boolean {
  if (receipt === undefined || ledger.contact?.missing.includes(sequence)) return false;
  if (sequence <= coveredTo(ledger)) return true;
  return serverTimeOf(ledger) - Date.parse(receipt.at) >= KEEP_MS;
}

/** Highest number of which it is known that, if it arrived, it is in a backup. */
function coveredTo({ contact }: LedgerRow): number {
  if (contact === null) return 0;
  const { backedUp = 0, highest, missing, missingCount } = contact;
  // Of further gaps the endpoint has not told the numbers.
  const told = missingCount > missing.length ? (missing.at(-1) ?? 0) : highest;
  return Math.min(backedUp, highest, told);
}

/** What of a device is kept here although the endpoint has it. */
export async function keptOf(
  { responses, outbox }: Tables<'responses' | 'outbox'>,
  device: string,
): Promise<number> {
  const [all, unsent] = await Promise.all([
    responses.by('[device+sequence]').count(numbersOf(device)),
    outbox.by(DUE).count(dueOf(device)),
  ]);
  return all - unsent;
}

/** Delivered responses that are still here, and why, for screens. */
export interface KeptState {
  readonly count: number;
  /** Of them: no backup of the office is known to hold them. */
  readonly withoutBackup: number;
  /** The oldest of these goes then at the latest, ISO 8601 UTC, endpoint clock; `null`: there is none. */
  readonly until: string | null;
}

/** Unsent responses with a higher number: counted, but for those that were postponed. */
async function waitingBehind({ outbox }: Tables<'outbox'>, device: string, number: number): Promise<number> {
  const atOnce = IDBKeyRange.bound([device, 0, number + 1], [device, 0, Infinity]);
  const postponed = await outbox.by(DUE).list(dueOf(device, 1));
  const behind = postponed.filter(({ sequence }) => sequence > number);
  return (await outbox.by(DUE).count(atOnce)) + behind.length;
}

export function keptState(db: SurveyDatabase): Promise<KeptState> {
  return db.read(['responses', 'outbox', 'ledgers', 'identities'], async (tables) => {
    const { responses, ledgers, identities } = tables;
    let [count, withoutBackup, until] = [0, 0, ''];
    for (const { device } of await identities.list()) {
      const ledger = await ledgers.get(device);
      if (!ledger) continue;
      const uncovered = numbersOf(device, coveredTo(ledger) + 1);
      count += await keptOf(tables, device);
      withoutBackup +=
        (await responses.by('[device+sequence]').count(uncovered)) -
        (await waitingBehind(tables, device, coveredTo(ledger)));
      const first = await responses.by('[device+sequence]').list(uncovered, PIECE);
      const oldest = first.map(({ receipt }) => receipt?.at ?? '').find((at) => at !== '');
      if (oldest !== undefined && (until === '' || oldest < until)) until = oldest;
    }
    const last = until === '' ? null : new Date(Date.parse(until) + KEEP_MS).toISOString();
    return { count, withoutBackup, until: last };
  });
}
