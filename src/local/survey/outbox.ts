import { LIMITS } from '#protocol/limits.ts';
import type { PushAnswer, PushItem, PushRequest } from '#protocol/survey.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import type { SurveyDatabase, SurveyTables, Tables } from './database.ts';
import { unsentOf } from './ledger.ts';
import type { OutboxRow, Receipt } from './rows.ts';

/** One device identity with responses to deliver, and the authorisation to do so. */
export interface Sender {
  readonly device: string;
  readonly contextId: string;
  readonly mode: 'link' | 'kiosk';
  readonly token: string;
}

export interface BatchOptions {
  /** Milliseconds since 1970, device clock. */
  readonly now: number;
  /** At most so many items, never more than the protocol allows. */
  readonly limit: number;
  readonly appVersion: string;
}

/** Longest wait of one item; a `nextAt` further away comes from a clock that was wrong, and is due. */
export const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** The authorisation of a device identity as it is now: links and enrolments are renewed while responses wait. */
export function senderOf(db: SurveyDatabase, device: string): Promise<Sender | null> {
  return db.read(['ledgers', 'contexts'], async ({ ledgers, contexts }) => {
    const ledger = await ledgers.get(device);
    const context = ledger && (await contexts.get(ledger.contextId));
    return context ? { device, contextId: context.id, mode: context.mode, token: context.token } : null;
  });
}

/** Identities that still have something to deliver, each independent of the others. */
export function devicesWithUnsent(db: SurveyDatabase): Promise<{ device: string; contextId: string }[]> {
  return db.read(['ledgers', 'outbox'], async ({ ledgers, outbox }) => {
    const found: { device: string; contextId: string }[] = [];
    for (const { device, contextId } of await ledgers.list()) {
      if (await outbox.by(DUE).get(dueOf(device))) found.push({ device, contextId });
    }
    return found;
  });
}

/** The last time the endpoint answered a delivery of any identity, ISO 8601 UTC, device clock; `null`: never yet. */
export function lastContactAt(db: SurveyDatabase): Promise<string | null> {
  return db.read(['ledgers'], async ({ ledgers }) => {
    const times = (await ledgers.list()).map(({ contact }) => contact?.at).filter((at) => at !== undefined);
    return times.sort().at(-1) ?? null;
  });
}

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
    const rows = await dueRows(tables, device, options, limit);
    const ledger = await tables.ledgers.get(device);
    const [nextSequence, unsent] = ledger ? [ledger.nextSequence, unsentOf(ledger)] : [1, rows.length];
    const request: PushRequest = {
      protocol: PROTOCOL_VERSION,
      device: {
        id: device,
        appVersion: options.appVersion,
        nextSequence,
        unsent,
      },
      items: [],
    };
    let bytes = jsonBytes(request);
    for (const response of await tables.responses.getEach(rows.map(({ responseId }) => responseId))) {
      if (!response) continue;
      const item: PushItem = { id: response.id, hash: response.hash, body: response.body };
      bytes += jsonBytes(item) + 1;
      if (request.items.length > 0 && bytes > LIMITS.batchBytes) break;
      request.items.push(item);
    }
    return request.items.length > 0 ? request : null;
  });
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
    await outbox.putEach(later.map((row) => ({ ...row, nextAt: nextAt(row.passedOver) })));
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

export interface Receipts {
  /** Items of the batch that a receipt named with their own hash. */
  readonly named: number;
  /** Items of the batch that no receipt named. */
  readonly unnamed: readonly PushItem[];
  /** Results that named something else. */
  readonly ignored: number;
}

/**
 * Takes the results of one request. An item leaves the outbox only when it was in this request and a result names it
 * with the same hash; its data stays. Everything else is counted and changes nothing. One strict transaction.
 */
export function applyReceipts(
  db: SurveyDatabase,
  device: string,
  items: readonly PushItem[],
  answer: PushAnswer,
  now: number,
): Promise<Receipts> {
  return db.write(['outbox', 'responses', 'ledgers'], async ({ outbox, responses, ledgers }) => {
    const open = new Map(items.map((item) => [item.id, item]));
    const receipts = new Map<string, Receipt>();
    let ignored = 0;
    for (const { id, hash, status, code } of answer.results) {
      if (open.get(id)?.hash !== hash) {
        ignored += 1;
        continue;
      }
      open.delete(id);
      receipts.set(id, { status, code: code ?? null, at: answer.serverTime });
    }
    const rows = (await responses.getEach([...receipts.keys()])).filter((row) => row !== undefined);
    // Another tab may have sent the same items and been told first.
    const news = rows.filter(({ receipt }) => receipt === undefined);
    await responses.putEach(news.map((row) => ({ ...row, receipt: receipts.get(row.id)! })));
    await Promise.all([...receipts.keys()].map((id) => outbox.delete(id)));
    await noteContact(ledgers, device, answer, { now, received: news.length, ignored });
    return { named: items.length - open.size, unnamed: [...open.values()], ignored };
  });
}

async function dueRows(
  { outbox }: Tables<'outbox'>,
  device: string,
  options: BatchOptions,
  limit: number,
): Promise<OutboxRow[]> {
  const due = await outbox.by(DUE).list(dueOf(device, 0, options.now), limit);
  if (due.length < limit) {
    const absurd = dueOf(device, options.now + 2 * LONGEST_WAIT_MS);
    due.push(...(await outbox.by(DUE).list(absurd, limit - due.length)));
  }
  return due.sort((a, b) => a.sequence - b.sequence);
}

/** The index by which a device's items come in the order in which they are due. */
const DUE = '[device+nextAt+sequence]';

function dueOf(device: string, fromNextAt = 0, toNextAt = Infinity): IDBKeyRange {
  return IDBKeyRange.bound([device, fromNextAt, 0], [device, toNextAt, Infinity]);
}

async function noteContact(
  ledgers: SurveyTables['ledgers'],
  device: string,
  answer: PushAnswer,
  { now, received, ignored }: { now: number; received: number; ignored: number },
): Promise<void> {
  const ledger = await ledgers.get(device);
  if (!ledger) return;
  const clockOffsetMs = Date.parse(answer.serverTime) - now;
  const contact = { at: new Date(now).toISOString(), clockOffsetMs, ...answer.ledger };
  const ignoredReceipts = ledger.counters.ignoredReceipts + ignored;
  await ledgers.put({
    ...ledger,
    received: ledger.received + received,
    sending: [],
    contact,
    counters: { ...ledger.counters, ignoredReceipts },
  });
}

/** UTF-8 bytes of a value as JSON. */
function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
