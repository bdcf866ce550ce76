import { describe, expect, it } from 'vitest';
import { documentTitle } from '#admin/conflicts/document-title.ts';
import { fieldValue } from '#admin/conflicts/field-value.ts';
import type { LocalDocument } from '#local/office/documents.ts';
import { anActivity, aRelease } from '../activities/samples.ts';

const WORDS = {
  empty: '(kosong)',
  yes: 'Ya',
  no: 'Tidak',
  names: { selesai: 'Selesai', 'wali-kota': 'Wali Kota', open: 'Dibuka', a1: 'Upacara' },
};
const shown = (value: unknown) => fieldValue(value, WORDS, 'id');

describe('a value in a conflict', () => {
  it('is told in words a person can compare', () => {
    expect(shown('Aula')).toBe('Aula');
    expect(shown('selesai')).toBe('Selesai');
    expect(shown(150)).toBe('150');
    expect(shown(true)).toBe('Ya');
    expect(shown(false)).toBe('Tidak');
    expect(shown('2026-03-12T01:00:00.000Z')).toBe('12 Mar 2026, 08.00 WIB');
  });

  it('is told as empty when there is nothing', () => {
    for (const nothing of ['', null, undefined, []]) expect(shown(nothing)).toBe('(kosong)');
  });

  it('tells lists and groups part by part', () => {
    expect(shown(['wali-kota', 'a1'])).toBe('Wali Kota, Upacara');
    expect(shown({ open: true, closesAt: null })).toBe('Dibuka: Ya\nclosesAt: (kosong)');
  });
});

describe('what a document in conflict is called', () => {
  const document = (body: unknown): LocalDocument => ({ body }) as unknown as LocalDocument;

  it('is its name, title or indicator', () => {
    expect(documentTitle(document(anActivity()), {})).toBe('Upacara Hari Jadi');
    expect(documentTitle(document(aRelease()), {})).toBe('Kota Rayakan Hari Jadi');
    expect(documentTitle(document({ indicator: 'iku1', year: 2026 }), {})).toBe('IKU1 2026');
    expect(documentTitle(document({ fileName: 'survei.csv' }), {})).toBe('survei.csv');
  });

  it('is nothing when the document is gone', () => {
    expect(documentTitle(null, {})).toBe('');
  });
});
