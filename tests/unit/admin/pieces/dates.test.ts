import { describe, expect, it } from 'vitest';
import { readTypedDate, shownDate } from '#admin/pieces/date-entry.ts';
import { monthGrid } from '#admin/pieces/month-grid.ts';

const TODAY = '2026-11-23';

describe('a date as people type it', () => {
  it.each([
    ['12/3/2026', '2026-03-12'],
    ['12-3-26', '2026-03-12'],
    ['12 Maret 2026', '2026-03-12'],
    ['12 mar 2026', '2026-03-12'],
    ['2026-03-12', '2026-03-12'],
    ['12/3', '2026-03-12'],
    ['12 Maret', '2026-03-12'],
    [' 12/03/2026 ', '2026-03-12'],
  ])('"%s" is %s', (typed, date) => {
    expect(readTypedDate(typed, TODAY)).toBe(date);
  });

  it.each([['31/2/2026'], ['13/13'], ['besok'], [''], ['12–14 Maret 2026']])('"%s" is none', (typed) => {
    expect(readTypedDate(typed, TODAY)).toBeNull();
  });

  it('stands in the field day first, and what is no date yet stays as typed', () => {
    expect(shownDate('2026-03-12')).toBe('12/03/2026');
    expect(shownDate('12/3')).toBe('12/3');
  });
});

describe('the sheet of a month', () => {
  it('has whole weeks from Monday to Sunday and fills them with the neighbours', () => {
    const weeks = monthGrid(2026, 11);
    expect(weeks).toHaveLength(6);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeks[0]?.[0]).toEqual({ date: '2026-10-26', inMonth: false });
    expect(weeks[0]?.[6]).toEqual({ date: '2026-11-01', inMonth: true });
    expect(weeks.at(-1)?.[0]).toEqual({ date: '2026-11-30', inMonth: true });
  });

  it('holds each day of the month once, leap years included', () => {
    for (const [year, month, days] of [
      [2026, 2, 28],
      [2028, 2, 29],
      [2026, 12, 31],
    ] as const) {
      const inside = monthGrid(year, month)
        .flat()
        .filter(({ inMonth }) => inMonth);
      expect(inside).toHaveLength(days);
      expect(new Set(inside.map(({ date }) => date)).size).toBe(days);
    }
  });

  it('has no row too many when a month fits its weeks', () => {
    expect(monthGrid(2027, 2)).toHaveLength(4);
  });
});
