import { isDocumentKind } from '#protocol/document.ts';
import type { DocumentBody, DocumentKind } from '#protocol/document.ts';
import type { OfficeDatabase } from './database.ts';
import { edit } from './edits.ts';
import type { ConflictRow } from './rows.ts';

/** A conflict about a kind of document that this build knows. */
export interface Conflict extends ConflictRow {
  readonly kind: DocumentKind;
}

/**
 * Conflicts that wait for a person, oldest first. One whose decision is on its way is left out, and one about a kind of
 * document that this build does not know.
 */
export function listConflicts(db: OfficeDatabase): Promise<Conflict[]> {
  return db.run((tables) =>
    tables.transaction('r', tables.conflicts, tables.edits, async () => {
      const decided = new Set<string | null>();
      await tables.edits.each(({ settles, state }) => {
        if (state !== 'refused') decided.add(settles);
      });
      const rows = await tables.conflicts.toArray();
      return rows
        .flatMap(({ kind, ...row }) => (isDocumentKind(kind) ? [{ ...row, kind }] : []))
        .filter(({ id }) => !decided.has(id))
        .sort((a, b) => (a.wantedAt < b.wantedAt ? -1 : 1));
    }),
  );
}

/**
 * A person decides a conflict: `wanted` takes over what the losing edit wanted, `kept` leaves the document as it is.
 * For another value make an `edit` that names the conflict. `now`: milliseconds since 1970, device clock.
 */
export function settleConflict(
  db: OfficeDatabase,
  conflict: Conflict,
  decision: 'wanted' | 'kept',
  now: number,
): Promise<void> {
  const { kind, document, field, wanted, id } = conflict;
  const take = decision === 'wanted';
  const ofDeletion = field === '$deleted';
  const changes = (take && !ofDeletion ? { [field]: wanted } : {}) as Partial<DocumentBody<DocumentKind>>;
  const remove = take && ofDeletion ? { delete: wanted === true } : {};
  return edit(db, { kind, id: document, changes, ...remove, settles: id }, now);
}
