import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fraction, roundScaled, toHundredths } from '#domain/fraction.ts';
import { formatHundredths, parseDecimal, readNumber, toDecimalText } from '#domain/numbers.ts';
import { bandOf, BAND_TABLES, CURRENT_BANDS, HIGHEST_IKM, LOWEST_IKM } from '#domain/indicators/bands.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import { emptyTally, mergeTallies, subtractTally, TallyCounter } from '#domain/indicators/tally.ts';
import type { Tally } from '#domain/indicators/tally.ts';
import { slovin } from '#domain/sample.ts';

const KEYS = ['persyaratan', 'waktu', 'biaya', 'sarana'];

/** One response as scores in the order of KEYS, 0 is "not filled". */
const form = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: KEYS.length, maxLength: KEYS.length });
const forms = fc.array(form, { maxLength: 40 });

function tallyOf(responses: readonly (readonly number[])[]): Tally {
  const counter = new TallyCounter(KEYS);
  for (const response of responses) counter.addScores(response);
  return counter.toTally();
}

describe('the satisfaction index', () => {
  test('does not depend on the order of the responses', () => {
    fc.assert(
      fc.property(
        forms.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(satisfactionIndex(tallyOf(shuffled))).toEqual(satisfactionIndex(tallyOf(list)));
        },
      ),
    );
  });

  test('is the same from pooled answers and from tallies of any parts', () => {
    fc.assert(
      fc.property(fc.array(forms, { maxLength: 6 }), (parts) => {
        const merged = mergeTallies([emptyTally(KEYS), ...parts.map(tallyOf)]);
        expect(merged).toEqual(tallyOf(parts.flat()));
      }),
    );
  });

  test('tallies merge associatively and in any order, and the empty one is neutral', () => {
    fc.assert(
      fc.property(forms, forms, forms, (x, y, z) => {
        const [a, b, c] = [tallyOf(x), tallyOf(y), tallyOf(z)];
        const left = mergeTallies([mergeTallies([a, b]), c]);
        expect(mergeTallies([a, mergeTallies([b, c])])).toEqual(left);
        expect(mergeTallies([c, a, b])).toEqual(left);
        expect(mergeTallies([emptyTally([]), a, emptyTally(KEYS)])).toEqual(a);
        expect(subtractTally(mergeTallies([a, b]), b)).toEqual(a);
      }),
    );
  });

  test('never falls by one more 4 and never rises by one more 1', () => {
    fc.assert(
      fc.property(forms, fc.nat(KEYS.length - 1), (list, place) => {
        const before = satisfactionIndex(tallyOf(list)).converted;
        fc.pre(before !== null);
        const oneMore = (score: number) => KEYS.map((_, at) => (at === place ? score : 0));
        const withFour = satisfactionIndex(tallyOf([...list, oneMore(4)])).converted;
        const withOne = satisfactionIndex(tallyOf([...list, oneMore(1)])).converted;
        expect(withFour).toBeGreaterThanOrEqual(before);
        expect(withOne).toBeLessThanOrEqual(before);
      }),
    );
  });

  test('lies on the scale with a letter whenever every element is filled, and is no result otherwise', () => {
    fc.assert(
      fc.property(forms, (list) => {
        const tally = tallyOf(list);
        const result = satisfactionIndex(tally);
        const everyElement = KEYS.every((_, place) => list.some((response) => response[place] !== 0));
        expect(result.converted === null).toBe(!everyElement);
        expect(result.quality === null).toBe(!everyElement);
        if (result.converted !== null) {
          expect(result.converted).toBeGreaterThanOrEqual(LOWEST_IKM);
          expect(result.converted).toBeLessThanOrEqual(HIGHEST_IKM);
        }
      }),
    );
  });

  test('agrees with whole-number arithmetic done another way', () => {
    fc.assert(
      fc.property(forms, (list) => {
        const { converted, elements } = satisfactionIndex(tallyOf(list));
        fc.pre(converted !== null);
        const common = elements.reduce((product, element) => product * BigInt(element.filled), 1n);
        const sums = elements.reduce(
          (sum, element) => sum + (BigInt(element.sum) * common) / BigInt(element.filled),
          0n,
        );
        const doubled = (sums * 2500n * 2n) / (common * BigInt(elements.length));
        expect(BigInt(converted)).toBe((doubled + 1n) / 2n);
      }),
    );
  });
});

describe('the letter', () => {
  test('exists for every hundredth of 25.00..100.00, in every table, and never gets worse upwards', () => {
    for (const table of Object.values(BAND_TABLES)) {
      let best = 'D';
      for (let ikm = LOWEST_IKM; ikm <= HIGHEST_IKM; ikm += 1) {
        const letter = bandOf(ikm, table)?.letter;
        expect(letter, `${ikm}`).toBeDefined();
        if (letter !== undefined && letter > best)
          expect.fail(`${table.id}: ${letter} after ${best} at ${ikm}`);
        best = letter ?? best;
      }
      expect(best).toBe('A');
    }
    expect(CURRENT_BANDS.id).toBe('permenpanrb-14-2017');
  });
});

describe('exact numbers', () => {
  const ratio = fc.tuple(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.bigInt({ min: 1n, max: 10n ** 9n }),
  );

  test('rounding is at most half a unit off, and exactly half goes away from zero', () => {
    fc.assert(
      fc.property(ratio, fc.integer({ min: 0, max: 6 }), ([top, bottom], decimals) => {
        const rounded = roundScaled(fraction(top, bottom), decimals);
        const difference = 2n * (rounded * bottom - top * 10n ** BigInt(decimals));
        const away = top < 0n ? -difference : difference;
        expect(away > -bottom && away <= bottom).toBe(true);
      }),
    );
  });

  test('a decimal text survives reading and writing, however people wrote it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), (hundredths) => {
        const value = fraction(hundredths, 100);
        expect(parseDecimal(toDecimalText(value))).toEqual(value);
        expect(readNumber(formatHundredths(hundredths, 'id'))).toEqual({ kind: 'number', value });
        expect(readNumber(formatHundredths(hundredths, 'plain'))).toEqual({ kind: 'number', value });
        expect(toHundredths(value)).toBe(hundredths);
      }),
    );
  });

  test('one separator before exactly three digits is always a question, never an answer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.nat(999),
        fc.constantFrom('.', ','),
        (whole, rest, separator) => {
          const reading = readNumber(`${whole}${separator}${String(rest).padStart(3, '0')}`);
          expect(reading).toEqual({
            kind: 'ambiguous',
            asDecimal: fraction(whole * 1000 + rest, 1000),
            asThousands: fraction(whole * 1000 + rest),
          });
        },
      ),
    );
  });

  test("Slovin's sample never exceeds the population and is the smallest whole number that is enough", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (population) => {
        const size = slovin(population);
        const needed = (count: bigint) => count * (400n + BigInt(population)) >= 400n * BigInt(population);
        expect(size).toBeLessThanOrEqual(population);
        expect(needed(BigInt(size))).toBe(true);
        expect(needed(BigInt(size - 1))).toBe(false);
      }),
    );
  });
});
