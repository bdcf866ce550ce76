import { describe, expect, test } from 'vitest';
import { fraction } from '#domain/fraction.ts';
import { range, regularPeriod } from '#domain/period.ts';
import type { Hundredths } from '#domain/fraction.ts';
import { hundredthsText, percentText, shortPeriod, targetText } from '#admin/overview/figure-text.ts';
import { sinceText } from '#admin/overview/since-text.ts';
import { sheetRows } from '#admin/overview/sheet-rows.ts';
import { texts } from '#admin/overview/texts.ts';

describe('figures in words', () => {
  test('have a comma in Indonesian, a point in English, and a dash where there is none', () => {
    expect(hundredthsText(8333, 'id')).toBe('83,33');
    expect(hundredthsText(8333, 'en')).toBe('83.33');
    expect(percentText(10_378, 'id')).toBe('103,78 %');
    expect(percentText(null, 'id')).toBe('–');
  });

  test('a target is shown as it was entered', () => {
    expect(targetText(fraction(80), 'id')).toBe('80');
    expect(targetText(fraction(165, 2), 'id')).toBe('82,50');
  });

  test('periods are short enough for the axis of a chart', () => {
    const periods = [
      regularPeriod('month', 2026, 8),
      regularPeriod('quarter', 2026, 3),
      regularPeriod('semester', 2026, 2),
      regularPeriod('year', 2026),
      range('2026-01-01', '2026-09-30'),
    ];
    expect(periods.map((period) => shortPeriod(period, 'id'))).toEqual([
      'Agu 2026',
      'TW III 2026',
      'Smt II 2026',
      '2026',
      '1 Jan–30 Sep',
    ]);
    expect(periods.map((period) => shortPeriod(period, 'en'))).toEqual([
      'Aug 2026',
      'Q III 2026',
      'H II 2026',
      '2026',
      '1 Jan–30 Sep',
    ]);
  });
});

describe('since when', () => {
  const [second, third] = [regularPeriod('quarter', 2026, 2), regularPeriod('quarter', 2026, 3)];
  const trend = (before: Hundredths | null, now: Hundredths | null) => [
    { period: second, value: before },
    { period: third, value: now },
  ];
  const said = (label: string | null, before: Hundredths | null, now: Hundredths | null) =>
    sinceText(texts.id, 'id', label, label === null ? null : second, trend(before, now));

  test('names the run of the label and how the figure moved', () => {
    expect(said('Baik', 8000, 8120)).toBe('Baik sejak Triwulan II 2026; naik 1,20 dari Triwulan II 2026.');
    expect(said('Baik', 8120, 8000)).toContain('turun 1,20 dari Triwulan II 2026');
    expect(said('Baik', 8000, 8000)).toContain('sama dengan Triwulan II 2026');
  });

  test('says only what is known', () => {
    expect(said(null, 8000, 8120)).toBe('Naik 1,20 dari Triwulan II 2026.');
    expect(said('Baik', null, 8120)).toBe('Baik sejak Triwulan II 2026.');
    expect(said(null, null, null)).toBe('');
    expect(sinceText(texts.en, 'en', null, null, [])).toBe('');
  });
});

describe('the row of the IKU sheet', () => {
  test.each(['id', 'en'] as const)('is complete for both indicators (%s)', (language) => {
    for (const { note, ...facts } of Object.values(sheetRows[language])) {
      expect(Object.values(facts).every((text) => text.length > 3)).toBe(true);
      expect(note).toBeTypeOf('string');
    }
  });

  test('names those in charge', () => {
    expect(sheetRows.id.iku1.charge).toBe('Sub Bagian Komunikasi Kepala Daerah; Sub Bagian Dokumentasi');
    expect(sheetRows.id.iku2.charge).toBe('Sub Bagian Protokol');
    expect(sheetRows.id.iku1.source).toBe('Media massa');
  });
});
