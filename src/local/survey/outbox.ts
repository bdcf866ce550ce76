import { LIMITS } from '#protocol/limits.ts';
import type { PushItem, PushRequest } from '#protocol/survey.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import type { SurveyDatabase, Tables } from './database.ts';
import { unsentOf } from './ledger.ts';
import type { OutboxRow, ResponseRow } from './rows.ts';

export interface BatchOptions {
  /** Milliseconds since 1970, device clock. */
  readonly now: number;
  /** At most so many items, never more than the protocol allows. */
  readonly limit: number;
  readonly appVersion: string;
  /** Another identity of this tablet that sends them, because the key of their own is gone. */
  readonly sender?: string;
  /** Bytes that the sender will add to the request. */
  readonly reserve?: number;
}

/** Longest wait of one item; a `nextAt` further away comes from a clock that was wrong, and is due. */
export const LONGEST_WAIT_MS = 60 * 60 * 1000;

/**
 * The next request of a device: its due responses in the order of their numbers, within the limits of the protocol
 * counted on the real bytes of the request. `null` when nothing is due.
 */
export function nextBatch(
  db: SurveyDatabase,
  device: string,
  options: BatchOptions,
): Promise<PushRequest | null> {
  return db.read(['outbox', 'responses', 'ledgers'], async (tables) => {
    const limit = Math.min(options.limit, LIMITS.batchItems);
    for (let most = limit; ; most *= 2) {
      const rows = await dueRows(tables, device, options, most);
      const batch = await batchOf(tables, device, rows, { ...options, limit });
      // Rows whose responses the browser cannot read any more must not hide those behind them.
      if (batch !== null || rows.length < most) return batch;
    }
  });
}

/** Everything of a device that waits, due or not, in as many requests as it takes. */
export function unsentBatches(
  db: SurveyDatabase,
  device: string,
  options: Omit<BatchOptions, 'now'>,
): Promise<PushRequest[]> {
  return db.read(['outbox', 'responses', 'ledgers'], async (tables) => {
    let rows = (await tables.outbox.by(DUE).list(dueOf(device))).sort((a, b) => a.sequence - b.sequence);
    const batches: PushRequest[] = [];
    while (rows.length > 0) {
      const batch = await batchOf(tables, device, rows.slice(0, options.limit), options);
      const last = batch?.items.at(-1)?.id;
      const taken = rows.findIndex(({ responseId }) => responseId === last) + 1;
      if (batch !== null) batches.push(batch);
      rows = rows.slice(taken || options.limit);
    }
    return batches;
  });
}

async function batchOf(
  tables: Tables<'responses' | 'ledgers'>,
  device: string,
  rows: readonly OutboxRow[],
  { sender = device, reserve = 0, appVersion, limit }: Omit<BatchOptions, 'now'>,
): Promise<PushRequest | null> {
  const request = await emptyRequest(tables, sender, appVersion);
  let bytes = jsonBytes(request) + reserve;
  for (const response of await tables.responses.getEach(rows.map(({ responseId }) => responseId))) {
    if (!response) continue;
    const item = itemOf(response, sender);
    bytes += jsonBytes(item) + 1;
    const isFull = request.items.length === limit || bytes > LIMITS.batchBytes;
    if (request.items.length > 0 && isFull) break;
    request.items.push(item);
  }
  return request.items.length > 0 ? request : null;
}

/** A request of a device without items: it only tells how things stand. */
export async function emptyRequest(
  { ledgers }: Tables<'ledgers'>,
  device: string,
  appVersion: string,
): Promise<PushRequest> {
  const ledger = await ledgers.get(device);
  const [nextSequence, unsent] = ledger ? [ledger.nextSequence, unsentOf(ledger)] : [1, 0];
  return { protocol: PROTOCOL_VERSION, device: { id: device, appVersion, nextSequence, unsent }, items: [] };
}

/** As it is sent; with its own signature when it is not its own device that sends it. */
function itemOf({ id, hash, body, device, signature }: ResponseRow, sender: string): PushItem {
  return { id, hash, body, ...(device !== sender && signature !== undefined && { signature }) };
}

/** The row of a response that no receipt names. */
export function waiting({
  id,
  device,
  sequence,
  submittedAt,
}: Pick<ResponseRow, 'id' | 'device' | 'sequence' | 'submittedAt'>): OutboxRow {
  return { responseId: id, device, sequence, submittedAt, passedOver: 0, nextAt: 0, lastProblem: null };
}

/** Notes, before the request leaves, that its items are on their way. */
export function markSent(db: SurveyDatabase, device: string, items: readonly PushItem[]): Promise<void> {
  return noteSending(
    db,
    device,
    items.map(({ id }) => id),
  );
}

/** Notes that the request surely delivered nothing: its items are on this device only. */
export function markUnsent(db: SurveyDatabase, device: string): Promise<void> {
  return noteSending(db, device, []);
}

function noteSending(db: SurveyDatabase, device: string, sending: readonly string[]): Promise<void> {
  return db.write(['ledgers'], async ({ ledgers }) => {
    const ledger = await ledgers.get(device);
    if (ledger) await ledgers.put({ ...ledger, sending });
  });
}

/** Sends an item to the back of the queue, so that it never blocks the others, and says why. */
export function postpone(
  db: SurveyDatabase,
  items: readonly PushItem[],
  problem: string,
  nextAt: (passedOver: number) => number,
): Promise<void> {
  return db.write(['outbox'], async ({ outbox }) => {
    const rows = await outbox.getEach(items.map(({ id }) => id));
    const later = rows
      .filter((row) => row !== undefined)
      .map((row) => ({ ...row, passedOver: row.passedOver + 1, lastProblem: problem }));
    await outbox.putEach(later.map((row) => ({ ...row, nextAt: atLeast1970(nextAt(row.passedOver)) })));
  });
}

/** Makes postponed items due, as a person asked for a try now. */
export function hurry(db: SurveyDatabase, device: string): Promise<void> {
  return db.write(['outbox'], async ({ outbox }) => {
    const postponed = await outbox.by(DUE).list(dueOf(device, 1));
    await outbox.putEach(postponed.map((row) => ({ ...row, nextAt: 0 })));
  });
}

/** When the next postponed item of a device is due, milliseconds since 1970; `null` when none is postponed. */
export function nextDue(db: SurveyDatabase, device: string): Promise<number | null> {
  return db.read(['outbox'], async ({ outbox }) => (await outbox.by(DUE).get(dueOf(device)))?.nextAt ?? null);
}

async function dueRows(
  { outbox }: Tables<'outbox'>,
  device: string,
  options: BatchOptions,
  limit: number,
): Promise<OutboxRow[]> {
  const now = atLeast1970(options.now);
  const due = await outbox.by(DUE).list(dueOf(device, 0, now), limit);
  if (due.length < limit) {
    const absurd = dueOf(device, now + 2 * LONGEST_WAIT_MS);
    due.push(...(await outbox.by(DUE).list(absurd, limit - due.length)));
  }
  return due.sort((a, b) => a.sequence - b.sequence);
}

/** What is due at once is due at 0: a clock set to before 1970 must neither hide it nor put anything in front of it. */
function atLeast1970(milliseconds: number): number {
  return Math.max(0, milliseconds);
}

/** The index by which a device's items come in the order in which they are due. */
export const DUE = '[device+nextAt+sequence]';

export function dueOf(device: string, fromNextAt = 0, toNextAt = Infinity): IDBKeyRange {
  return IDBKeyRange.bound([device, fromNextAt, 0], [device, toNextAt, Infinity]);
}

/** UTF-8 bytes of a value as JSON. */
function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
