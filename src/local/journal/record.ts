import type { ContextRow, ResponseRow } from '../survey/rows.ts';

/** The second copy of a thanked response, with everything that is needed to deliver it when nothing else is left. */
export interface JournalRecord {
  readonly response: Omit<ResponseRow, 'receipt'>;
  /** What the response was given under: its authorisation, and how the office calls it. */
  readonly context: ContextRow;
}

/** Whether something read back is a record as far as the rest of the program relies on it. */
export function isJournalRecord(value: unknown): value is JournalRecord {
  const { response, context } = fields(value);
  const { id, contextId, device, body, hash, submittedAt, sequence } = fields(response);
  const { id: name, mode, token } = fields(context);
  return (
    [id, contextId, device, body, hash, submittedAt, name, token].every((text) => typeof text === 'string') &&
    Number.isSafeInteger(sequence) &&
    (mode === 'kiosk' || mode === 'link')
  );
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
