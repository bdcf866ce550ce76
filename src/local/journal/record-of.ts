import { contextRow } from '../survey/ledger.ts';
import type { ContextRow, ResponseRow } from '../survey/rows.ts';
import type { JournalRecord } from './record.ts';

/**
 * The second copy of a response. Its receipt is no part of it: brought back it would still be believed, also after the
 * endpoint was restored from a copy that has not the response.
 */
export function recordOf(row: ResponseRow, context: ContextRow): JournalRecord {
  const { receipt: _, ...response } = row;
  return { response, context: contextRow(context) };
}
