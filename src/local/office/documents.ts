import { DOCUMENTS, isDocumentKind } from '#protocol/document.ts';
import type { DocumentBody, DocumentKind } from '#protocol/document.ts';
import type { OfficeDatabase, OpenOffice } from './database.ts';
import { overlay } from './overlay.ts';
import type { DocumentRow, EditRow } from './rows.ts';

/** A document with this device's own changes laid over. */
export interface LocalDocument<K extends DocumentKind = DocumentKind> {
  readonly kind: K;
  readonly id: string;
  /** Revision of the endpoint that this is based on; 0 while only this device knows it. */
  readonly revision: number;
  readonly body: DocumentBody<K>;
  /** Last change that the endpoint knows; `null` while it knows none. ISO 8601 UTC. */
  readonly changedAt: string | null;
  readonly changedBy: string | null;
  /** Fields changed here and not yet confirmed by the endpoint. */
  readonly dirty: readonly string[];
}

/** All documents of a kind that are not deleted. Those this build cannot read are left out: see `unreadableDocuments`. */
export async function listDocuments<K extends DocumentKind>(
  db: OfficeDatabase,
  kind: K,
): Promise<LocalDocument<K>[]> {
  const { bases, edits } = await db.run((tables) => ofKind(tables, kind));
  const found: LocalDocument<K>[] = [];
  for (const id of new Set([...bases.keys(), ...edits.keys()])) {
    const document = read(kind, id, bases.get(id), edits.get(id) ?? []);
    if (document && document !== 'unreadable') found.push(document);
  }
  return found;
}

/** One document; `null` when there is none, it is deleted or this build cannot read it. */
export async function getDocument<K extends DocumentKind>(
  db: OfficeDatabase,
  kind: K,
  id: string,
): Promise<LocalDocument<K> | null> {
  const { base, edits } = await db.run((tables) =>
    tables.transaction('r', tables.documents, tables.edits, async () => ({
      base: await tables.documents.get([kind, id]),
      edits: await tables.edits.where({ kind, document: id }).sortBy('order'),
    })),
  );
  const document = read(kind, id, base, edits);
  return document === 'unreadable' ? null : document;
}

/** How many documents a newer version of the app wrote in a form this build does not know: figures would be wrong. */
export async function unreadableDocuments(db: OfficeDatabase): Promise<number> {
  const rows = await db.run((tables) => tables.documents.toArray());
  return rows.filter(
    ({ kind, ...row }) => !isDocumentKind(kind) || read(kind, row.id, { ...row, kind }, []) === 'unreadable',
  ).length;
}

function read<K extends DocumentKind>(
  kind: K,
  id: string,
  base: DocumentRow | undefined,
  edits: readonly EditRow[],
): LocalDocument<K> | null | 'unreadable' {
  const view = overlay(base, edits);
  if (!view || view.deleted) return null;
  const parsed = DOCUMENTS[kind].safeParse(view.body);
  if (!parsed.success) return 'unreadable';
  const body = parsed.data as DocumentBody<K>;
  const { revision, dirty } = view;
  return {
    kind,
    id,
    revision,
    body,
    changedAt: base?.changedAt ?? null,
    changedBy: base?.changedBy ?? null,
    dirty,
  };
}

function ofKind(
  tables: OpenOffice,
  kind: DocumentKind,
): PromiseLike<{ bases: Map<string, DocumentRow>; edits: Map<string, EditRow[]> }> {
  return tables.transaction('r', tables.documents, tables.edits, async () => {
    const bases = await tables.documents.where({ kind }).toArray();
    const edits = await tables.edits.where({ kind }).sortBy('order');
    return {
      bases: new Map(bases.map((row) => [row.id, row])),
      edits: Map.groupBy(edits, (edit) => edit.document),
    };
  });
}
