import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ScoreCounts, Tally } from '#domain/indicators/tally.ts';
import type { Domain, Golden } from './domain.ts';

interface WorkedCases {
  readonly cases: readonly {
    readonly name: string;
    readonly filled: number;
    readonly sums: readonly number[];
    readonly ikm: string;
    readonly mutu: string;
    readonly 'withWeight0.11'?: string;
    readonly 'withWeight0.111'?: string;
  }[];
  readonly totals: { readonly rows: readonly { n: number; T: number; ikm: string; mutu: string }[] };
}

const worked = JSON.parse(
  readFileSync(new URL('../../../data/index-cases.json', import.meta.url), 'utf8'),
) as WorkedCases;

/** So many answers of 1..4 with that sum, as even as can be. */
function countsWithSum(filled: number, sum: number): ScoreCounts {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  const lower = Math.floor(sum / filled);
  const raised = sum - lower * filled;
  counts[lower - 1]! += filled - raised;
  if (raised > 0) counts[lower]! += raised;
  return counts;
}

export function tallyOf(filled: number, sums: readonly number[], keys?: readonly string[]): Tally {
  const counts: Record<string, ScoreCounts> = {};
  sums.forEach((sum, at) => (counts[keys?.[at] ?? `e${at + 1}`] = countsWithSum(filled, sum)));
  return { respondents: filled, blank: 0, counts };
}

/** The converted figure as the cases write it, and the letter. */
function printed(domain: Domain, tally: Tally): string {
  const { converted, quality } = domain.satisfaction.satisfactionIndex(tally);
  return converted === null
    ? 'no result'
    : `${domain.numbers.formatHundredths(converted, 'plain')} ${quality}`;
}

export const satisfactionGoldens: readonly Golden[] = [
  ...worked.cases.map((one): Golden => ({
    name: `index of ${one.name}`,
    check: (domain) => {
      const tally = tallyOf(one.filled, one.sums);
      assert.equal(printed(domain, tally), `${one.ikm} ${one.mutu}`);
      const { readings } = domain.satisfaction.satisfactionIndex(tally);
      for (const weight of ['0.11', '0.111'] as const) {
        const expected = one[`withWeight${weight}`];
        const value = readings?.[weight].converted ?? 0;
        if (expected !== undefined) assert.equal(domain.numbers.formatHundredths(value, 'plain'), expected);
      }
    },
  })),
  ...worked.totals.rows.map((row): Golden => ({
    name: `${row.n} complete forms with the total ${row.T}`,
    check: (domain) => {
      const sums = Array.from({ length: 9 }, (_, at) => Math.floor((row.T + at) / 9));
      assert.equal(printed(domain, tallyOf(row.n, sums)), `${row.ikm} ${row.mutu}`);
    },
  })),
  {
    name: 'the working carries every figure',
    check: ({ satisfaction, fraction }) => {
      const result = satisfaction.satisfactionIndex(tallyOf(29, [105, 58], ['waktu', 'biaya']));
      const [waktu] = result.elements;
      assert.deepEqual([waktu?.key, waktu?.filled, waktu?.sum], ['waktu', 29, 105]);
      assert.deepEqual(waktu?.average, fraction.fraction(105, 29));
      assert.deepEqual(waktu?.weight, fraction.fraction(1, 2));
      assert.deepEqual(waktu?.weighted, fraction.fraction(105, 58));
      assert.deepEqual([waktu?.converted, waktu?.quality], [9052, 'A']);
      assert.deepEqual(result.index, fraction.fraction(163, 58));
      assert.deepEqual(result.exact, fraction.fraction(163 * 25, 58));
      assert.deepEqual([result.converted, result.quality, result.method], [7026, 'C', 'exact-1/k']);
    },
  },
  {
    name: 'an unanswered element is not counted, never as 0',
    check: (domain) => {
      const counter = new domain.tally.TallyCounter(['a', 'b']);
      counter.addScores([4, 4]);
      counter.addScores([4, 0]);
      const tally = counter.toTally();
      assert.equal(printed(domain, tally), '100.00 A');
      const { elements, respondents } = domain.satisfaction.satisfactionIndex(tally);
      assert.deepEqual([respondents, ...elements.map((element) => element.filled)], [2, 2, 1]);
    },
  },
  {
    name: 'an element nobody filled leaves the whole without result, its own row too',
    check: ({ satisfaction }) => {
      const tally: Tally = { respondents: 3, blank: 0, counts: { a: [0, 0, 1, 2], b: [0, 0, 0, 0] } };
      const result = satisfaction.satisfactionIndex(tally);
      assert.deepEqual([result.index, result.converted, result.quality], [null, null, null]);
      assert.deepEqual(result.missingElements, ['b']);
      assert.deepEqual(
        result.elements.map((element) => element.converted),
        [9167, null],
      );
      assert.deepEqual(
        [result.readings?.['0.11'].converted, result.readings?.['0.111'].converted],
        [null, null],
      );
      assert.equal(satisfaction.satisfactionOfAnswered(result, tally).converted, 9167);
      const never = satisfaction.satisfactionIndex(tally, ['a', 'constructor']);
      assert.deepEqual(never.missingElements, ['constructor']);
    },
  },
  {
    name: 'nothing filled is no result, never 0 and never NaN',
    check: ({ satisfaction, tally }) => {
      for (const keys of [['a', 'b'], []]) {
        const result = satisfaction.satisfactionIndex(tally.emptyTally(keys));
        assert.deepEqual(
          [result.index, result.exact, result.converted, result.quality],
          [null, null, null, null],
        );
      }
    },
  },
  {
    name: 'a response of nothing but "cannot judge" is no respondent of the index',
    check: ({ tally }) => {
      const counter = new tally.TallyCounter(['a']);
      counter.addScores([0]);
      counter.addScores([3]);
      assert.deepEqual(counter.toTally(), { respondents: 1, blank: 1, counts: { a: [0, 0, 1, 0] } });
    },
  },
  {
    name: 'the whole comes from pooled answers, not from the mean of the parts',
    check: (domain) => {
      const small = tallyOf(1, [1]);
      const large = tallyOf(9, [36]);
      assert.equal(printed(domain, domain.tally.mergeTallies([small, large])), '92.50 A');
    },
  },
  {
    name: 'several questions feed one element',
    check: (domain) => {
      const { counts, respondents } = domain.tally.addResponse(
        domain.tally.emptyTally(['waktu', 'sarana']),
        {
          questions: ['w1', 'w2', 's1'].map((key) => ({
            key,
            element: key.startsWith('w') ? 'waktu' : 'sarana',
            text: { id: key, en: key },
            options: [],
            allowCannotJudge: true,
          })),
        },
        { w1: 2, w2: 4, s1: null },
      );
      assert.deepEqual(
        { counts, respondents },
        { counts: { waktu: [0, 1, 0, 1], sarana: [0, 0, 0, 0] }, respondents: 1 },
      );
    },
  },
  {
    name: 'own weights count if they sum to exactly 1',
    check: ({ satisfaction, fraction }) => {
      const weights = { a: fraction.fraction(2, 3), b: fraction.fraction(1, 3) };
      const tally = tallyOf(1, [4, 1], ['a', 'b']);
      const result = satisfaction.satisfactionIndex(tally, ['a', 'b'], { weights });
      assert.deepEqual([result.converted, result.method, result.readings], [7500, 'exact-weighted', null]);
      const tooMuch = { ...weights, b: fraction.fraction(334, 1000) };
      assert.throws(
        () => satisfaction.satisfactionIndex(tally, ['a', 'b'], { weights: tooMuch }),
        /exactly 1/,
      );
      assert.throws(
        () => satisfaction.satisfactionIndex(tally, ['a', 'b'], { weights: { a: fraction.ONE } }),
        /"b"/,
      );
      const negative = { a: fraction.fraction(2), b: fraction.fraction(-1) };
      assert.throws(
        () => satisfaction.satisfactionIndex(tally, ['a', 'b'], { weights: negative }),
        /above 0/,
      );
    },
  },
  {
    name: 'the comparison readings cut 1/k, and fall out of the scale where that shows',
    check: ({ satisfaction, fraction }) => {
      const nine = satisfaction.satisfactionIndex(tallyOf(1, [1, 1, 1, 1, 1, 1, 1, 1, 1])).readings;
      assert.deepEqual(nine?.['0.11'], {
        weight: fraction.fraction(11, 100),
        converted: 2475,
        quality: null,
      });
      const eight = satisfaction.satisfactionIndex(tallyOf(1, [4, 4, 4, 4, 4, 4, 4, 4])).readings;
      assert.deepEqual([eight?.['0.11'].converted, eight?.['0.111'].converted], [9600, 10_000]);
    },
  },
  {
    name: 'the index without biaya stands beside the official one',
    check: ({ satisfaction }) => {
      const tally = tallyOf(29, [105, 101, 100, 116, 102, 105, 106, 105, 115], 'abcdefghi'.split(''));
      assert.equal(satisfaction.satisfactionWithout(tally, ['d']).converted, 9041);
    },
  },
  {
    name: 'the letter changes exactly at the printed bounds',
    check: ({ bands }) => {
      const letters = [2499, 2500, 6499, 6500, 7660, 7661, 8830, 8831, 10_000, 10_001].map((ikm) =>
        bands.letterOf(ikm),
      );
      assert.deepEqual(letters, [null, 'D', 'D', 'C', 'C', 'B', 'B', 'A', 'A', null]);
      assert.equal(bands.letterOf(null), null);
    },
  },
  {
    name: 'older results keep the table they were judged by',
    check: ({ bands, satisfaction }) => {
      for (const table of [
        bands.BAND_TABLES['permenpanrb-16-2014'],
        bands.BAND_TABLES['kepmenpan-25-2004'],
      ]) {
        const letters = [2500, 4375, 4376, 6250, 6251, 8125, 8126].map((ikm) => bands.letterOf(ikm, table));
        assert.deepEqual(letters, ['D', 'D', 'C', 'C', 'B', 'B', 'A']);
      }
      const old = satisfaction.satisfactionIndex(tallyOf(100, [330]), undefined, {
        bands: bands.BAND_TABLES['kepmenpan-25-2004'],
      });
      assert.deepEqual([old.converted, old.quality, old.bands], [8250, 'A', 'kepmenpan-25-2004']);
    },
  },
  {
    name: 'tallies are subtracted, and never below nothing',
    check: ({ tally }) => {
      const [whole, part] = [tallyOf(3, [9]), tallyOf(1, [3])];
      assert.deepEqual(tally.subtractTally(whole, part), {
        respondents: 2,
        blank: 0,
        counts: { e1: [0, 0, 2, 0] },
      });
      assert.throws(() => tally.subtractTally(part, whole), /more answers to "e1"/);
      assert.throws(() => tally.subtractTally(whole, tallyOf(1, [3], ['other'])), /different elements/);
    },
  },
  {
    name: 'questionnaires with different elements are refused unless declared comparable',
    check: ({ mixing, tally }) => {
      const first = { questionnaire: { id: 'q', version: 1 }, tally: tallyOf(2, [6, 8], ['a', 'b']) };
      const second = {
        questionnaire: { id: 'q', version: 2 },
        tally: tallyOf(1, [2, 4, 1], ['b', 'a', 'c']),
      };
      assert.throws(() => tally.mergeTallies([first.tally, second.tally]), /different elements/);
      const refused = mixing.mixTallies([first, second]);
      assert.deepEqual(refused, {
        kind: 'refused',
        versions: [
          { id: 'q', version: 1, elements: ['a', 'b'] },
          { id: 'q', version: 2, elements: ['b', 'a', 'c'] },
        ],
      });
      const versions = [first.questionnaire, second.questionnaire];
      const mixed = mixing.mixTallies([first, second], [{ versions, elements: ['a', 'b'] }]);
      assert.deepEqual(mixed, {
        kind: 'pooled',
        leftOut: ['c'],
        tally: { respondents: 3, blank: 0, counts: { a: [0, 0, 2, 1], b: [0, 1, 0, 2] } },
      });
      assert.equal(
        mixing.mixTallies([first, second], [{ versions: [versions[0]!], elements: ['a'] }]).kind,
        'refused',
      );
      assert.equal(mixing.mixTallies([first, second], [{ versions, elements: ['c'] }]).kind, 'refused');
      const same = { questionnaire: { id: 'other', version: 1 }, tally: tallyOf(1, [4, 4], ['b', 'a']) };
      assert.equal(mixing.mixTallies([first, same]).kind, 'pooled');
      assert.equal(mixing.mixTallies([]).kind, 'pooled');
    },
  },
];
