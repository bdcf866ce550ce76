import { contextRow } from '../survey/ledger.ts';
import type { ContextRow, ResponseRow } from '../survey/rows.ts';
import type { JournalRecord } from './record.ts';

/**
 * The second copy of a response. Its receipt is no part of it: brought back it would still be believed, also after the
 * endpoint was restored from a copy that has not the response.
 */
export function recordOf({ receipt: _, ...response }: ResponseRow, context: ContextRow): JournalRecord {
  return { response, context: contextRow(context) };
}
