import { isDeepStrictEqual } from 'node:util';
import type { Edit } from '#protocol/office.ts';
import type { Body, DocumentRecord } from '../storage/document-store.ts';

/** The deletion is a field like the others, under a name that no document uses. */
export const DELETED = '$deleted';

export interface Merged {
  readonly body: Body;
  readonly deleted: boolean;
  /** What the edit really changes; `$deleted` among them. Empty: nothing. */
  readonly changed: Body;
  /** What it wants and must not have, since somebody else changed the same field after the edit's base. */
  readonly contested: Body;
}

/**
 * Lays an edit over the current document. A field that nobody changed since the edit's base takes the edit's value; one
 * that was changed to the same value needs nothing; one that was changed to another value is contested and stays. A
 * deletion stands only when its author had seen everything.
 */
export function merge(current: DocumentRecord | null, edit: Edit): Merged {
  if (current === null) {
    return { body: edit.changes, deleted: edit.delete, changed: edit.changes, contested: {} };
  }
  const body: Record<string, unknown> = { ...current.body };
  const changed: Record<string, unknown> = {};
  const contested: Record<string, unknown> = {};
  for (const [field, wanted] of Object.entries(edit.changes)) {
    if (isDeepStrictEqual(current.body[field], wanted)) continue;
    if (changedSince(current, field, edit.baseRevision)) contested[field] = wanted;
    else {
      body[field] = wanted;
      changed[field] = wanted;
    }
  }
  const deleted =
    current.deleted === edit.delete || isDeletionContested(current, edit) ? current.deleted : edit.delete;
  if (deleted !== current.deleted) changed[DELETED] = deleted;
  else if (current.deleted !== edit.delete) contested[DELETED] = edit.delete;
  return { body, deleted, changed, contested };
}

function changedSince(current: DocumentRecord, field: string, revision: number): boolean {
  return (current.fieldRevisions[field] ?? 0) > revision;
}

function isDeletionContested(current: DocumentRecord, edit: Edit): boolean {
  return edit.delete
    ? current.revision > edit.baseRevision
    : changedSince(current, DELETED, edit.baseRevision);
}

/** Revision of each field after an edit. */
export function nextFieldRevisions(
  current: DocumentRecord | null,
  changed: Body,
  revision: number,
): Record<string, number> {
  const revisions: Record<string, number> = { ...current?.fieldRevisions };
  for (const field of Object.keys(changed)) revisions[field] = revision;
  return revisions;
}
