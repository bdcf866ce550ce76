import { LIMITS } from '#protocol/limits.ts';
import type { PushAnswer, PushItem, PushRequest } from '#protocol/survey.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import type { OpenSurvey, SurveyDatabase } from './database.ts';
import { count } from './ledger.ts';
import type { OutboxRow } from './rows.ts';

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
  return db.run((tables) =>
    tables.transaction('r', tables.ledgers, tables.contexts, async () => {
      const ledger = await tables.ledgers.get(device);
      const context = ledger && (await tables.contexts.get(ledger.contextId));
      return context ? { device, contextId: context.id, mode: context.mode, token: context.token } : null;
    }),
  );
}

/** Identities that still have something to deliver, each independent of the others. */
export function devicesWithUnsent(db: SurveyDatabase): Promise<{ device: string; contextId: string }[]> {
  return db.run((tables) =>
    tables.transaction('r', tables.ledgers, tables.outbox, async () => {
      const found: { device: string; contextId: string }[] = [];
      for (const { device, contextId } of await tables.ledgers.toArray()) {
        if (await ofDevice(tables, device, 0, Infinity).first()) found.push({ device, contextId });
      }
      return found;
    }),
  );
}

/** The last time the endpoint answered a delivery of any identity, ISO 8601 UTC, device clock; `null`: never yet. */
export function lastContactAt(db: SurveyDatabase): Promise<string | null> {
  return db.run((tables) =>
    tables.ledgers.toArray().then((ledgers) => {
      const times = ledgers.map(({ contact }) => contact?.at).filter((at) => at !== undefined);
      return times.sort().at(-1) ?? null;
    }),
  );
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
  return db.run((tables) =>
    tables.transaction('r', tables.outbox, tables.responses, tables.ledgers, async () => {
      const limit = Math.min(options.limit, LIMITS.batchItems);
      const rows = await dueRows(tables, device, options, limit);
      const unsent = await ofDevice(tables, device, 0, Infinity).count();
      const ledger = await tables.ledgers.get(device);
      const request: PushRequest = {
        protocol: PROTOCOL_VERSION,
        device: {
          id: device,
          appVersion: options.appVersion,
          nextSequence: ledger?.nextSequence ?? 1,
          unsent,
        },
        items: [],
      };
      let bytes = jsonBytes(request);
      for (const { responseId } of rows) {
        const response = await tables.responses.get(responseId);
        if (!response) continue;
        const item: PushItem = { id: response.id, hash: response.hash, body: response.body };
        bytes += jsonBytes(item) + 1;
        if (request.items.length > 0 && bytes > LIMITS.batchBytes) break;
        request.items.push(item);
      }
      return request.items.length > 0 ? request : null;
    }),
  );
}

/** Notes, before the request leaves, that its items are on their way. */
export function markSent(db: SurveyDatabase, items: readonly PushItem[]): Promise<void> {
  return update(db, items, (row) => ({ ...row, state: 'sent', attempts: row.attempts + 1 }));
}

/** Notes that a request surely delivered nothing: its items are on this device only. */
export function markUnsent(db: SurveyDatabase, items: readonly PushItem[]): Promise<void> {
  return update(db, items, (row) => ({ ...row, state: 'on-device' }));
}

/** Sends an item to the back of the queue, so that it never blocks the others, and says why. */
export function postpone(
  db: SurveyDatabase,
  items: readonly PushItem[],
  problem: string,
  nextAt: (attempts: number) => number,
): Promise<void> {
  return update(db, items, (row) => ({ ...row, nextAt: nextAt(row.attempts), lastProblem: problem }));
}

/** Makes postponed items due, as a person asked for a try now. */
export function hurry(db: SurveyDatabase, device: string): Promise<void> {
  return db.run((tables) =>
    tables.transaction('rw', tables.outbox, async () => {
      await ofDevice(tables, device, 1, Infinity).modify({ nextAt: 0 });
    }),
  );
}

/** When the next postponed item of a device is due, milliseconds since 1970; `null` when none is postponed. */
export function nextDue(db: SurveyDatabase, device: string): Promise<number | null> {
  return db.run((tables) =>
    ofDevice(tables, device, 0, Infinity)
      .first()
      .then((row) => row?.nextAt ?? null),
  );
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
  return db.run((tables) =>
    tables.transaction('rw', tables.outbox, tables.responses, tables.ledgers, async () => {
      const open = new Map(items.map((item) => [item.id, item]));
      let ignored = 0;
      for (const { id, hash, status, code } of answer.results) {
        if (open.get(id)?.hash !== hash) {
          ignored += 1;
          continue;
        }
        open.delete(id);
        await tables.outbox.delete(id);
        await tables.responses.update(id, { receipt: { status, code: code ?? null, at: answer.serverTime } });
      }
      const { highest, missing, missingCount } = answer.ledger;
      const at = new Date(now).toISOString();
      const clockOffsetMs = Date.parse(answer.serverTime) - now;
      await tables.ledgers.update(device, { contact: { at, clockOffsetMs, highest, missing, missingCount } });
      await count(tables, await tables.ledgers.get(device), 'ignoredReceipts', ignored);
      return { named: items.length - open.size, unnamed: [...open.values()], ignored };
    }),
  );
}

async function dueRows(
  tables: OpenSurvey,
  device: string,
  options: BatchOptions,
  limit: number,
): Promise<OutboxRow[]> {
  const due = await ofDevice(tables, device, 0, options.now).limit(limit).toArray();
  if (due.length < limit) {
    const absurd = ofDevice(tables, device, options.now + 2 * LONGEST_WAIT_MS, Infinity);
    due.push(...(await absurd.limit(limit - due.length).toArray()));
  }
  return due.sort((a, b) => a.sequence - b.sequence);
}

function ofDevice(tables: OpenSurvey, device: string, fromNextAt: number, toNextAt: number) {
  return tables.outbox
    .where('[device+nextAt+sequence]')
    .between([device, fromNextAt, 0], [device, toNextAt, Infinity], true, true);
}

function update(
  db: SurveyDatabase,
  items: readonly PushItem[],
  change: (row: OutboxRow) => OutboxRow,
): Promise<void> {
  return db.run((tables) =>
    tables.transaction('rw', tables.outbox, async () => {
      const rows = await tables.outbox.bulkGet(items.map(({ id }) => id));
      await tables.outbox.bulkPut(rows.filter((row) => row !== undefined).map(change));
    }),
  );
}

/** UTF-8 bytes of a value as JSON. */
function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
