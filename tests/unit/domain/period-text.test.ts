import { describe, expect, test } from 'vitest';
import { range, regularPeriod } from '#domain/period.ts';
import { formatDate, parsePeriodKey, periodKey, periodLabel } from '#domain/period-text.ts';

describe('a period has a name', () => {
  test('in Indonesian as reports write it', () => {
    expect(periodLabel(regularPeriod('month', 2026, 8), 'id')).toBe('Agustus 2026');
    expect(periodLabel(regularPeriod('quarter', 2026, 3), 'id')).toBe('Triwulan III 2026');
    expect(periodLabel(regularPeriod('semester', 2026, 1), 'id')).toBe('Semester I 2026');
    expect(periodLabel(regularPeriod('year', 2026), 'id')).toBe('Tahun 2026');
    expect(formatDate('2026-08-17', 'id')).toBe('17 Agustus 2026');
  });

  test('in English too', () => {
    expect(periodLabel(regularPeriod('quarter', 2026, 4), 'en')).toBe('Quarter IV 2026');
    expect(periodLabel(regularPeriod('semester', 2026, 2), 'en')).toBe('Half-year II 2026');
    expect(periodLabel(regularPeriod('month', 2026, 12), 'en')).toBe('December 2026');
    expect(formatDate('2026-05-01', 'en')).toBe('1 May 2026');
  });

  test('a free range names what differs', () => {
    expect(periodLabel(range('2026-01-01', '2026-03-14'), 'id')).toBe('1 Januari – 14 Maret 2026');
    expect(periodLabel(range('2025-12-30', '2026-01-02'), 'id')).toBe('30 Desember 2025 – 2 Januari 2026');
    expect(periodLabel(range('2026-05-03', '2026-05-09'), 'id')).toBe('3–9 Mei 2026');
    expect(periodLabel(range('2026-05-03', '2026-05-03'), 'en')).toBe('3 May 2026');
  });

  test('a date that does not exist has none', () => {
    expect(() => formatDate('2026-02-30', 'id')).toThrow(/2026-02-30/);
  });
});

describe('a period has a short key', () => {
  test.each([
    ['2026', regularPeriod('year', 2026)],
    ['2026-s2', regularPeriod('semester', 2026, 2)],
    ['2026-tw1', regularPeriod('quarter', 2026, 1)],
    ['2026-02', regularPeriod('month', 2026, 2)],
    ['2026-02-03_2026-02-03', range('2026-02-03', '2026-02-03')],
  ])('%s', (key, period) => {
    expect(periodKey(period)).toBe(key);
    expect(parsePeriodKey(key)).toEqual(period);
  });

  test.each([
    '',
    '26',
    '2026-13',
    '2026-tw5',
    '2026-s3',
    '2026-02-30_2026-03-01',
    '2026-02-02_2026-02-01',
    '2026_x',
    '2026 ',
  ])('"%s" is none', (key) => expect(parsePeriodKey(key)).toBeNull());
});
