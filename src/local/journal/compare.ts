import { sha256Hex } from '#protocol/hash.ts';
import type { SurveyDatabase } from '../survey/database.ts';
import { unsentOf } from '../survey/ledger.ts';
import { DUE } from '../survey/outbox.ts';
import { isIn } from '../survey/released.ts';
import type { ResponseRow } from '../survey/rows.ts';
import { mend } from './mend.ts';
import { hasJournal } from './folder.ts';
import type { Journal } from './journal.ts';
import type { JournalEntry, JournalView } from './messages.ts';
import type { JournalRecord } from './record.ts';
import { recordOf } from './record-of.ts';

export interface Comparison {
  /** Responses that the database had lost. */
  readonly broughtBack: number;
  /** Responses that the journal had not. */
  readonly copied: number;
  /** Responses that the journal has not and did not take. */
  readonly uncopied: number;
  /** Places in the journal that could not be read. */
  readonly damaged: number;
  /** Files of the journal that the browser did not give: what they hold may still be missing. */
  readonly unread: number;
}

/**
 * Makes database and journal agree: what only the journal has comes back, what it has not is copied, and what is safe
 * leaves it. Tabs that do it at once do it twice, and nothing else. `null`: there is no journal to be read. Rejects when
 * the database or the journal's worker fails meanwhile. `now`: milliseconds since 1970.
 */
export async function compareWithJournal(
  db: SurveyDatabase,
  journal: Journal,
  now: number,
): Promise<Comparison | null> {
  // The journal first: whatever is in it had been committed to the database before.
  const view = await journal.look();
  if (view === null) return null;
  const contested = contestedIn(view);
  const { missing, safe, contextless, isOdd, doubtful } = await lookAtDatabase(db, view, contested);
  const altered = await alteredOf(doubtful);
  const lost = await intact(await journal.take([...missing.map(({ id }) => id), ...altered]));
  const unauthorised = await journal.take(contextless.map(({ id }) => id));
  const broughtBack = lost.length > 0 || isOdd ? await mend(db, { lost, unauthorised }) : 0;
  const absent = await withoutCopy(db, view);
  const isCopied = absent.length === 0 || (await journal.keepAll(absent)) === 'opfs';
  await journal.tidy(safe, now);
  const [copied, uncopied] = isCopied ? [absent.length, 0] : [0, absent.length];
  return { broughtBack, copied, uncopied, damaged: view.damaged, unread: view.unread };
}

/**
 * Ids of responses that share a number of a device with another one, as after a database that went back: a ledger's
 * released numbers then do not tell which of them is meant.
 */
function contestedIn({ entries }: JournalView): ReadonlySet<string> {
  const holders = new Map<string, string>();
  const contested = new Set<string>();
  for (const { id, device, sequence } of entries) {
    const place = `${device} ${sequence}`;
    const holder = holders.get(place);
    if (holder !== undefined) contested.add(holder).add(id);
    holders.set(place, id);
  }
  return contested;
}

/**
 * Whether the database cannot have been left like this: it was made anew, or a part of it is gone. Costs next to nothing
 * where all is well.
 */
export async function seemsDamaged(db: SurveyDatabase): Promise<boolean> {
  const isBare = await db.read(['ledgers', 'contexts'], async ({ ledgers, contexts }) => {
    const devices = new Set((await ledgers.list()).map(({ device }) => device));
    const known = await contexts.list();
    return devices.size === 0 || known.length === 0 || known.some(({ device }) => !devices.has(device));
  });
  return isBare && hasJournal();
}

interface Discrepancies {
  /** In the journal, and should be in the database. */
  readonly missing: readonly JournalEntry[];
  /**
   * Ids in the journal of which a ledger says that they were removed because the office has them for good. Nothing else may
   * leave the journal: the browser can drop the database at any moment of a comparison and open an empty one.
   */
  readonly safe: readonly string[];
  /** The last entry of each device whose context is gone. */
  readonly contextless: readonly JournalEntry[];
  /** The database's tables contradict each other, or hold what cannot be read. */
  readonly isOdd: boolean;
  /** What waits in a database that is odd: its texts may have been altered as well. */
  readonly doubtful: readonly ResponseRow[];
}

function lookAtDatabase(
  db: SurveyDatabase,
  view: JournalView,
  contested: ReadonlySet<string>,
): Promise<Discrepancies> {
  return db.read(['responses', 'outbox', 'ledgers', 'contexts'], async (tables) => {
    const keys = new Set(await tables.responses.listKeys());
    const contexts = new Map((await tables.contexts.list()).map((context) => [context.id, context]));
    const ledgers = new Map((await tables.ledgers.list()).map((ledger) => [ledger.device, ledger]));
    const last = new Map(view.entries.map((entry) => [entry.device, entry]));
    const contextless = [...last.values()].filter(({ device }) => {
      const ledger = ledgers.get(device);
      return ledger !== undefined && !contexts.has(ledger.contextId);
    });
    const devices = [
      ...view.entries.filter(({ id }) => keys.has(id)).map(({ device }) => device),
      ...[...contexts.values()].map(({ device }) => device),
    ];
    const unsent = [...ledgers.values()].reduce((sum, ledger) => sum + unsentOf(ledger), 0);
    const queue = await tables.outbox.list();
    const waiting = await tables.responses.getEach(queue.map(({ responseId }) => responseId));
    const isOdd =
      contextless.length > 0 ||
      unsent !== queue.length ||
      waiting.includes(undefined) ||
      // An index is damaged apart from its table, and what it leaves out is never sent.
      queue.length !== (await tables.outbox.by(DUE).count()) ||
      devices.some((device) => !ledgers.has(device));
    // Every row is read only where there is reason to: a tablet may keep ten thousand of them.
    const there = isOdd ? new Set((await tables.responses.list()).map(({ id }) => id)) : keys;
    const doubtful = isOdd ? waiting.filter((row) => row !== undefined) : [];
    const isReleased = ({ id, device, sequence }: JournalEntry): boolean =>
      !contested.has(id) && isIn(ledgers.get(device)?.released ?? [], sequence);
    const gone = view.entries.filter(({ id }) => !there.has(id));
    const missing = gone.filter((entry) => !isReleased(entry));
    const safe = gone.filter(isReleased).map(({ id }) => id);
    return { missing, safe, contextless, isOdd, doubtful };
  });
}

/** Only texts that are what their hash says. */
async function intact(records: readonly JournalRecord[]): Promise<JournalRecord[]> {
  const altered = new Set(await alteredOf(records.map(({ response }) => response)));
  return records.filter(({ response }) => !altered.has(response.id));
}

/** Ids of the texts that are not what their hash says. */
async function alteredOf(
  responses: readonly Pick<ResponseRow, 'id' | 'body' | 'hash'>[],
): Promise<readonly string[]> {
  const found = await Promise.all(
    responses.map(async ({ id, body, hash }) => ((await sha256Hex(body)) === hash ? [] : [id])),
  );
  return found.flat();
}

/** Records of the database's responses that the journal has not. */
function withoutCopy(db: SurveyDatabase, view: JournalView): Promise<JournalRecord[]> {
  const copied = new Set(view.entries.map(({ id }) => id));
  return db.read(['responses', 'contexts'], async ({ responses, contexts }) => {
    const ids = (await responses.listKeys()).map(String);
    const known = new Map((await contexts.list()).map((context) => [context.id, context]));
    const rows = await responses.getEach(ids.filter((id) => !copied.has(id)));
    return rows.flatMap((row) => {
      const context = row && known.get(row.contextId);
      return row === undefined || context === undefined ? [] : [recordOf(row, context)];
    });
  });
}
