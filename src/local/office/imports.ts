import type { ImportRecord } from '#domain/agency.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { LIMITS } from '#protocol/limits.ts';
import type { PushItem, PushResult } from '#protocol/survey.ts';
import type { OfficeDatabase, OpenOffice } from './database.ts';
import { keep } from './edits.ts';
import { overlay } from './overlay.ts';
import type { ImportPart, ImportProgress } from './rows.ts';

export type { ImportProgress } from './rows.ts';

/** The same file was imported before; nothing was kept. */
export class ImportKnown extends Error {
  readonly fileName: string;
  readonly importedAt: string;
  constructor(fileName: string, importedAt: string) {
    super(`This file was already imported as "${fileName}" at ${importedAt}.`);
    this.name = 'ImportKnown';
    this.fileName = fileName;
    this.importedAt = importedAt;
  }
}

/** Problems of one import that are kept by name; the others are only counted. */
export const IMPORT_PROBLEMS = 1000;

/**
 * Keeps an import until it is delivered: its document and its frozen responses (`bodies`, each the canonical JSON of a
 * response whose id is in it), all or nothing. `now`: milliseconds since 1970, device clock.
 * Throws ImportKnown when a file with the same hash is known here, InvalidDocument for a wrong record.
 */
export async function queueImport(
  db: OfficeDatabase,
  record: ImportRecord,
  bodies: readonly string[],
  now: number,
): Promise<void> {
  const parts = inParts(await Promise.all(bodies.map(toItem)));
  await db.run((tables) => {
    const { documents, edits, importParts, imports } = tables;
    return tables.transaction('rw', [documents, edits, importParts, imports], async () => {
      await refuseKnown(tables, record.fileHash);
      await keep(tables, { kind: 'import', id: record.id, changes: record }, now);
      await importParts.bulkAdd(parts.map((items) => ({ batch: record.id, items })));
      const [batch, total] = [record.id, bodies.length];
      const { fileName } = record;
      await imports.put({ batch, fileName, total, waiting: total, stored: 0, problems: [], problemCount: 0 });
    });
  });
}

/** Imports made on this device and how far each has come. */
export function listImportProgress(db: OfficeDatabase): Promise<ImportProgress[]> {
  return db.run((tables) => tables.imports.toArray());
}

/** A part that can be sent: the endpoint has its import document. `null` when none can. */
export function nextImportPart(db: OfficeDatabase): Promise<ImportPart | null> {
  return db.run((tables) =>
    tables.transaction('r', tables.importParts, tables.edits, tables.documents, async () => {
      const known = await tables.documents.where({ kind: 'import' }).toArray();
      const edits = await tables.edits.where({ kind: 'import' }).toArray();
      const answered = edits.filter(({ state }) => state === 'answered');
      const delivered = new Set([...known.map(({ id }) => id), ...answered.map(({ document }) => document)]);
      const parts = tables.importParts.orderBy('order').filter(({ batch }) => delivered.has(batch));
      return (await parts.first()) ?? null;
    }),
  );
}

/**
 * Takes the endpoint's results for the items of one part that were sent. An item leaves only when a result names it with
 * its own hash; those put aside or contradicted are remembered with their code. Returns how many left.
 */
export function applyImportResults(
  db: OfficeDatabase,
  part: ImportPart,
  asked: readonly PushItem[],
  results: readonly PushResult[],
): Promise<number> {
  return db.run((tables) =>
    tables.transaction('rw', tables.importParts, tables.imports, async () => {
      const named = new Map(results.map((result) => [result.id, result]));
      const current = await tables.importParts.get(part.order);
      if (!current) return 0;
      const done = new Set(asked.filter(({ id, hash }) => named.get(id)?.hash === hash).map(({ id }) => id));
      const left = current.items.filter(({ id }) => !done.has(id));
      const gone = current.items.filter(({ id }) => done.has(id));
      if (left.length === 0) await tables.importParts.delete(part.order);
      else await tables.importParts.update(part.order, { items: left });
      await note(
        tables,
        part.batch,
        gone.map(({ id }) => named.get(id)!),
      );
      return gone.length;
    }),
  );
}

/** The endpoint cannot take this single item; it is remembered with the code, and the others go on. */
export function refuseImportItem(
  db: OfficeDatabase,
  part: ImportPart,
  id: string,
  code: string,
): Promise<void> {
  return db.run((tables) =>
    tables.transaction('rw', tables.importParts, tables.imports, async () => {
      const current = await tables.importParts.get(part.order);
      const left = current?.items.filter((item) => item.id !== id) ?? [];
      if (!current || left.length === current.items.length) return;
      if (left.length === 0) await tables.importParts.delete(part.order);
      else await tables.importParts.update(part.order, { items: left });
      await note(tables, part.batch, [{ id, hash: '', status: 'quarantined', code }]);
    }),
  );
}

async function note(tables: OpenOffice, batch: string, results: readonly PushResult[]): Promise<void> {
  const progress = await tables.imports.get(batch);
  if (!progress) return;
  const bad = results.filter(({ status }) => status === 'conflict' || status === 'quarantined');
  const problems = bad.map(({ id, status, code }) => ({ id, code: code ?? status }));
  await tables.imports.put({
    ...progress,
    waiting: progress.waiting - results.length,
    stored: progress.stored + results.length - bad.length,
    problems: [...progress.problems, ...problems].slice(0, IMPORT_PROBLEMS),
    problemCount: progress.problemCount + bad.length,
  });
}

async function refuseKnown(tables: OpenOffice, fileHash: string): Promise<void> {
  const bases = await tables.documents.where({ kind: 'import' }).toArray();
  const edits = await tables.edits.where({ kind: 'import' }).toArray();
  const views = [
    ...bases.map((base) => overlay(base, [])),
    ...edits.map((edit) => overlay(undefined, [edit])),
  ];
  const known = views.find((view) => view?.body['fileHash'] === fileHash)?.body;
  if (known) throw new ImportKnown(String(known['fileName']), String(known['importedAt']));
}

async function toItem(body: string): Promise<PushItem> {
  const { id } = JSON.parse(body) as { id: string };
  return { id, hash: await sha256Hex(body), body };
}

const ENVELOPE_BYTES = 100;

/** Parts that fit one request each. */
function inParts(items: readonly PushItem[]): PushItem[][] {
  const parts: PushItem[][] = [];
  let part: PushItem[] = [];
  let bytes = ENVELOPE_BYTES;
  for (const item of items) {
    const size = new TextEncoder().encode(JSON.stringify(item)).length + 1;
    if (part.length === LIMITS.batchItems || (part.length > 0 && bytes + size > LIMITS.batchBytes)) {
      parts.push(part);
      part = [];
      bytes = ENVELOPE_BYTES;
    }
    part.push(item);
    bytes += size;
  }
  return part.length > 0 ? [...parts, part] : parts;
}
