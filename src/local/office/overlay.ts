import type { Body, DocumentRow, EditRow } from './rows.ts';

/** A document as the person at this device sees it: the endpoint's, with this device's own changes laid over. */
export interface View {
  readonly revision: number;
  readonly body: Body;
  readonly deleted: boolean;
  /** Fields that hold a change of this device which the endpoint has not shown back yet. */
  readonly dirty: readonly string[];
}

/** `edits` of this document in their order; refused ones are not laid over. `null`: there is no such document. */
export function overlay(base: DocumentRow | undefined, edits: readonly EditRow[]): View | null {
  const applied = edits.filter(({ state }) => state !== 'refused');
  if (!base && applied.length === 0) return null;
  const body: Body = { ...base?.body };
  let deleted = base?.deleted ?? false;
  const dirty = new Set<string>();
  for (const edit of applied) {
    Object.assign(body, edit.changes);
    deleted = edit.delete;
    for (const field of Object.keys(edit.changes)) dirty.add(field);
  }
  return { revision: base?.revision ?? 0, body, deleted, dirty: [...dirty] };
}
