import { canonicalJson } from '#domain/canonical-json.ts';
import type { ResponseFlag, SurveyResponse } from '#domain/response.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { LIMITS } from '#protocol/limits.ts';
import { signText } from '#protocol/signature.ts';
import { StoreUnavailable } from '../store-problem.ts';
import type { SurveyContext } from './contexts.ts';
import type { ChainEnd, Place, SurveyDatabase, Tables } from './database.ts';
import { makeIdentity } from './identity.ts';
import { placeOfNext, renewIdentity } from './ledger.ts';
import { waiting } from './outbox.ts';
import { receiptNumber } from './receipt-number.ts';
import type { Draft, LedgerRow, ResponseRow } from './rows.ts';
import { withOneMore } from './taken.ts';

export interface Submission {
  readonly draft: Draft;
  readonly context: SurveyContext;
  /** ISO 8601 UTC with milliseconds, device clock. */
  readonly submittedAt: string;
  /** Monotonic milliseconds from start to submit. */
  readonly durationMs: number;
  /** `earlier`: something was submitted under the context before. */
  readonly flags: (earlier: boolean) => readonly ResponseFlag[];
  /**
   * Resolves when numbers may be given out: the journal was asked whether the database still knows all that were. Asked
   * again when the browser replaced the connection meanwhile, since what it then opens may have gone back. Never rejects.
   */
  readonly ready?: () => Promise<void> | undefined;
  /**
   * Keeps a second copy of the stored response; nobody is thanked before it resolves, and it never rejects. It is called
   * after the transaction has completed, so a copy never tells of a response, or of a number, that was not given out.
   */
  readonly keepCopy?: (row: ResponseRow) => Promise<unknown> | undefined;
}

export interface Stored {
  readonly responseId: string;
  /** Short number for the thank-you screen. */
  readonly receipt: string;
  readonly sequence: number;
  /** It had been stored before: another tap, another tab, or a crash between storing and thanking. */
  readonly already: boolean;
}

/** The response is larger than any endpoint would take; nothing was stored. `limit` and `found` in `unit`. */
export class ResponseTooLarge extends Error {
  readonly part: 'comment' | 'response';
  readonly limit: number;
  readonly found: number;
  constructor(part: 'comment' | 'response', limit: number, found: number) {
    const unit = part === 'comment' ? 'characters' : 'bytes';
    super(`The ${part} has ${found} ${unit}; at most ${limit} can be sent. Shorten it, then send again.`);
    this.name = 'ResponseTooLarge';
    this.part = part;
    this.limit = limit;
    this.found = found;
  }
}

/** Silence of the browser after which a submit is tried on a new connection; the id keeps it from being stored twice. */
const SILENCE_MS = 10_000;
/** Tabs and taps that are faster come one after the other; nobody is overtaken so often. */
const MOST_TURNS = 50;

/**
 * Makes a finished form a response, for good: when this resolves, the strict transaction has completed and a power cut
 * no longer takes it. Safe to call any number of times, in any number of tabs, with the same draft: the response is
 * stored once. Throws ResponseTooLarge, StoreFull, StoreTooNew or StoreUnavailable; then nothing was stored and calling
 * again is right.
 */
export async function submitDraft(db: SurveyDatabase, submission: Submission): Promise<Stored> {
  const { draft, context } = submission;
  if (draft.comment.length > LIMITS.commentLength) {
    throw new ResponseTooLarge('comment', LIMITS.commentLength, draft.comment.length);
  }
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    await submission.ready?.();
    const { reopenings } = db;
    // 1. Where the device's chain ends: as last seen, else as it is now; or the response was stored before.
    const end = db.chainEnds.get(context.id) ?? (await look(db, draft, context));
    if ('stored' in end) return thank(submission, end.stored, true);
    if (db.reopenings !== reopenings) continue;
    // 2. Freeze, hash and sign outside any transaction: waiting for that inside would end it.
    const row = await freeze(submission, end);
    // 3. Store everything at once, provided that the chain still ends there and nobody was faster; else look again.
    const ledger = await commit(db, row, end, draft);
    if (ledger !== null) {
      db.chainEnds.set(context.id, { ledger, key: end.key, earlier: true });
      return thank(submission, row, false);
    }
    db.chainEnds.delete(context.id);
  }
  // A browser that names the key of this response and gives nothing for it would keep us here for ever.
  throw new StoreUnavailable(db.name, 'failed');
}

/** The end of the chain, made anew when its ledger or key is gone; or an earlier copy of the response. */
async function look(
  db: SurveyDatabase,
  draft: Draft,
  context: SurveyContext,
): Promise<ChainEnd | { readonly stored: ResponseRow }> {
  const find = async (tables: Tables<'responses' | 'ledgers' | 'identities'>) => {
    const ofContext = IDBKeyRange.bound([context.id, ''], [context.id, '\uffff']);
    const [stored, known, first] = await Promise.all([
      tables.responses.get(draft.responseId),
      placeOfNext(tables, context.id),
      tables.responses.by('[contextId+submittedAt]').get(ofContext),
    ]);
    return { stored, known, earlier: first !== undefined };
  };
  const { stored, known, earlier } = await db.read(['responses', 'ledgers', 'identities'], find, SILENCE_MS);
  return stored ? { stored } : { ...(known ?? (await beginAnew(db, context))), earlier };
}

/** Ledger or key are gone; see `renewIdentity`. Another tab may have been faster. */
async function beginAnew(db: SurveyDatabase, context: SurveyContext): Promise<Place> {
  const identity = context.mode === 'kiosk' ? await makeIdentity() : null;
  return db.write(
    ['responses', 'ledgers', 'contexts', 'identities'],
    async (tables) => {
      const known = await placeOfNext(tables, context.id);
      if (known) return known;
      return { ledger: await renewIdentity(tables, context, identity), key: identity?.key ?? null };
    },
    SILENCE_MS,
  );
}

async function freeze(submission: Submission, { ledger, key, earlier }: ChainEnd): Promise<ResponseRow> {
  const { draft, context, submittedAt } = submission;
  const { device, nextSequence: sequence, lastHash: previousHash } = ledger;
  const response: SurveyResponse = {
    format: 1,
    id: draft.responseId,
    agency: context.agency.id,
    activity: draft.activity,
    questionnaire: draft.questionnaire,
    channel: context.mode,
    place: { device, sequence, previousHash },
    answers: draft.answers,
    profile: draft.profile,
    comment: draft.comment,
    language: draft.language,
    submittedAt,
    durationMs: Math.max(0, Math.round(submission.durationMs)),
    flags: submission.flags(earlier),
  };
  const body = canonicalJson(response);
  const size = new TextEncoder().encode(body).length;
  if (size > LIMITS.responseBytes) throw new ResponseTooLarge('response', LIMITS.responseBytes, size);
  const [hash, signature] = await Promise.all([sha256Hex(body), key && signText(key, body)]);
  const row = { id: draft.responseId, contextId: context.id, device, sequence, body, hash, submittedAt };
  return signature === null ? row : { ...row, signature };
}

/** The chain does not end any more where this response was to follow. */
class ChainMoved extends Error {}

/**
 * Response, outbox, ledger and draft in one strict transaction; resolves after it has completed, with the ledger as it is
 * now, or with `null` when another tab or tap was faster and nothing was written. Everything is asked for at once and
 * taken back if it does not fit, since each round between this thread and the store is time before the thank-you.
 */
async function commit(
  db: SurveyDatabase,
  row: ResponseRow,
  { ledger: expected, key }: Place,
  draft: Draft,
): Promise<LedgerRow | null> {
  const store = async (
    tables: Tables<'responses' | 'outbox' | 'ledgers' | 'drafts' | 'identities'>,
    last: () => void,
  ) => {
    const { responses, outbox, ledgers, drafts, identities } = tables;
    const found = Promise.all([
      ledgers.get(row.device),
      drafts.get(draft.contextId),
      key && identities.get(row.device),
    ]);
    const written = [responses.add(row), outbox.put(waiting(row))];
    const [ledger, kept, identity] = await found;
    const moved = ledger?.nextSequence !== expected.nextSequence || ledger.lastHash !== expected.lastHash;
    // Nothing is numbered under an identity whose key is gone.
    if (!ledger || moved || ledger.current === 0 || identity === undefined) throw new ChainMoved();
    const taken = withOneMore(ledger.taken ?? {}, draft.activity, row.submittedAt);
    const next = { ...ledger, nextSequence: row.sequence + 1, lastHash: row.hash, taken };
    written.push(ledgers.put(next));
    if (kept?.responseId === row.id) written.push(drafts.delete(draft.contextId));
    last();
    await Promise.all(written);
    return next;
  };
  try {
    return await db.write(['responses', 'outbox', 'ledgers', 'drafts', 'identities'], store, SILENCE_MS);
  } catch (error) {
    const isTaken = error instanceof DOMException && error.name === 'ConstraintError';
    if (isTaken || error instanceof ChainMoved) return null;
    throw error;
  }
}

async function thank(submission: Submission, row: ResponseRow, already: boolean): Promise<Stored> {
  const { context, keepCopy } = submission;
  await keepCopy?.(row);
  const { id, device, sequence } = row;
  const receipt = receiptNumber({ channel: context.mode, id, device, sequence });
  return { responseId: id, receipt, sequence, already };
}
