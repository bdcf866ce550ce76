import { describe, expect, it } from 'vitest';
import { readTimes } from '#admin/agenda-import/times.ts';

const times = (start: string, end: string | null = null) => ({ kind: 'times', times: { start, end } });

describe('a time in a cell of an agenda', () => {
  it.each([
    ['08.00', '08:00', null],
    ['8.00', '08:00', null],
    ['08:30 WIB', '08:30', null],
    ['Pukul 13.15 WIB', '13:15', null],
    ['Pkl. 19.30', '19:30', null],
    ['Jam 9', '09:00', null],
    ['9 WIB', '09:00', null],
    ['08.00–10.00', '08:00', '10:00'],
    ['08.00 - 10.00 WIB', '08:00', '10:00'],
    ['08.00 WIB s.d. 10.30 WIB', '08:00', '10:30'],
    ['08.00 s/d selesai', '08:00', null],
    ['08.00 WIB - Selesai', '08:00', null],
    ['20.00 – 24.00', '20:00', '24:00'],
    ['08.00 - 08.00', '08:00', null],
  ])('reads "%s"', (text, start, end) => {
    expect(readTimes(text)).toEqual(times(start, end));
  });

  it('reads what a spreadsheet stores: a fraction of the day, a date with a clock, "08.30" that became 8.3', () => {
    expect(readTimes(1 / 3)).toEqual(times('08:00'));
    expect(readTimes(0)).toEqual(times('00:00'));
    expect(readTimes(0.99999)).toEqual(times('00:00'));
    expect(readTimes(new Date('1899-12-30T13:45:00Z'))).toEqual(times('13:45'));
    expect(readTimes(8.3)).toEqual(times('08:30'));
    expect(readTimes(14)).toEqual(times('14:00'));
  });

  it.each([[''], ['  '], ['-'], ['–'], [null], [undefined], [false]])('takes %j for not given', (cell) => {
    expect(readTimes(cell)).toEqual({ kind: 'blank' });
  });

  it.each([['08.70'], ['25.00'], ['setelah Dzuhur'], ['24.00'], ['08.00, 10.00 dan 13.00'], [8.75], [99]])(
    'cannot read %j and says so',
    (cell) => {
      expect(readTimes(cell)).toEqual({ kind: 'unreadable' });
    },
  );

  it('does not turn another time zone into WIB', () => {
    expect(readTimes('09.00 WITA')).toEqual({ kind: 'foreign-zone' });
    expect(readTimes('10.00 wit')).toEqual({ kind: 'foreign-zone' });
  });
});
