import { DOCUMENTS } from '#protocol/document.ts';
import type { DocumentBody, DocumentKind } from '#protocol/document.ts';
import { newId } from '../identifier.ts';
import type { OfficeDatabase, OpenOffice } from './database.ts';
import { afterAll, placeFields } from './edit-places.ts';
import { overlay } from './overlay.ts';
import type { View } from './overlay.ts';
import { sameValue } from './same-value.ts';
import type { Body } from './rows.ts';

export interface NewEdit<K extends DocumentKind = DocumentKind> {
  readonly kind: K;
  readonly id: string;
  /** Changed top-level fields; all of them for a new document. */
  readonly changes: Partial<DocumentBody<K>>;
  /** Left out: no; for a decision: as it is. */
  readonly delete?: boolean;
  /** Id of the conflict that this edit decides. */
  readonly settles?: string;
}

/** The document would not have a form that the endpoint takes; nothing was kept. */
export class InvalidDocument extends Error {
  /** Where and what, as the schema says it: `survey.closesAt: invalid_format`. */
  readonly problems: readonly string[];
  constructor(kind: DocumentKind, id: string, problems: readonly string[]) {
    super(`The ${kind} ${id} cannot be kept like this: ${problems.join('; ')}.`);
    this.name = 'InvalidDocument';
    this.problems = problems;
  }
}

/**
 * Keeps a change of a person: visible here at once, sent when possible. Fields that already have the wanted value are
 * left out; an edit that changes nothing is not kept. `now`: milliseconds since 1970, device clock.
 * Throws InvalidDocument.
 */
export function edit<K extends DocumentKind>(
  db: OfficeDatabase,
  wanted: NewEdit<K>,
  now: number,
): Promise<void> {
  return editAll(db, [wanted], now);
}

/** Several edits, all or none; for an imported agenda. Throws InvalidDocument. */
export function editAll<K extends DocumentKind>(
  db: OfficeDatabase,
  wanted: readonly NewEdit<K>[],
  now: number,
): Promise<void> {
  return db.run((tables) =>
    tables.transaction('rw', tables.documents, tables.edits, async () => {
      for (const one of wanted) await keep(tables, one, now);
    }),
  );
}

/** Inside a transaction over `documents` and `edits`. */
export async function keep(tables: OpenOffice, wanted: NewEdit, now: number): Promise<void> {
  const { kind, id } = wanted;
  const base = await tables.documents.get([kind, id]);
  const earlier = await tables.edits.where({ kind, document: id }).sortBy('order');
  const view = overlay(base, earlier);
  const changes = differing(view, wanted.changes);
  const remove = wanted.delete ?? (wanted.settles !== undefined && view?.deleted === true);
  const unchanged = Object.keys(changes).length === 0 && (view?.deleted ?? false) === remove;
  if (unchanged && !wanted.settles) return;
  if (!remove) refuseInvalid(kind, id, { ...view?.body, ...changes });
  const open = earlier.filter(({ state }) => state === 'new' || state === 'sent');
  if (remove && !base && open.every(({ state }) => state === 'new')) {
    await tables.edits.bulkDelete(open.map(({ order }) => order));
    return;
  }
  const whole = remove || view?.deleted || wanted.settles !== undefined;
  const parts = whole ? [afterAll(open, base, changes)] : placeFields(changes, earlier, base?.revision ?? 0);
  for (const { into, after, baseRevision, changes: part } of parts) {
    if (into) {
      await tables.edits.update(into.order, { changes: { ...into.changes, ...part } });
      continue;
    }
    await tables.edits.add({
      id: newId(now),
      kind,
      document: id,
      baseRevision,
      changes: part,
      delete: remove,
      settles: wanted.settles ?? null,
      at: new Date(now).toISOString(),
      state: 'new',
      after,
      revision: null,
      detail: null,
    });
  }
}

/** Plain copies: screens hand over reactive objects, which the store cannot keep. */
function differing(view: View | null, changes: Body): Body {
  const wanted = Object.entries(JSON.parse(JSON.stringify(changes)) as Body);
  if (!view || view.deleted) return Object.fromEntries(wanted);
  return Object.fromEntries(wanted.filter(([field, value]) => !sameValue(view.body[field], value)));
}

function refuseInvalid(kind: DocumentKind, id: string, body: Body): void {
  const parsed = DOCUMENTS[kind].safeParse(body);
  if (parsed.success) return;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || kind}: ${issue.code}`);
  throw new InvalidDocument(kind, id, problems);
}
