import type { Body, DocumentRow, EditRow } from './rows.ts';

/** Where some changed fields go: into an edit that never left this device, or into one of their own. */
export interface EditPart {
  readonly into: EditRow | null;
  /** Id of the edit whose answer they wait for. */
  readonly after: string | null;
  readonly baseRevision: number;
  readonly changes: Body;
}

/**
 * The endpoint contests a field that was changed after an edit's base revision, by whomever. So that a person is never
 * in conflict with her own earlier edit, each changed field goes where its base is true:
 * 1. changed already in an edit that never left this device: into that one;
 * 2. changed in an edit that is under way: waits for its answer, which tells the base;
 * 3. changed in an edit that was answered and not yet pulled: based on the revision of that answer;
 * 4. else: based on the revision that the person sees.
 * An edit that may have been sent is never touched. `earlier`: this document's edits in order.
 */
export function placeFields(changes: Body, earlier: readonly EditRow[], seen: number): EditPart[] {
  const parts = new Map<string, EditPart>();
  for (const [field, value] of Object.entries(changes)) {
    const { into, after, baseRevision } = placeOf(field, earlier, seen);
    const key = into ? into.id : `${after ?? ''}:${baseRevision}`;
    const part = parts.get(key) ?? { into, after, baseRevision, changes: {} };
    parts.set(key, { ...part, changes: { ...part.changes, [field]: value } });
  }
  return [...parts.values()];
}

/** A deletion, a revival or the decision of a conflict: never merged, and after all that is still open. */
export function afterAll(open: readonly EditRow[], base: DocumentRow | undefined, changes: Body): EditPart {
  return { into: null, after: open.at(-1)?.id ?? null, baseRevision: base?.revision ?? 0, changes };
}

function placeOf(field: string, earlier: readonly EditRow[], seen: number): Omit<EditPart, 'changes'> {
  const holder = earlier.findLast(
    ({ state, changes }) => state !== 'refused' && Object.hasOwn(changes, field),
  );
  if (holder?.state === 'new') return { into: holder, after: null, baseRevision: holder.baseRevision };
  const sent = holder?.state === 'sent' ? holder : null;
  const after = sent?.id ?? null;
  // Her own value lies over what was pulled meanwhile: of that field she has seen no more than the edit under way had.
  const baseRevision = sent?.baseRevision ?? Math.max(seen, holder?.revision ?? 0);
  const into = earlier.find(
    (edit) =>
      edit.state === 'new' &&
      edit.after === after &&
      edit.baseRevision === baseRevision &&
      edit.settles === null &&
      !edit.delete,
  );
  return { into: into ?? null, after, baseRevision };
}
