import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DocumentRecord, EditOutcome } from '#server/storage/document-store.ts';
import { aDocument, anAgency, AT, FIRST } from './samples.ts';
import type { StoreAt } from './store-at.ts';

/** What every store must do with documents, edits and conflicts. */
export function documentContract(at: StoreAt): void {
  describe('a document', () => {
    const next = (document: DocumentRecord, saw: number, changes: object): EditOutcome => ({
      ...aDocument(document.id),
      edit: { id: randomUUIDv7(), status: 'applied', revision: saw + 1, fields: [] },
      sawRevision: saw,
      changes: { ...changes },
      next: { ...document, revision: saw + 1, body: { ...document.body, ...changes } },
    });

    test('is written only from the revision that was seen', async () => {
      await at.storage.documents.write(at.agency.id, aDocument('a', { name: 'satu' }));
      const document = await at.storage.documents.get(at.agency.id, 'activity', 'a');
      if (document === null) throw new Error('The document was written.');
      const [first, second] = await Promise.all([
        at.storage.documents.write(at.agency.id, next(document, 1, { name: 'dua' })),
        at.storage.documents.write(at.agency.id, next(document, 1, { name: 'tiga' })),
      ]);
      expect([first, second]).toEqual(['written', 'moved']);
      expect(await at.storage.documents.get(at.agency.id, 'activity', 'a')).toMatchObject({
        ...{ revision: 2, body: { id: 'a', name: 'dua' } },
      });
      expect(await at.storage.documents.history(at.agency.id, 'activity', 'a')).toHaveLength(2);
    });

    test('an edit is written once, whatever it says the second time', async () => {
      const outcome = aDocument('a');
      expect(await at.storage.documents.write(at.agency.id, outcome)).toBe('written');
      expect(await at.storage.documents.write(at.agency.id, { ...aDocument('b'), edit: outcome.edit })).toBe(
        'known',
      );
      expect(await at.storage.documents.edit(at.agency.id, outcome.edit.id)).toEqual(outcome.edit);
      expect(await at.storage.documents.list(at.agency.id, 'activity')).toHaveLength(1);
    });

    test('an edit that found another revision may be written afterwards under its own id', async () => {
      const outcome = { ...aDocument('a'), sawRevision: 5 };
      expect(await at.storage.documents.write(at.agency.id, outcome)).toBe('moved');
      expect(await at.storage.documents.edit(at.agency.id, outcome.edit.id)).toBeNull();
      expect(await at.storage.documents.write(at.agency.id, { ...outcome, sawRevision: 0 })).toBe('written');
    });

    test('an imported file is known by its hash', async () => {
      const record = (id: string, fileHash: string): EditOutcome => {
        const outcome = aDocument(id, { fileHash });
        return { ...outcome, kind: 'import', next: outcome.next && { ...outcome.next, kind: 'import' } };
      };
      expect(await at.storage.documents.write(at.agency.id, record('a', FIRST))).toBe('written');
      expect(await at.storage.documents.write(at.agency.id, record('b', FIRST))).toBe('file-known');
      expect(await at.storage.documents.write(at.agency.id, record('c', 'f'.repeat(64)))).toBe('written');
      const other = await anAgency(at.storage);
      expect(await at.storage.documents.write(other.id, record('b', FIRST))).toBe('written');
    });

    test('a conflict is shown once when it arises and once more when it is settled', async () => {
      const id = randomUUIDv7();
      const conflict = {
        ...{
          id,
          kind: 'activity' as const,
          document: 'a',
          field: 'name',
          wanted: { any: ['thing', null] },
        },
        ...{ wantedBy: at.admin, wantedAt: AT, settled: false },
      };
      await at.storage.documents.write(at.agency.id, { ...aDocument('a'), conflicts: [conflict] });
      expect(await at.storage.documents.conflict(at.agency.id, id)).toEqual(conflict);
      const before = await at.storage.documents.changes(at.agency.id, 0, 10);
      const settling = { ...aDocument('a'), sawRevision: 1, next: null, settles: id };
      expect(await at.storage.documents.write(at.agency.id, settling)).toBe('written');
      const { changes } = await at.storage.documents.changes(at.agency.id, before.head, 10);
      expect(changes).toMatchObject([{ type: 'conflict', conflict: { id, settled: true } }]);
    });
  });
}
