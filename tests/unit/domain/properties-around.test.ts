import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, jakartaDate } from '#domain/calendar.ts';
import { HIGHEST_IKM, LOWEST_IKM } from '#domain/indicators/bands.ts';
import {
  EMPTY_SPREAD,
  mergeSpreads,
  SpreadCounter,
  confidenceInterval,
} from '#domain/indicators/confidence.ts';
import { hiddenCells } from '#domain/indicators/privacy.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import { TallyCounter } from '#domain/indicators/tally.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import {
  bounds,
  contains,
  containsDate,
  periodAt,
  previousPeriod,
  range,
  subPeriods,
} from '#domain/period.ts';
import { parsePeriodKey, periodKey } from '#domain/period-text.ts';

const KEYS = ['persyaratan', 'waktu', 'biaya', 'sarana'];

/** One response as scores in the order of KEYS, 0 is "not filled". */
const form = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: KEYS.length, maxLength: KEYS.length });
const forms = fc.array(form, { maxLength: 40 });

function tallyOf(responses: readonly (readonly number[])[]): Tally {
  const counter = new TallyCounter(KEYS);
  for (const response of responses) counter.addScores(response);
  return counter.toTally();
}

describe('spread', () => {
  const spreadOf = (list: readonly (readonly number[])[]) => {
    const counter = new SpreadCounter();
    for (const response of list) counter.addScores(response);
    return counter.toSpread();
  };

  test('merges like tallies', () => {
    fc.assert(
      fc.property(forms, forms, forms, (x, y, z) => {
        const [a, b, c] = [spreadOf(x), spreadOf(y), spreadOf(z)];
        expect(mergeSpreads([mergeSpreads([a, b]), c])).toEqual(mergeSpreads([a, mergeSpreads([c, b])]));
        expect(mergeSpreads([a, b, EMPTY_SPREAD])).toEqual(spreadOf([...x, ...y]));
      }),
    );
  });

  test('the interval holds the index, stays on the scale and shrinks to a point when everybody answered', () => {
    fc.assert(
      fc.property(forms, fc.nat(100), (list, more) => {
        const result = satisfactionIndex(tallyOf(list));
        const spread = spreadOf(list);
        const interval = confidenceInterval(result, spread, result.respondents + more);
        fc.pre(interval !== null && result.converted !== null);
        expect(interval.lower).toBeLessThanOrEqual(result.converted);
        expect(interval.upper).toBeGreaterThanOrEqual(result.converted);
        expect(interval.lower).toBeGreaterThanOrEqual(LOWEST_IKM);
        expect(interval.upper).toBeLessThanOrEqual(HIGHEST_IKM);
        expect(interval.census).toBe(more === 0);
        const unknown = confidenceInterval(result, spread, null);
        expect(unknown?.lower).toBeLessThanOrEqual(interval.lower);
      }),
    );
  });
});

describe('hidden cells', () => {
  test('nothing about one to four people can be worked out from a row and its total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }), (counts) => {
        const hidden = hiddenCells(counts);
        counts.forEach((count, at) => {
          if (count > 0 && count < 5) expect(hidden[at]).toBe(true);
        });
        const inside = counts.filter((_, at) => hidden[at]);
        if (inside.length === 0) return;
        const people = inside.reduce((sum, count) => sum + count, 0);
        const occupied = counts.filter((count) => count > 0).length;
        expect(inside.length >= 2 || occupied === 1).toBe(true);
        expect(people >= 5 || inside.length === occupied).toBe(true);
      }),
    );
  });
});

describe('periods', () => {
  const instant = fc
    .date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString());
  const kind = fc.constantFrom('month', 'quarter', 'semester', 'year');

  test('an instant lies in exactly one period of a kind, and in exactly one of its months', () => {
    fc.assert(
      fc.property(instant, kind, (when, given) => {
        const period = periodAt(given, when);
        expect(contains(period, when)).toBe(true);
        expect(contains(previousPeriod(period), when)).toBe(false);
        expect(containsDate(period, jakartaDate(when))).toBe(true);
        if (given === 'month') return;
        expect(subPeriods(period, 'month').filter((month) => contains(month, when))).toEqual([
          periodAt('month', when),
        ]);
      }),
    );
  });

  test('the parts of any range follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(instant, fc.nat(800), kind, (when, days, given) => {
        const from = jakartaDate(when);
        const whole = range(from, addDays(from, days));
        const parts = subPeriods(whole, given);
        expect(bounds(parts[0]!).from).toBe(bounds(whole).from);
        expect(bounds(parts.at(-1)!).until).toBe(bounds(whole).until);
        parts.slice(1).forEach((part, at) => expect(bounds(part).from).toBe(bounds(parts[at]!).until));
      }),
    );
  });

  test('a key leads back to its period', () => {
    fc.assert(
      fc.property(instant, kind, fc.nat(400), (when, given, days) => {
        const period = periodAt(given, when);
        const free = range(jakartaDate(when), addDays(jakartaDate(when), days));
        expect(parsePeriodKey(periodKey(period))).toEqual(period);
        expect(parsePeriodKey(periodKey(free))).toEqual(free);
      }),
    );
  });
});
