import type { PullAnswer, PulledConflict, PulledDocument } from '#protocol/office.ts';
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
const START: PullState = { cursor: 0, head: 0, lastPullAt: null };

export function pullState(db: OfficeDatabase): Promise<PullState> {
  return db.run((tables) => read(tables));
}

/**
 * Takes one page of changes together with its cursor, in one transaction. What is at or before the own cursor is already
 * here and passed over, so that a page taken twice, by two tabs, counts nothing twice. An endpoint whose end lies before
 * the own cursor was restored from an older backup: the copy is emptied (edits stay) and pulled anew.
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
        return { documents: 0, responses: 0 };
      }
      const fresh = answer.items.filter(({ seq }) => seq > cursor);
      const newDocuments = fresh.filter((item) => item.type === 'document');
      for (const document of newDocuments) await keepDocument(tables, document);
      for (const item of fresh) if (item.type === 'conflict') await keepConflict(tables, item);
      const responses = fresh.filter((item) => item.type === 'response');
      if (responses.length > 0) await keepResponses(tables, responses);
      const next: PullState = {
        cursor: Math.max(cursor, answer.cursor),
        head: answer.head,
        lastPullAt: answer.serverTime,
      };
      await meta.put({ key: STATE, value: next });
      return { documents: newDocuments.length, responses: responses.length };
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

/** The endpoint's document; edits of this device that it already contains are done. */
async function keepDocument(tables: OpenOffice, pulled: PulledDocument): Promise<void> {
  const { kind, id, revision, deleted, changedAt, changedBy } = pulled;
  const body = pulled.body as Body;
  await tables.documents.put({ kind, id, revision, deleted, body, changedAt, changedBy });
  await tables.edits
    .where({ kind, document: id })
    .filter((edit) => edit.state === 'answered' && (edit.revision ?? 0) <= revision)
    .delete();
}

async function keepConflict(tables: OpenOffice, pulled: PulledConflict): Promise<void> {
  const { id, kind, document, field, wanted, wantedBy, wantedAt, settled } = pulled;
  if (settled) await tables.conflicts.delete(id);
  else await tables.conflicts.put({ id, kind, document, field, wanted, wantedBy, wantedAt });
}

async function keepResponses(
  tables: OpenOffice,
  responses: Parameters<typeof appendResponses>[1],
): Promise<void> {
  const columns = await tables.chunks.orderBy('chunk').last();
  const details = columns && (await tables.details.get(columns.chunk));
  const changed = appendResponses(columns && details ? { columns, details } : null, responses);
  await tables.chunks.bulkPut(changed.map((chunk) => chunk.columns));
  await tables.details.bulkPut(changed.map((chunk) => chunk.details));
}
