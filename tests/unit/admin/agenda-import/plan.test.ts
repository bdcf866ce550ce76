import { describe, expect, it } from 'vitest';
import { newActivity, updatedFields } from '#admin/agenda-import/apply.ts';
import { findHeader, suggestColumns } from '#admin/agenda-import/columns.ts';
import { planImport } from '#admin/agenda-import/plan.ts';
import type { Activity } from '#domain/activity.ts';
import type { Cell } from '#domain/respondent-table.ts';

const EXISTING: Activity = {
  id: '0198c5a0-0000-7000-8000-000000000001',
  name: 'Rapat Paripurna DPRD',
  category: 'rapat',
  start: '2026-03-12T02:00:00.000Z',
  end: null,
  place: 'Gedung DPRD',
  organiser: 'Sekretariat DPRD',
  leaders: ['wali-kota'],
  dress: '',
  status: 'terjadwal',
  officers: '',
  invited: null,
  notes: '',
  exclusion: null,
  survey: { open: true, closesAt: null, questionnaire: null },
};

function plan(rows: readonly (readonly Cell[])[], existing: readonly Activity[] = []) {
  const header = findHeader(rows);
  if (header === null) throw new Error('No heading found.');
  return planImport(rows, header, suggestColumns(rows[header]!), existing);
}

describe('the plan of an import', () => {
  it('numbers rows as the spreadsheet does and passes over titles, headings of days and empty rows', () => {
    const planned = plan([
      ['AGENDA WALI KOTA'],
      [],
      ['No', 'Jam', 'Kegiatan', 'Tanggal'],
      ['KAMIS, 12 MARET 2026'],
      [1, '08.00', 'Apel', ''],
      [2, '09.00', 'Rapat', ''],
      [],
      ['JUMAT, 13 MARET 2026'],
      [1, '08.00', 'Senam', ''],
    ]);
    expect(planned.map((row) => [row.row, row.kind, row.kind === 'new' && row.entry.start])).toEqual([
      [5, 'new', '2026-03-12T01:00:00.000Z'],
      [6, 'new', '2026-03-12T02:00:00.000Z'],
      [9, 'new', '2026-03-13T01:00:00.000Z'],
    ]);
  });

  it('recognises the same entry twice in one file, whatever the case and punctuation', () => {
    const planned = plan([
      ['Tanggal', 'Kegiatan'],
      ['12/03/2026', 'Rapat Koordinasi'],
      ['12/03/2026', 'RAPAT  KOORDINASI.'],
      ['13/03/2026', 'Rapat Koordinasi'],
    ]);
    expect(planned.map((row) => row.kind)).toEqual(['new', 'repeated', 'new']);
    expect(planned[1]).toMatchObject({ row: 3, firstRow: 2 });
  });

  it('recognises an activity that is already there, by name and day, not by the hour', () => {
    const [row] = plan(
      [
        ['Tanggal', 'Jam', 'Kegiatan'],
        ['12 Maret 2026', '10.00', 'Rapat paripurna DPRD'],
      ],
      [EXISTING],
    );
    expect(row).toMatchObject({ kind: 'known', existing: { id: EXISTING.id } });
    const [other] = plan(
      [
        ['Tanggal', 'Kegiatan'],
        ['14 Maret 2026', 'Rapat Paripurna DPRD'],
      ],
      [EXISTING],
    );
    expect(other?.kind).toBe('new');
  });

  it('keeps good rows when others have problems', () => {
    const planned = plan([
      ['Tanggal', 'Kegiatan', 'Tempat'],
      ['besok', 'Rapat'],
      ['12/03/2026', 'Apel'],
      ['12/03/2026', '', 'Aula'],
    ]);
    expect(planned.map((row) => [row.row, row.kind])).toEqual([
      [2, 'problems'],
      [3, 'new'],
      [4, 'problems'],
    ]);
  });

  it('reads 5,000 rows in well under a second of work each thousand', () => {
    const rows: Cell[][] = [['Tanggal', 'Jam', 'Kegiatan', 'Tempat']];
    for (let at = 0; at < 5000; at += 1) {
      rows.push([46023 + Math.floor(at / 14), '08.00–10.00', `Kegiatan ke-${at}`, 'Aula']);
    }
    const planned = plan(rows, [EXISTING]);
    expect(planned).toHaveLength(5000);
    expect(planned.every((row) => row.kind === 'new')).toBe(true);
    expect(planned.at(-1)?.row).toBe(5001);
  });
});

describe('what an import writes', () => {
  const [row] = plan(
    [
      ['Tanggal', 'Jam', 'Kegiatan', 'Tempat'],
      ['12/03/2026', '10.00', 'Rapat Paripurna DPRD', 'Aula'],
    ],
    [EXISTING],
  );
  if (row?.kind !== 'known') throw new Error('Expected a known row.');

  it('for a new row is a whole activity that can be rated', () => {
    const activity = newActivity('0198c5a0-0000-7000-8000-000000000002', row.entry, {
      id: 'layanan-keprotokolan',
      version: 1,
    });
    expect(activity).toMatchObject({
      name: 'Rapat Paripurna DPRD',
      status: 'terjadwal',
      place: 'Aula',
      organiser: '',
      survey: { open: true, questionnaire: { id: 'layanan-keprotokolan', version: 1 } },
    });
  });

  it('for a known activity is only what the row says and what differs', () => {
    expect(updatedFields(EXISTING, row.entry, true)).toEqual({
      start: '2026-03-12T03:00:00.000Z',
      place: 'Aula',
    });
    expect(updatedFields(EXISTING, row.entry, false)).toEqual({ place: 'Aula' });
    expect(updatedFields({ ...EXISTING, place: 'Aula', start: row.entry.start }, row.entry, true)).toEqual(
      {},
    );
  });
});
