import { describe, expect, it } from 'vitest';
import { findHeader, suggestColumns } from '#admin/agenda-import/columns.ts';

describe('the heading of an agenda', () => {
  it('is matched with the fields by the usual Indonesian words', () => {
    expect(
      suggestColumns([
        'No.',
        'Hari/Tanggal',
        'Waktu',
        'Acara',
        'Tempat',
        'OPD Penyelenggara',
        'Pejabat',
        'Pakaian',
        'Ket.',
      ]),
    ).toEqual({ date: 1, time: 2, name: 3, place: 4, organiser: 5, leaders: 6, dress: 7, notes: 8 });
  });

  it('is matched in any order, case and spacing, and in English', () => {
    expect(suggestColumns(['  KEGIATAN ', 'LOKASI', 'tgl', 'JAM MULAI', 'Jam Selesai'])).toEqual({
      name: 0,
      place: 1,
      date: 2,
      time: 3,
      'end-time': 4,
    });
    expect(suggestColumns(['Date', 'Time', 'Event', 'Location'])).toEqual({
      date: 0,
      time: 1,
      name: 2,
      place: 3,
    });
  });

  it('gives each column and each field away only once, the surest pair first', () => {
    expect(suggestColumns(['Nama Kegiatan', 'Kegiatan', 'Tanggal Kegiatan'])).toEqual({ name: 0, date: 2 });
    expect(suggestColumns(['Uraian Kegiatan Wali Kota', 'Jenis Kegiatan'])).toEqual({ name: 0, category: 1 });
  });

  it('leaves unknown headings alone', () => {
    expect(suggestColumns(['No', 'Foto', '', null])).toEqual({});
  });

  it('is found below titles, a letterhead and empty rows', () => {
    const rows = [
      ['PEMERINTAH KOTA PROBOLINGGO'],
      ['AGENDA KEGIATAN WALI KOTA'],
      [],
      [null, 'Minggu ke-2'],
      ['No', 'Tanggal', 'Jam', 'Kegiatan', 'Tempat'],
      [1, '12/03/2026', '08.00', 'Rapat', 'Aula'],
    ];
    expect(findHeader(rows)).toBe(4);
  });

  it('is the fullest row, not the first that shares a word', () => {
    expect(
      findHeader([
        ['Agenda', 'Tempat'],
        ['Tanggal', 'Waktu', 'Acara', 'Tempat'],
      ]),
    ).toBe(1);
  });

  it('is never a row of data and is missing when no row looks like one', () => {
    expect(findHeader([['Tanggal', new Date(), 'Kegiatan']])).toBeNull();
    expect(findHeader([['12/03/2026', '08.00', 'Apel pagi']])).toBeNull();
    expect(findHeader([])).toBeNull();
  });
});
