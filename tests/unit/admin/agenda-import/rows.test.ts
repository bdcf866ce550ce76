import { describe, expect, it } from 'vitest';
import { readRow } from '#admin/agenda-import/rows.ts';
import type { ColumnMatch } from '#admin/agenda-import/columns.ts';
import type { Cell } from '#domain/respondent-table.ts';

const MATCH: ColumnMatch = {
  date: 1,
  time: 2,
  name: 3,
  place: 4,
  organiser: 5,
  leaders: 6,
  dress: 7,
  invited: 8,
  status: 9,
  notes: 10,
};

function entryOf(cells: readonly Cell[]) {
  const reading = readRow(cells, MATCH, null);
  if (reading.kind !== 'entry') throw new Error(`Expected an entry, got ${JSON.stringify(reading)}`);
  return reading;
}

describe('a row of an agenda', () => {
  it('becomes an entry with every field, in WIB', () => {
    const { entry, notices } = entryOf([
      1,
      'Kamis, 12 Maret 2026',
      '08.00 – 10.00 WIB',
      'Rapat  Koordinasi\nPengendalian Inflasi',
      'Puri Manggala Bhakti',
      'Bagian Perekonomian',
      'Wali Kota, Sekda',
      'PDH',
      '150 orang',
      'Selesai',
      'Siapkan podium',
    ]);
    expect(notices).toEqual([]);
    expect(entry).toEqual({
      name: 'Rapat Koordinasi Pengendalian Inflasi',
      start: '2026-03-12T01:00:00.000Z',
      end: '2026-03-12T03:00:00.000Z',
      category: 'rapat',
      place: 'Puri Manggala Bhakti',
      organiser: 'Bagian Perekonomian',
      leaders: ['wali-kota', 'sekda'],
      dress: 'PDH',
      status: 'selesai',
      officers: null,
      invited: 150,
      notes: 'Siapkan podium',
    });
  });

  it('keeps what the row leaves empty as unknown, not as empty text', () => {
    const { entry } = entryOf([2, '12/03/2026', '08.00', 'Audiensi Karang Taruna']);
    expect(entry).toMatchObject({
      category: 'audiensi',
      place: null,
      leaders: null,
      status: null,
      invited: null,
      end: null,
    });
  });

  it('starts at 00.00 with a notice when no time is given', () => {
    const { entry, notices } = entryOf([2, '12/03/2026', '', 'Apel pagi']);
    expect(entry.start).toBe('2026-03-11T17:00:00.000Z');
    expect(notices).toEqual(['time-missing']);
  });

  it('finds the time behind the date when there is no column for it', () => {
    expect(entryOf([1, '12 Maret 2026 pukul 13.30 WIB', null, 'Rapat']).entry.start).toBe(
      '2026-03-12T06:30:00.000Z',
    );
    expect(entryOf([1, '12/03/2026 13.30', null, 'Rapat']).entry.start).toBe('2026-03-12T06:30:00.000Z');
    expect(entryOf([1, new Date('2026-03-12T13:30:00Z'), null, 'Rapat']).entry.start).toBe(
      '2026-03-12T06:30:00.000Z',
    );
    expect(entryOf([1, 46093.5625, null, 'Rapat']).entry.start).toBe('2026-03-12T06:30:00.000Z');
  });

  it('ends on the next day when the clock passes midnight, and on the last day of a range', () => {
    expect(entryOf([1, '12/03/2026', '20.00–01.00', 'Wayang']).entry.end).toBe('2026-03-12T18:00:00.000Z');
    expect(entryOf([1, '12–14 Maret 2026', '08.00', 'Pameran']).entry.end).toBe('2026-03-14T16:59:00.000Z');
  });

  it('takes the day from the rows above when its own cell is empty, and says so', () => {
    const reading = readRow([2, '', '10.00', 'Rapat'], MATCH, { from: '2026-03-12', to: '2026-03-12' });
    expect(reading).toMatchObject({
      kind: 'entry',
      notices: ['date-from-above'],
      entry: { start: '2026-03-12T03:00:00.000Z' },
    });
  });

  it('that only names a day is a heading of the rows below it', () => {
    expect(readRow(['KAMIS, 12 MARET 2026', null, null], MATCH, null)).toEqual({
      kind: 'day-heading',
      days: { from: '2026-03-12', to: '2026-03-12' },
    });
  });

  it('without any content is blank', () => {
    expect(readRow([null, '  ', undefined, ''], MATCH, null)).toEqual({ kind: 'blank' });
  });

  it('names every problem with column and value', () => {
    const reading = readRow([1, '31/02/2026', '25.99', '', '', '', '', '', 'banyak', 'entah'], MATCH, null);
    expect(reading).toEqual({
      kind: 'problems',
      name: '',
      problems: [
        { code: 'name-missing', field: 'name', column: 'D', value: '' },
        { code: 'date-unreadable', field: 'date', column: 'B', value: '31/02/2026' },
        { code: 'time-unreadable', field: 'time', column: 'C', value: '25.99' },
        { code: 'status-unknown', field: 'status', column: 'J', value: 'entah' },
        { code: 'invited-not-a-number', field: 'invited', column: 'I', value: 'banyak' },
      ],
    });
  });

  it('has a problem when no day is known at all, a foreign zone, or a text too long for its field', () => {
    expect(readRow([1, '', '08.00', 'Rapat'], MATCH, null)).toMatchObject({
      problems: [{ code: 'date-missing' }],
    });
    expect(readRow([1, '12/03/2026', '08.00 WITA', 'Rapat'], MATCH, null)).toMatchObject({
      problems: [{ code: 'time-foreign-zone', field: 'time' }],
    });
    expect(readRow([1, '12/03/2026', '08.00', 'R'.repeat(301)], MATCH, null)).toMatchObject({
      problems: [{ code: 'too-long', field: 'name' }],
    });
  });

  it.each([
    ['± 1.500', 1500],
    ['150', 150],
    ['25 undangan', 25],
    ['-', null],
  ])('reads the number invited from "%s"', (text, invited) => {
    expect(entryOf([1, '12/03/2026', '08.00', 'Rapat', '', '', '', '', text]).entry.invited).toBe(invited);
  });

  it('tells the mayor from the vice mayor', () => {
    const leadersOf = (text: string) =>
      entryOf([1, '12/03/2026', '08.00', 'Rapat', '', '', text]).entry.leaders;
    expect(leadersOf('Wakil Wali Kota')).toEqual(['wakil-wali-kota']);
    expect(leadersOf('Walikota dan Wawali')).toEqual(['wali-kota', 'wakil-wali-kota']);
    expect(leadersOf('Asisten I (mewakili Wali Kota)')).toEqual(['wali-kota', 'asisten', 'diwakilkan']);
    expect(leadersOf('Kepala Dinas')).toBeNull();
  });
});
