import type { PushAnswer, PushItem } from '#protocol/survey.ts';
import type { SurveyDatabase, Tables } from './database.ts';
import { numbersOf } from './ledger.ts';
import { waiting } from './outbox.ts';
import type { Contact, LedgerRow, Receipt, ResponseRow } from './rows.ts';

/** One answer of the endpoint, and what it answers. */
export interface Answered {
  /** Whose responses were sent. */
  readonly device: string;
  /** Who sent them, and whom the answer's figures are about. */
  readonly sender: string;
  readonly items: readonly PushItem[];
  readonly answer: PushAnswer;
  /** Milliseconds since 1970, device clock. */
  readonly now: number;
}

export interface Receipts {
  /** Items of the batch that a receipt named with their own hash. */
  readonly named: number;
  /** Items of the batch that no receipt named. */
  readonly unnamed: readonly PushItem[];
  /** Results that named something else. */
  readonly ignored: number;
  /** Responses with receipts that the endpoint does not have (any more), and that wait again. */
  readonly putBack: number;
}

type Stock = Tables<'outbox' | 'responses' | 'ledgers'>;

/**
 * Takes the results of one request. An item leaves the outbox only when it was in this request and a result names it
 * with the same hash; its data stays. Everything else is counted and changes nothing. One strict transaction.
 */
export function applyReceipts(db: SurveyDatabase, answered: Answered): Promise<Receipts> {
  return db.write(['outbox', 'responses', 'ledgers'], async (stock) => {
    const { device, sender, items, answer, now } = answered;
    const { receipts, ignored } = sort(items, answer);
    const received = await take(stock, receipts);
    await noteDelivery(stock, device, { received, ignored, sending: () => false });
    await noteContact(stock, sender, answer, now);
    const putBack = await refill(stock, sender, answer);
    const unnamed = items.filter(({ id }) => !receipts.has(id));
    return { named: receipts.size, unnamed, ignored, putBack };
  });
}

/**
 * Takes an answer that came by file, to a request that nobody remembers: its signature says that the endpoint gave it,
 * so whatever it names with the right hash has arrived. Returns how many of the responses here it names for the first
 * time.
 */
export function applyCarriedAnswer(db: SurveyDatabase, device: string, answer: PushAnswer): Promise<number> {
  return db.write(['outbox', 'responses', 'ledgers'], async (stock) => {
    const ids = answer.results.map(({ id }) => id);
    const rows = (await stock.responses.getEach(ids)).filter(
      // A receipt from before the endpoint was restored from an older copy is worth nothing.
      (row) => row !== undefined && !(row.putBack && row.putBack.at >= answer.serverTime),
    ) as ResponseRow[];
    let news = 0;
    for (const owner of new Set(rows.map((row) => row.device))) {
      const own = rows.filter((row) => row.device === owner);
      const { receipts } = sort(own, answer);
      const received = await take(stock, receipts);
      await noteDelivery(stock, owner, { received, ignored: 0, sending: (id) => !receipts.has(id) });
      news += received;
    }
    await noteCarried(stock, device, answer);
    return news;
  });
}

function sort(
  items: readonly Pick<PushItem, 'id' | 'hash'>[],
  answer: PushAnswer,
): { receipts: Map<string, Receipt>; ignored: number } {
  const hashes = new Map(items.map(({ id, hash }) => [id, hash]));
  const receipts = new Map<string, Receipt>();
  let ignored = 0;
  for (const { id, hash, status, code } of answer.results) {
    if (hashes.get(id) !== hash || receipts.has(id)) ignored += 1;
    else receipts.set(id, { status, code: code ?? null, at: answer.serverTime });
  }
  return { receipts, ignored };
}

/** Keeps receipts that say something new; another tab may have been told first. Returns how many they were. */
async function take({ responses, outbox }: Stock, receipts: ReadonlyMap<string, Receipt>): Promise<number> {
  const rows = (await responses.getEach([...receipts.keys()])).filter((row) => row !== undefined);
  const news = rows.filter(({ receipt }) => receipt === undefined);
  await responses.putEach(news.map((row) => ({ ...row, receipt: receipts.get(row.id)! })));
  await Promise.all([...receipts.keys()].map((id) => outbox.delete(id)));
  return news.length;
}

interface Delivered {
  readonly received: number;
  readonly ignored: number;
  /** Whether a response is still on its way. */
  readonly sending: (id: string) => boolean;
}

async function noteDelivery(
  { ledgers }: Stock,
  device: string,
  { received, ignored, sending }: Delivered,
): Promise<void> {
  const ledger = await ledgers.get(device);
  if (!ledger) return;
  const ignoredReceipts = ledger.counters.ignoredReceipts + ignored;
  await ledgers.put({
    ...ledger,
    received: ledger.received + received,
    sending: ledger.sending.filter(sending),
    counters: { ...ledger.counters, ignoredReceipts },
  });
}

async function noteContact(
  { ledgers }: Stock,
  device: string,
  answer: PushAnswer,
  now: number,
): Promise<void> {
  const ledger = await ledgers.get(device);
  if (!ledger) return;
  const clockOffsetMs = Date.parse(answer.serverTime) - now;
  const contact = { at: new Date(now).toISOString(), clockOffsetMs, ...toldOf(answer) };
  await ledgers.put({ ...ledger, contact });
}

/** An answer that lay in a file for a while is news only where none has come since. */
async function noteCarried({ ledgers }: Stock, device: string, answer: PushAnswer): Promise<void> {
  const ledger = await ledgers.get(device);
  const serverTime = Date.parse(answer.serverTime);
  if (!ledger || serverTimeOf(ledger) >= serverTime) return;
  const clockOffsetMs = ledger.contact?.clockOffsetMs ?? 0;
  const at = new Date(serverTime - clockOffsetMs).toISOString();
  await ledgers.put({ ...ledger, contact: { at, clockOffsetMs, ...toldOf(answer) } });
}

function toldOf({ ledger, backedUp }: PushAnswer): Omit<Contact, 'at' | 'clockOffsetMs'> {
  return { ...ledger, ...(backedUp !== undefined && { backedUp }) };
}

/** The endpoint's clock at the last contact, milliseconds since 1970; 0: there was none. */
export function serverTimeOf({ contact }: LedgerRow): number {
  return contact === null ? 0 : Date.parse(contact.at) + contact.clockOffsetMs;
}

/** Numbers above the highest one that are put back at once; the next answers tell of the others. */
const PUT_BACK_AT_ONCE = 500;
/** A response that the endpoint lacks in spite of its receipt is sent again at once so many times … */
const QUICK_RETURNS = 3;
/** … and later no more often than this. */
const SLOW_RETURN_MS = 60 * 60 * 1000;

/**
 * Puts back what the endpoint lacks although it gave a receipt: it was restored from an older copy. Whatever it has is
 * recognised by its id, so that nothing is counted twice.
 */
async function refill(stock: Stock, device: string, answer: PushAnswer): Promise<number> {
  const { responses, outbox, ledgers } = stock;
  const { highest, missing } = answer.ledger;
  const byNumber = responses.by('[device+sequence]');
  const gaps = await Promise.all(missing.map((number) => byNumber.get([device, number])));
  const above = await byNumber.list(numbersOf(device, highest + 1), PUT_BACK_AT_ONCE);
  const justNamed = new Set(answer.results.map(({ id }) => id));
  const lacking = [...gaps.filter((row) => row !== undefined), ...above].filter(
    (row) => !justNamed.has(row.id) && mayReturn(row, answer.serverTime),
  );
  if (lacking.length === 0) return 0;
  for (const { receipt: _, putBack, ...row } of lacking) {
    const times = (putBack?.times ?? 0) + 1;
    await responses.put({ ...row, putBack: { times, at: answer.serverTime } });
    await outbox.put(waiting(row));
  }
  const ledger = await ledgers.get(device);
  if (ledger) await ledgers.put({ ...ledger, received: ledger.received - lacking.length });
  return lacking.length;
}

function mayReturn({ receipt, putBack }: ResponseRow, serverTime: string): boolean {
  if (receipt === undefined) return false;
  const isRare = Date.parse(serverTime) - Date.parse(receipt.at) >= SLOW_RETURN_MS;
  return isRare || (putBack?.times ?? 0) < QUICK_RETURNS;
}
