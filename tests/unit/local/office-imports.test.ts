import { beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import { sha256Hex, sha256HexOfBytes } from '#protocol/hash.ts';
import { LIMITS } from '#protocol/limits.ts';
import type { ImportPart } from '#local/office/rows.ts';
import {
  ClippingNotFit,
  getClipping,
  keepClipping,
  nextClipping,
  settleClipping,
} from '#local/office/clippings.ts';
import { openOfficeDatabase } from '#local/office/database.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { listDocuments } from '#local/office/documents.ts';
import { applyEditResults, discardRefusedEdit, refusedEdits, takeEdits } from '#local/office/edit-queue.ts';
import {
  applyImportResults,
  ImportKnown,
  listImportProgress,
  nextImportPart,
  queueImport,
  refuseImportItem,
} from '#local/office/imports.ts';
import { countWork } from '#local/office/work.ts';
import { freshBrowser } from './fresh.ts';
import {
  AGENCY_ID,
  idOf,
  importRecord,
  NOON,
  pulledResponse,
  SERVER_TIME,
  takeNext,
} from './office-scene.ts';

let db: OfficeDatabase;
beforeEach(async () => {
  db = await openOfficeDatabase(AGENCY_ID, freshBrowser());
});

const body = (number: number, comment = '') => canonicalJson(pulledResponse(0, number, { comment }).response);
const queue = (count: number, record = importRecord()) =>
  queueImport(
    db,
    record,
    Array.from({ length: count }, (_, number) => body(number)),
    NOON,
  );

async function deliverDocument(status: 'applied' | 'refused' = 'applied'): Promise<void> {
  const edits = await takeEdits(db, 100);
  await applyEditResults(
    db,
    edits,
    edits.map(({ id }) => ({ edit: id, status, revision: 1, fields: [], detail: 'fileHash: known.' })),
  );
}

const stored = (part: ImportPart) =>
  part.items.map(({ id, hash }) => ({ id, hash, status: 'stored' as const }));

describe('an import', () => {
  test('keeps its document and its frozen responses together', async () => {
    await queue(3);
    expect((await listDocuments(db, 'import')).map((document) => document.body)).toEqual([importRecord()]);
    expect(await listImportProgress(db)).toEqual([
      {
        ...{ batch: importRecord().id, fileName: 'survei-1.xlsx', total: 3, waiting: 3, stored: 0 },
        ...{ problems: [], problemCount: 0 },
      },
    ]);
    await deliverDocument();
    const part = await nextImportPart(db);
    expect(part?.items).toHaveLength(3);
    expect(part?.items[0]).toEqual({
      id: idOf('response', 0),
      hash: await sha256Hex(body(0)),
      body: body(0),
    });
  });

  test('of the same file is recognised, whether it waits here or came from the endpoint', async () => {
    await queue(1);
    await expect(queue(1, importRecord(2))).rejects.toThrow(ImportKnown);
    const pulled = importRecord(3, 'b'.repeat(64));
    const document = {
      type: 'document',
      seq: 1,
      kind: 'import',
      id: pulled.id,
      revision: 1,
      deleted: false,
    } as const;
    await takeNext(db, [{ ...document, body: pulled, changedAt: SERVER_TIME, changedBy: '' }]);
    const again = queue(1, importRecord(4, 'b'.repeat(64)));
    await expect(again).rejects.toMatchObject({ fileName: 'survei-3.xlsx', importedAt: SERVER_TIME });
    expect(await listImportProgress(db)).toHaveLength(1);
  });

  test('sends no response before the endpoint has its document', async () => {
    await queue(1);
    expect(await nextImportPart(db)).toBeNull();
    await takeEdits(db, 100);
    expect(await nextImportPart(db)).toBeNull();
    await deliverDocument();
    expect(await nextImportPart(db)).not.toBeNull();
  });

  test('whose document is refused sends nothing, and goes with it when a person discards it', async () => {
    await queue(2);
    await deliverDocument('refused');
    expect(await nextImportPart(db)).toBeNull();
    const [refused] = await refusedEdits(db);
    expect(refused?.detail).toBe('fileHash: known.');
    await discardRefusedEdit(db, refused!.id);
    expect(await listImportProgress(db)).toEqual([]);
    expect(await countWork(db)).toMatchObject({ edits: 0, refused: 0, importing: 0 });
    await queue(2);
  });

  test('goes in parts that fit one request', async () => {
    await queueImport(
      db,
      importRecord(),
      Array.from({ length: 150 }, (_, n) => body(n, 'ü'.repeat(900))),
      NOON,
    );
    const parts = await db.run((tables) => tables.importParts.toArray());
    for (const { items } of parts) {
      expect(items.length).toBeLessThanOrEqual(LIMITS.batchItems);
      const bytes = Buffer.byteLength(JSON.stringify({ protocol: 1, items }));
      expect(bytes).toBeLessThanOrEqual(LIMITS.batchBytes);
    }
    expect(parts.flatMap(({ items }) => items)).toHaveLength(150);
  });
});

describe('results of an import', () => {
  let part: ImportPart;
  beforeEach(async () => {
    await queue(4);
    await deliverDocument();
    part = (await nextImportPart(db))!;
  });

  test('what is named is done, what is not waits on', async () => {
    expect(await applyImportResults(db, part, part.items, stored(part).slice(0, 3))).toBe(3);
    expect((await nextImportPart(db))?.items).toEqual(part.items.slice(3));
    expect(await listImportProgress(db)).toMatchObject([{ waiting: 1, stored: 3 }]);
    expect(await countWork(db)).toMatchObject({ importing: 1 });
  });

  test('the same results again count nothing twice', async () => {
    await applyImportResults(db, part, part.items, stored(part));
    expect(await applyImportResults(db, part, part.items, stored(part))).toBe(0);
    expect(await listImportProgress(db)).toMatchObject([{ waiting: 0, stored: 4 }]);
    expect(await nextImportPart(db)).toBeNull();
  });

  test('strangers, other hashes and what was not asked for change nothing', async () => {
    const odd = [
      { id: idOf('response', 99), hash: 'f'.repeat(64), status: 'stored' as const },
      { id: part.items[0]!.id, hash: 'f'.repeat(64), status: 'stored' as const },
    ];
    expect(await applyImportResults(db, part, part.items, odd)).toBe(0);
    expect(await applyImportResults(db, part, part.items.slice(0, 1), stored(part))).toBe(1);
    expect(await listImportProgress(db)).toMatchObject([{ waiting: 3 }]);
  });

  test('what was put aside or contradicted is remembered with its code', async () => {
    const [one, two, ...rest] = stored(part);
    await applyImportResults(db, part, part.items, [
      { ...one!, status: 'quarantined', code: 'answers-do-not-fit' },
      { ...two!, status: 'conflict' },
      ...rest,
    ]);
    expect(await listImportProgress(db)).toMatchObject([
      {
        ...{ waiting: 0, stored: 2, problemCount: 2 },
        problems: [
          { id: part.items[0]!.id, code: 'answers-do-not-fit' },
          { id: part.items[1]!.id, code: 'conflict' },
        ],
      },
    ]);
  });

  test('a single item that no request can carry is set aside, and the others go on', async () => {
    await refuseImportItem(db, part, part.items[1]!.id, 'too-large');
    await refuseImportItem(db, part, part.items[1]!.id, 'too-large');
    expect((await nextImportPart(db))?.items).toHaveLength(3);
    expect(await listImportProgress(db)).toMatchObject([{ waiting: 3, problemCount: 1 }]);
  });
});

describe('a clipping', () => {
  const content = new Uint8Array([0x25, 0x50, 0x44, 0x46]);
  const file = { fileName: 'kliping.pdf', mediaType: 'application/pdf', content };

  test('waits with its bytes and is known by their hash', async () => {
    const clipping = await keepClipping(db, file);
    const sha256 = await sha256HexOfBytes(content);
    expect(clipping).toEqual({ fileName: 'kliping.pdf', mediaType: 'application/pdf', bytes: 4, sha256 });
    expect((await nextClipping(db))?.content).toEqual(content);
    expect(await countWork(db)).toMatchObject({ clippings: 1 });
  });

  test('that was delivered can still be looked at here, and is not sent again', async () => {
    const { sha256 } = await keepClipping(db, file);
    await settleClipping(db, sha256, 'stored');
    await keepClipping(db, file);
    expect(await nextClipping(db)).toBeNull();
    expect((await getClipping(db, sha256))?.content).toEqual(content);
    expect(await getClipping(db, 'f'.repeat(64))).toBeNull();
  });

  test('that was refused is tried again when it is kept again', async () => {
    const { sha256 } = await keepClipping(db, file);
    await settleClipping(db, sha256, 'refused', 'wrong-media-type');
    expect(await nextClipping(db)).toBeNull();
    expect(await getClipping(db, sha256)).toMatchObject({ state: 'refused', detail: 'wrong-media-type' });
    await keepClipping(db, file);
    expect(await nextClipping(db)).not.toBeNull();
  });

  test.each([
    ['empty', { ...file, content: new Uint8Array() }],
    ['too-large', { ...file, content: new Uint8Array(LIMITS.clippingBytes + 1) }],
    ['wrong-type', { ...file, mediaType: 'text/html' }],
  ])('that is %s is refused, with what would be right', async (reason, wrong) => {
    const refusal = keepClipping(db, wrong);
    await expect(refusal).rejects.toThrow(ClippingNotFit);
    await expect(refusal).rejects.toMatchObject({
      reason,
      message: expect.stringContaining('at most 3 MiB'),
    });
    expect(await nextClipping(db)).toBeNull();
  });
});
