import type { SurveyDatabase, Tables } from '../survey/database.ts';
import { newLedger } from '../survey/ledger.ts';
import { DUE, waiting } from '../survey/outbox.ts';
import type { LedgerRow, ResponseRow } from '../survey/rows.ts';
import { withOneMore } from '../survey/taken.ts';
import type { JournalRecord } from './record.ts';

/** What the journal gives to mend with. */
export interface Mending {
  /** Responses that the database should have and has not, or whose text it has altered. */
  readonly lost: readonly JournalRecord[];
  /** One record of each device that has lost what authorises its deliveries. */
  readonly unauthorised: readonly JournalRecord[];
}

const NEEDED = ['responses', 'outbox', 'ledgers', 'contexts', 'drafts'] as const;
type Stock = Tables<(typeof NEEDED)[number]>;

/**
 * Makes a database that has lost something whole again, in one transaction: what only the journal has comes back and
 * waits to be sent, and so does whatever no receipt names. What is there is left alone, so doing it twice or in two tabs
 * changes nothing; what another tab released since it was looked for is sent once more, and is the same. Returns how many
 * responses came back.
 *
 * Numbers are never given out a second time. An identity whose ledger is gone is retired, and so is one whose ledger is
 * older than the records, unless they continue its chain without a gap.
 */
export function mend(db: SurveyDatabase, { lost, unauthorised }: Mending): Promise<number> {
  return db.write(NEEDED, async (stock) => {
    const rows = new Map((await stock.responses.list()).map((row) => [row.id, row]));
    const ledgers = new Map((await stock.ledgers.list()).map((ledger) => [ledger.device, ledger]));
    const missing = lost.filter(({ response: { id, body } }) => {
      const there = rows.get(id);
      return there === undefined || (there.receipt === undefined && there.body !== body);
    });
    for (const record of missing) {
      const row = await putBack(stock, record, ledgers.get(record.response.device)?.contextId);
      rows.set(row.id, row);
    }
    for (const { response, context } of unauthorised) {
      const id = ledgers.get(response.device)?.contextId;
      if (id !== undefined && !(await stock.contexts.get(id))) await stock.contexts.put({ ...context, id });
    }
    await queueAgain(stock, rows);
    for (const device of new Set([...rows.values()].map((row) => row.device))) {
      const own = [...rows.values()].filter((row) => row.device === device);
      await settle(stock, ledgers.get(device), own);
    }
    return missing.length;
  });
}

async function putBack(
  { responses, contexts, drafts }: Stock,
  { response, context }: JournalRecord,
  known: string | undefined,
): Promise<ResponseRow> {
  const { device } = response;
  const namesake = await contexts.get(context.id);
  // A kiosk's identity that is gone must not be taken for the one it has or will get; a phone's link stays the same.
  const isSame = context.mode === 'link' || namesake?.device === device;
  const contextId = known ?? (isSame ? context.id : `${context.id}:${device}`);
  if (!(await contexts.get(contextId))) await contexts.put({ ...context, id: contextId, device });
  const row: ResponseRow = { ...response, contextId };
  await responses.put(row);
  for (const draft of await drafts.list()) {
    if (draft.responseId === row.id) await drafts.delete(draft.contextId);
  }
  return row;
}

/**
 * What no receipt names waits to be sent. What waits already, and is left out by the index that the sender reads, is written
 * again; nothing else is, since a damaged page that refuses one row would take everything back.
 */
async function queueAgain({ outbox }: Stock, rows: ReadonlyMap<string, ResponseRow>): Promise<void> {
  const queue = new Map((await outbox.list()).map((row) => [row.responseId, row]));
  const due = new Set((await outbox.by(DUE).list()).map(({ responseId }) => responseId));
  for (const row of rows.values()) {
    if (row.receipt === undefined && !due.has(row.id)) await outbox.put(queue.get(row.id) ?? waiting(row));
  }
}

/** The ledger of a device as its responses prove it to be. */
async function settle(
  { ledgers }: Stock,
  known: LedgerRow | undefined,
  rows: readonly ResponseRow[],
): Promise<void> {
  const { device, contextId } = rows[0]!;
  const ledger = known ?? { ...newLedger(device, contextId), current: 0 };
  const later = rows
    .filter(({ sequence }) => sequence >= ledger.nextSequence)
    .sort((a, b) => a.sequence - b.sequence);
  const last = later.at(-1);
  const nextSequence = last ? last.sequence + 1 : ledger.nextSequence;
  const unsent = rows.filter(({ receipt }) => receipt === undefined).length;
  await ledgers.put({
    ...ledger,
    nextSequence,
    lastHash: last?.hash ?? ledger.lastHash,
    received: nextSequence - 1 - unsent,
    // What the ledger had numbered itself it has counted itself.
    taken: later.reduce((taken, { body, submittedAt }) => {
      const { activity } = JSON.parse(body) as { activity: string };
      return withOneMore(taken, activity, submittedAt);
    }, ledger.taken ?? {}),
    current: continues(ledger, later) ? ledger.current : 0,
  });
}

/** Whether the rows follow, without a gap, on each other and on what the ledger knows. */
function continues({ nextSequence, lastHash }: LedgerRow, rows: readonly ResponseRow[]): boolean {
  let expected = { sequence: nextSequence, previousHash: lastHash };
  return rows.every(({ sequence, hash, body }) => {
    const { place } = JSON.parse(body) as { place: { previousHash: string } };
    const follows = sequence === expected.sequence && place.previousHash === expected.previousHash;
    expected = { sequence: sequence + 1, previousHash: hash };
    return follows;
  });
}
