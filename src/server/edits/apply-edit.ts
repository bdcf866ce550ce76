import { randomUUIDv7 } from 'node:crypto';
import { WRITE_PERMISSION } from '#protocol/document.ts';
import type { Edit, EditResult } from '#protocol/office.ts';
import { may } from '#protocol/role.ts';
import type { Role } from '#protocol/role.ts';
import type { EditOutcome, EditRecord, DocumentRecord } from '../storage/document-store.ts';
import type { Storage } from '../storage/storage.ts';
import { proposalProblem } from './document-rules.ts';
import { merge, nextFieldRevisions } from './merge.ts';

export interface Editor {
  readonly storage: Storage;
  readonly agency: string;
  readonly account: string;
  readonly role: Role;
  readonly now: () => number;
}

/** Times an edit is judged anew because somebody else wrote the same document in between. */
const ATTEMPTS = 20;

/** Judges and stores one edit. The same edit sent again gets its first answer; nothing is overwritten silently. */
export async function applyEdit(editor: Editor, edit: Edit): Promise<EditResult> {
  const { storage, agency } = editor;
  if (!may(editor.role, WRITE_PERMISSION[edit.kind])) {
    return refused(edit, 0, `The role ${editor.role} may not edit ${edit.kind}.`);
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const earlier = await storage.documents.edit(agency, edit.id);
    if (earlier !== null) return repeated(earlier);
    const current = await storage.documents.get(agency, edit.kind, edit.document);
    const judged = await judge(editor, edit, current);
    if (!('outcome' in judged)) return judged;
    const written = await storage.documents.write(agency, judged.outcome);
    if (written === 'written') return resultOf(judged.outcome.edit);
    if (written === 'file-known') return refused(edit, 0, 'fileHash: this file was imported before.');
  }
  throw new Error('A document changed too often while an edit was judged.');
}

async function judge(
  editor: Editor,
  edit: Edit,
  current: DocumentRecord | null,
): Promise<EditResult | { outcome: EditOutcome }> {
  const revision = current?.revision ?? 0;
  if (current === null && (edit.baseRevision > 0 || edit.delete)) {
    return refused(edit, 0, 'The document is not here (any more); send it whole with base revision 0.');
  }
  const settles = await settledConflict(editor, edit);
  if (settles === 'foreign') return refused(edit, revision, 'settles: no open conflict of this document.');
  const { body, deleted, changed, contested } = merge(current, edit);
  const changes = Object.keys(changed).length > 0;
  const { kind, document } = edit;
  const problem = await proposalProblem({
    kind,
    document,
    agency: editor.agency,
    current,
    body,
    deleted,
    changes,
  });
  if (problem !== null) return refused(edit, revision, problem);
  const fields = Object.keys(contested);
  // A device may know a later revision than an endpoint restored from a backup: numbers never go back.
  const nextRevision = changes ? Math.max(revision, edit.baseRevision) + 1 : revision;
  const receivedAt = editor.now();
  const by = editor.account;
  const next: DocumentRecord = {
    ...{ kind, id: document, revision: nextRevision, deleted, body, changedAt: receivedAt, changedBy: by },
    fieldRevisions: nextFieldRevisions(current, changed, nextRevision),
  };
  const status = fields.length > 0 ? 'conflict' : changes || settles !== null ? 'applied' : 'same';
  const outcome: EditOutcome = {
    edit: { id: edit.id, status, revision: nextRevision, fields },
    ...{ kind, document, sawRevision: revision, next: changes ? next : null, changes: changed },
    ...{ madeAt: Date.parse(edit.at), by, receivedAt, settles },
    conflicts: fields.map((field) => ({
      ...{ id: randomUUIDv7(), kind, document, field, wanted: contested[field] },
      ...{ wantedBy: by, wantedAt: Date.parse(edit.at), settled: false },
    })),
  };
  return { outcome };
}

async function settledConflict(editor: Editor, edit: Edit): Promise<string | null> {
  if (edit.settles === null) return null;
  const conflict = await editor.storage.documents.conflict(editor.agency, edit.settles);
  const fits = conflict !== null && conflict.kind === edit.kind && conflict.document === edit.document;
  return fits ? edit.settles : 'foreign';
}

function resultOf({ id, status, revision, fields }: EditRecord): EditResult {
  return { edit: id, status, revision, fields: [...fields] };
}

function repeated(record: EditRecord): EditResult {
  return { ...resultOf(record), status: record.status === 'conflict' ? 'conflict' : 'same' };
}

function refused(edit: Edit, revision: number, detail: string): EditResult {
  return { edit: edit.id, status: 'refused', revision, fields: [], detail };
}
