import { describe, expect, it } from 'vitest';
import { readDays } from '#admin/agenda-import/dates.ts';

const day = (date: string) => ({ from: date, to: date });

describe('a day in a cell of an agenda', () => {
  it.each([
    ['12/03/2026', '2026-03-12'],
    ['12-03-2026', '2026-03-12'],
    ['12.3.2026', '2026-03-12'],
    ['5/1/26', '2026-01-05'],
    ['2026-03-12', '2026-03-12'],
    ['2026/3/12', '2026-03-12'],
    ['12 Maret 2026', '2026-03-12'],
    ['Kamis, 12 Maret 2026', '2026-03-12'],
    ["Jum'at, 13 Maret 2026", '2026-03-13'],
    ['KAMIS / 12 MARET 2026', '2026-03-12'],
    ['Kamis, 12/03/2026', '2026-03-12'],
    ['12 Mar 2026', '2026-03-12'],
    ['12-Mar-26', '2026-03-12'],
    ['12-Mar-2026', '2026-03-12'],
    ['3 Nopember 2026', '2026-11-03'],
    ['17 Agt 2026', '2026-08-17'],
    ['17 August 2026', '2026-08-17'],
    ['12 Maret 2026 pukul 08.00 WIB', '2026-03-12'],
    ['12 Maret 2026 08.00', '2026-03-12'],
    ['12/03/2026 08.00', '2026-03-12'],
    ['  12  Maret   2026 ', '2026-03-12'],
    ['12 Maret 2026 s.d. selesai', '2026-03-12'],
  ])('reads "%s" as %s', (text, date) => {
    expect(readDays(text)).toEqual(day(date));
  });

  it.each([
    ['12-14 Maret 2026', '2026-03-12', '2026-03-14'],
    ['12 – 14 Maret 2026', '2026-03-12', '2026-03-14'],
    ['12 s.d. 14 Maret 2026', '2026-03-12', '2026-03-14'],
    ['12 s/d 14 Maret 2026', '2026-03-12', '2026-03-14'],
    ['12 sampai dengan 14 Maret 2026', '2026-03-12', '2026-03-14'],
    ['12 dan 13 Maret 2026', '2026-03-12', '2026-03-13'],
    ['30 Maret s.d. 2 April 2026', '2026-03-30', '2026-04-02'],
    ['30 Maret – 14 April 2026', '2026-03-30', '2026-04-14'],
    ['30 Desember 2026 – 2 Januari 2027', '2026-12-30', '2027-01-02'],
    ['Senin – Rabu, 16 – 18 Maret 2026', '2026-03-16', '2026-03-18'],
  ])('reads the range "%s"', (text, from, to) => {
    expect(readDays(text)).toEqual({ from, to });
  });

  it('reads what a spreadsheet stores: dates and serial numbers', () => {
    expect(readDays(new Date('2026-03-12T00:00:00Z'))).toEqual(day('2026-03-12'));
    expect(readDays(46093)).toEqual(day('2026-03-12'));
    expect(readDays(46093.75)).toEqual(day('2026-03-12'));
  });

  it.each([
    ['31/02/2026'],
    ['30 Februari 2026'],
    ['03/25/2026'],
    ['12 Maret'],
    ['Maret 2026'],
    ['segera'],
    [''],
    ['14 – 12 Maret 2026'],
    ['Probolinggo, 12 Maret 2026'],
    ['12 Mart 2026'],
  ])('refuses "%s" rather than guess', (text) => {
    expect(readDays(text)).toBeNull();
  });

  it.each([[8], [150], [0.5], [99_999], [Number.NaN], [new Date(Number.NaN)], [true], [null], [undefined]])(
    'takes %s for no date',
    (cell) => {
      expect(readDays(cell)).toBeNull();
    },
  );
});
