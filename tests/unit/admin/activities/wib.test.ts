import { describe, expect, it } from 'vitest';
import { endInstantOf, instantOf, readTypedTime, wibOf } from '#admin/activities/wib.ts';

describe('date and time on the clock of Jakarta', () => {
  it('is seven hours ahead of UTC, all year', () => {
    expect(instantOf({ date: '2026-03-12', time: '08:00' })).toBe('2026-03-12T01:00:00.000Z');
    expect(instantOf({ date: '2026-07-01', time: '06:59' })).toBe('2026-06-30T23:59:00.000Z');
  });

  it('knows midnight at the end of a day', () => {
    expect(instantOf({ date: '2026-12-31', time: '24:00' })).toBe('2026-12-31T17:00:00.000Z');
  });

  it.each([
    ['2026-02-30', '08:00'],
    ['2026-03-12', '24:01'],
    ['2026-03-12', '8:00'],
    ['2026-03-12', ''],
    ['', '08:00'],
  ])('does not make an instant of %s and %s', (date, time) => {
    expect(instantOf({ date, time })).toBeNull();
  });

  it('comes back from the instant as it was entered', () => {
    for (const time of ['00:00', '06:59', '07:00', '23:59']) {
      expect(wibOf(instantOf({ date: '2026-01-01', time })!)).toEqual({ date: '2026-01-01', time });
    }
  });

  it('ends on the next day when the end lies before the start', () => {
    const start = instantOf({ date: '2026-03-12', time: '20:00' })!;
    expect(endInstantOf(start, '2026-03-12', '22:00')).toBe('2026-03-12T15:00:00.000Z');
    expect(endInstantOf(start, '2026-03-12', '01:00')).toBe('2026-03-12T18:00:00.000Z');
    expect(endInstantOf(start, '2026-03-12', 'x')).toBeNull();
  });
});

describe('a time as people type it', () => {
  it.each([
    ['8', '08:00'],
    ['08', '08:00'],
    ['830', '08:30'],
    ['0830', '08:30'],
    ['8.30', '08:30'],
    ['08:30', '08:30'],
    [' 19 15 ', '19:15'],
    ['0', '00:00'],
    ['2359', '23:59'],
  ])('"%s" is %s', (typed, time) => {
    expect(readTypedTime(typed)).toBe(time);
  });

  it.each([['24'], ['8.60'], ['pagi'], [''], ['08.30.00'], ['12345']])('"%s" is none', (typed) => {
    expect(readTypedTime(typed)).toBeNull();
  });
});
