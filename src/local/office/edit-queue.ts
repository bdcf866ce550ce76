import { LIMITS } from '#protocol/limits.ts';
import type { Edit, EditResult } from '#protocol/office.ts';
import type { OfficeDatabase, OpenOffice } from './database.ts';
import type { Body, EditRow } from './rows.ts';

/** An edit that the endpoint will not take, kept until a person has read why and discarded it. */
export interface RefusedEdit {
  readonly id: string;
  readonly kind: EditRow['kind'];
  readonly document: string;
  readonly changes: Body;
  readonly delete: boolean;
  readonly at: string;
  readonly detail: string;
}

/** Edits that the endpoint may not know yet. */
export function pendingEdits(db: OfficeDatabase): Promise<number> {
  return db.run((tables) => tables.edits.where('state').anyOf('new', 'sent').count());
}

export async function refusedEdits(db: OfficeDatabase): Promise<RefusedEdit[]> {
  const rows = await db.run((tables) => tables.edits.where({ state: 'refused' }).sortBy('order'));
  return rows.map(({ id, kind, document, changes, delete: remove, at, detail }) => ({
    ...{ id, kind, document, changes, delete: remove, at },
    detail: detail ?? '',
  }));
}

/** A person has read why; the edit is gone, and with a refused import its responses. Only refused ones can be discarded. */
export function discardRefusedEdit(db: OfficeDatabase, id: string): Promise<void> {
  return db.run((tables) =>
    tables.transaction('rw', tables.edits, tables.importParts, tables.imports, async () => {
      const row = await tables.edits.where({ id }).first();
      if (row?.state !== 'refused') return;
      await tables.edits.delete(row.order);
      if (row.kind !== 'import') return;
      await tables.importParts.where({ batch: row.document }).delete();
      await tables.imports.delete(row.document);
    }),
  );
}

/**
 * The next edits to send, in the order they were made, marked as sent from now on and so frozen. Edits that may have
 * arrived come again, unchanged. At most `limit` of them and at most `LIMITS.batchBytes`, but always one.
 */
export function takeEdits(db: OfficeDatabase, limit: number): Promise<Edit[]> {
  return db.run((tables) =>
    tables.transaction('rw', tables.edits, async () => {
      const waiting = await tables.edits.where('state').anyOf('new', 'sent').sortBy('order');
      const open = new Set(waiting.map(({ id }) => id));
      const batch: Edit[] = [];
      let bytes = 0;
      for (const row of waiting) {
        if (batch.length === Math.min(limit, LIMITS.batchItems)) break;
        if (row.after !== null && open.has(row.after)) continue;
        const edit = onWire(row);
        bytes += new TextEncoder().encode(JSON.stringify(edit)).length + 1;
        if (batch.length > 0 && bytes > LIMITS.batchBytes - ENVELOPE_BYTES) break;
        batch.push(edit);
        if (row.state === 'new') await tables.edits.update(row.order, { state: 'sent' });
      }
      return batch;
    }),
  );
}

const ENVELOPE_BYTES = 100;

/**
 * Takes the endpoint's answers to edits of one request; returns how many of them were answered. Answered edits stay
 * laid over the document until its new revision is pulled; fields in conflict are laid off, since the conflict itself
 * comes with the pull. Refused ones are kept with the reason. One transaction.
 */
export function applyEditResults(
  db: OfficeDatabase,
  sent: readonly Edit[],
  results: readonly EditResult[],
): Promise<number> {
  return db.run((tables) =>
    tables.transaction('rw', tables.edits, tables.documents, async () => {
      const asked = new Set(sent.map(({ id }) => id));
      let answered = 0;
      for (const result of results) {
        const row = asked.has(result.edit)
          ? await tables.edits.where({ id: result.edit }).first()
          : undefined;
        if (row?.state !== 'sent') continue;
        answered += 1;
        if (result.status === 'refused') await refuse(tables, row, result.detail ?? '');
        else await settle(tables, row, result);
      }
      return answered;
    }),
  );
}

/** The endpoint refused the request because of this one edit. */
export function refuseEdit(db: OfficeDatabase, id: string, detail: string): Promise<void> {
  return db.run((tables) =>
    tables.transaction('rw', tables.edits, async () => {
      const row = await tables.edits.where({ id }).first();
      if (row) await refuse(tables, row, detail);
    }),
  );
}

async function refuse(tables: OpenOffice, row: EditRow, detail: string): Promise<void> {
  await tables.edits.update(row.order, { state: 'refused', detail });
  await tables.edits.filter(({ after }) => after === row.id).modify({ after: null });
}

async function settle(tables: OpenOffice, row: EditRow, result: EditResult): Promise<void> {
  const { kind, document } = row;
  const { revision } = result;
  const lost = new Set(result.status === 'conflict' ? result.fields : []);
  const base = await tables.documents.get([kind, document]);
  if ((base?.revision ?? 0) >= revision) await tables.edits.delete(row.order);
  else {
    const changes = Object.fromEntries(Object.entries(row.changes).filter(([field]) => !lost.has(field)));
    const remove = lost.has('$deleted') ? (base?.deleted ?? false) : row.delete;
    await tables.edits.update(row.order, { state: 'answered', revision, changes, delete: remove });
  }
  await tables.edits
    .where({ kind, document })
    .filter(({ state }) => state === 'new')
    .modify((later) => rebase(later, row, revision, lost));
}

/**
 * What waited for this answer now knows its base, unless it changes a field that lost: that stays contested. A deletion
 * moves on only over this device's own revisions, so that it never removes a change nobody here has seen.
 */
function rebase(later: EditRow, answered: EditRow, revision: number, lost: ReadonlySet<string>): void {
  const next = later as { -readonly [F in keyof EditRow]: EditRow[F] };
  const waited = later.after === answered.id;
  if (waited) next.after = null;
  const whole = later.delete || later.settles !== null;
  const inherits = whole
    ? later.order > answered.order && revision === later.baseRevision + 1
    : waited && !Object.keys(later.changes).some((field) => lost.has(field));
  if (inherits) next.baseRevision = revision;
}

function onWire(row: EditRow): Edit {
  const { id, kind, document, baseRevision, changes, delete: remove, settles, at } = row;
  return { id, kind, document, baseRevision, changes: { ...changes }, delete: remove, settles, at };
}
