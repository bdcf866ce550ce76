import type { PullAnswer, PulledConflict, PulledDocument } from '#protocol/office.ts';
import type { PulledResponses } from '#protocol/pulled-responses.ts';
import type { OfficeDatabase, OpenOffice } from './database.ts';
import { appendResponses } from './responses.ts';
import type { Body } from './rows.ts';

/** How far the local copy follows the endpoint. */
export interface PullState {
  /** Place in the endpoint's commit order up to which everything is here. */
  readonly cursor: number;
  /** The endpoint's last place at the last pull. */
  readonly head: number;
  /** ISO 8601 UTC, endpoint clock; `null`: never pulled. */
  readonly lastPullAt: string | null;
}

const STATE = 'pull';
const NOTHING = { documents: 0, responses: 0 };
const START: PullState = { cursor: 0, head: 0, lastPullAt: null };

export function pullState(db: OfficeDatabase): Promise<PullState> {
  return db.run((tables) => read(tables));
}

/**
 * Takes one page of changes together with its cursor, in one transaction. A page that does not go on from the own cursor
 * is passed over, so that one taken twice, by two tabs, counts nothing twice and none leaves a hole. An endpoint whose end
 * lies before the own cursor was restored from an older backup: the copy is emptied (edits stay) and pulled anew.
 * Returns how many documents and responses were new.
 */
export function applyPull(
  db: OfficeDatabase,
  answer: PullAnswer,
): Promise<{ documents: number; responses: number }> {
  return db.run((tables) => {
    const { documents, conflicts, edits, chunks, details, meta } = tables;
    return tables.transaction('rw', [documents, conflicts, edits, chunks, details, meta], async () => {
      const { cursor } = await read(tables);
      if (answer.head < cursor) {
        await emptyCopy(tables);
        return NOTHING;
      }
      if (answer.after !== cursor) return NOTHING;
      const { items } = answer;
      const newDocuments = items.filter((item) => item.type === 'document');
      await keepDocuments(tables, newDocuments);
      for (const item of items) if (item.type === 'conflict') await keepConflict(tables, item);
      let responses = 0;
      for (const item of items) {
        if (item.type !== 'responses') continue;
        await keepResponses(tables, item);
        responses += item.count;
      }
      const next: PullState = {
        ...{ cursor: Math.max(cursor, answer.cursor), head: answer.head, lastPullAt: answer.serverTime },
      };
      await meta.put({ key: STATE, value: next });
      return { documents: newDocuments.length, responses };
    });
  });
}

/** Forgets all that was pulled, so that the next pull begins at the start; what was made here stays. */
export async function emptyCopy(tables: OpenOffice): Promise<void> {
  await tables.documents.clear();
  await tables.conflicts.clear();
  await tables.chunks.clear();
  await tables.details.clear();
  await tables.meta.delete(STATE);
}

async function read(tables: OpenOffice): Promise<PullState> {
  const row = await tables.meta.get(STATE);
  return (row?.value as PullState | undefined) ?? START;
}

/** The endpoint's documents; edits of this device that they already contain are done. */
async function keepDocuments(tables: OpenOffice, pulled: readonly PulledDocument[]): Promise<void> {
  if (pulled.length === 0) return;
  await tables.documents.bulkPut(
    pulled.map(({ kind, id, revision, deleted, body, changedAt, changedBy }) => {
      return { kind, id, revision, deleted, body: body as Body, changedAt, changedBy };
    }),
  );
  const revisions = new Map(pulled.map(({ kind, id, revision }) => [`${kind} ${id}`, revision]));
  await tables.edits
    .where({ state: 'answered' })
    .filter(({ kind, document, revision }) => (revision ?? 0) <= (revisions.get(`${kind} ${document}`) ?? -1))
    .delete();
}

async function keepConflict(tables: OpenOffice, pulled: PulledConflict): Promise<void> {
  const { id, kind, document, field, wanted, wantedBy, wantedAt, settled } = pulled;
  if (settled) await tables.conflicts.delete(id);
  else await tables.conflicts.put({ id, kind, document, field, wanted, wantedBy, wantedAt });
}

async function keepResponses(tables: OpenOffice, pulled: PulledResponses): Promise<void> {
  const columns = await tables.chunks.orderBy('chunk').last();
  const details = columns && (await tables.details.get(columns.chunk));
  const changed = appendResponses(columns && details ? { columns, details } : null, pulled);
  await tables.chunks.bulkPut(changed.map((chunk) => chunk.columns));
  await tables.details.bulkPut(changed.map((chunk) => chunk.details));
}
