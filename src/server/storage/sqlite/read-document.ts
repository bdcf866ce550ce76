import { DOCUMENT_KINDS } from '#protocol/document.ts';
import type { DocumentKind } from '#protocol/document.ts';
import type { Body, ConflictRecord, DocumentRecord, EditRecord } from '../document-store.ts';
import type { Row } from './connection.ts';
import { integer, text, uuid } from './values.ts';

export function readDocument(row: Row): DocumentRecord {
  return {
    kind: kindOf(row),
    id: text(row['id']),
    revision: integer(row['revision']),
    deleted: integer(row['deleted']) === 1,
    body: object(row['body']),
    fieldRevisions: revisions(object(row['field_revisions'])),
    changedAt: integer(row['changed_at']),
    changedBy: text(row['changed_by']),
  };
}

export function readConflict(row: Row): ConflictRecord {
  return {
    id: uuid(row['id']),
    kind: kindOf(row),
    document: text(row['document']),
    field: text(row['field']),
    wanted: JSON.parse(text(row['wanted'])),
    wantedBy: text(row['wanted_by']),
    wantedAt: integer(row['wanted_at']),
    settled: integer(row['settled']) === 1,
  };
}

export function readEdit(row: Row): EditRecord {
  const status = text(row['status']);
  const fields: unknown = JSON.parse(text(row['fields']));
  return {
    id: uuid(row['id']),
    status: status === 'applied' || status === 'conflict' ? status : 'same',
    revision: integer(row['revision']),
    fields: Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [],
  };
}

function kindOf(row: Row): DocumentKind {
  const kind = text(row['kind']);
  const known = DOCUMENT_KINDS.find((name) => name === kind);
  if (known === undefined) throw new TypeError(`Unknown kind of document in the database: ${kind}`);
  return known;
}

export function object(value: Row[string] | undefined): Body {
  const parsed: unknown = JSON.parse(text(value));
  if (typeof parsed !== 'object' || parsed === null) throw new TypeError('Expected a JSON object.');
  return { ...parsed };
}

function revisions(value: Body): Record<string, number> {
  const result: Record<string, number> = {};
  for (const [field, revision] of Object.entries(value)) result[field] = Number(revision);
  return result;
}
