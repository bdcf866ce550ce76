import assert from 'node:assert/strict';
import type { Golden } from './domain.ts';

export const periodGoldens: readonly Golden[] = [
  {
    name: 'periods begin and end on the calendar of Jakarta',
    check: ({ period }) => {
      const days = (given: Parameters<typeof period.firstDay>[0]) => [
        period.firstDay(given),
        period.lastDay(given),
      ];
      assert.deepEqual(days({ kind: 'month', year: 2024, month: 2 }), ['2024-02-01', '2024-02-29']);
      assert.deepEqual(days({ kind: 'month', year: 2026, month: 12 }), ['2026-12-01', '2026-12-31']);
      assert.deepEqual(days({ kind: 'quarter', year: 2026, quarter: 3 }), ['2026-07-01', '2026-09-30']);
      assert.deepEqual(days({ kind: 'semester', year: 2026, semester: 2 }), ['2026-07-01', '2026-12-31']);
      assert.deepEqual(days({ kind: 'year', year: 2026 }), ['2026-01-01', '2026-12-31']);
      assert.deepEqual(days(period.range('2026-02-03', '2026-02-03')), ['2026-02-03', '2026-02-03']);
    },
  },
  {
    name: 'midnight in Jakarta is 17:00 UTC of the day before',
    check: ({ period, calendar }) => {
      const august = { kind: 'month', year: 2026, month: 8 } as const;
      assert.equal(new Date(period.bounds(august).from).toISOString(), '2026-07-31T17:00:00.000Z');
      const around = [
        '2026-07-31T16:59:59.999Z',
        '2026-07-31T17:00:00Z',
        '2026-08-31T16:59:59.999Z',
        '2026-08-31T17:00:00Z',
      ];
      assert.deepEqual(
        around.map((instant) => period.contains(august, instant)),
        [false, true, true, false],
      );
      assert.equal(period.contains(august, '2026-08-01T00:00:00+07:00'), true);
      assert.equal(calendar.jakartaDate('2026-08-16T17:00:00Z'), '2026-08-17');
      assert.deepEqual(
        ['2026-07-31', '2026-08-01', '2026-08-31', '2026-09-01'].map((date) =>
          period.containsDate(august, date),
        ),
        [false, true, true, false],
      );
    },
  },
  {
    name: 'an instant finds its period',
    check: ({ period }) => {
      const turn = '2026-06-30T17:30:00.000Z';
      assert.deepEqual(period.periodAt('month', turn), { kind: 'month', year: 2026, month: 7 });
      assert.deepEqual(period.periodAt('quarter', turn), { kind: 'quarter', year: 2026, quarter: 3 });
      assert.deepEqual(period.periodAt('semester', turn), { kind: 'semester', year: 2026, semester: 2 });
      assert.deepEqual(period.periodAt('year', '2026-12-31T17:00:00.000Z'), { kind: 'year', year: 2027 });
      assert.deepEqual(period.periodAt('quarter', '2026-03-31'), { kind: 'quarter', year: 2026, quarter: 1 });
    },
  },
  {
    name: 'the period before is of the same kind, over the turn of the year too',
    check: ({ period }) => {
      assert.deepEqual(period.previousPeriod({ kind: 'quarter', year: 2026, quarter: 1 }), {
        kind: 'quarter',
        year: 2025,
        quarter: 4,
      });
      assert.deepEqual(
        period.previousPeriod(period.range('2026-03-11', '2026-03-20')),
        period.range('2026-03-01', '2026-03-10'),
      );
      const trend = period.trendUpTo({ kind: 'month', year: 2026, month: 2 }, 3);
      assert.deepEqual(trend.map(period.firstDay), ['2025-12-01', '2026-01-01', '2026-02-01']);
    },
  },
  {
    name: 'a period falls into parts without gap or overlap',
    check: ({ period }) => {
      const months = period.subPeriods({ kind: 'quarter', year: 2026, quarter: 2 }, 'month');
      assert.deepEqual(
        months,
        [4, 5, 6].map((month) => ({ kind: 'month', year: 2026, month })),
      );
      assert.deepEqual(period.subPeriods(period.range('2026-01-20', '2026-03-05'), 'month'), [
        period.range('2026-01-20', '2026-01-31'),
        { kind: 'month', year: 2026, month: 2 },
        period.range('2026-03-01', '2026-03-05'),
      ]);
      assert.throws(() => period.subPeriods({ kind: 'month', year: 2026, month: 1 }, 'quarter'), RangeError);
    },
  },
  {
    name: 'what does not exist is refused',
    check: ({ period, calendar }) => {
      assert.throws(() => period.regularPeriod('quarter', 2026, 5), /no quarter 5/);
      assert.throws(() => period.regularPeriod('month', 2026, 0), RangeError);
      assert.throws(() => period.range('2026-02-02', '2026-02-01'), RangeError);
      assert.throws(() => period.range('2026-02-29', '2026-03-01'), RangeError);
      assert.throws(() => calendar.jakartaDate('yesterday'), RangeError);
      assert.throws(() => calendar.addDays('2026-13-01', 1), RangeError);
      const real = ['2024-02-29', '2000-02-29', '2026-04-30', '2026-12-31', '1999-01-01'];
      const unreal = [
        '2026-02-29',
        '1900-02-29',
        '2024-02-30',
        '2026-04-31',
        '2026-00-10',
        '2026-13-10',
        '2026-01-00',
      ];
      const malformed = ['0026-01-01', '2026-1-1', '', '2026-01-01T00:00Z'];
      assert.deepEqual(
        [...real, ...unreal, ...malformed].filter((date) => calendar.isCalendarDate(date)),
        real,
      );
    },
  },
];
