import assert from 'node:assert/strict';
import type { Domain, Golden } from './domain.ts';

/** Four respondents with the means 4, 3, 3 and 2: mean 3, variance 2/3, index 75. */
function fourRespondents(domain: Domain) {
  const spread = new domain.confidence.SpreadCounter();
  const tally = new domain.tally.TallyCounter(['a', 'b']);
  const forms: readonly (readonly number[])[] = [
    [4, 4],
    [2, 4],
    [3, 3],
    [2, 2],
  ];
  for (const scores of forms) {
    spread.addScores(scores);
    tally.addScores(scores);
  }
  return { spread: spread.toSpread(), result: domain.satisfaction.satisfactionIndex(tally.toTally()) };
}

export const spreadGoldens: readonly Golden[] = [
  {
    name: 'confidence interval by hand: t(3) = 3.182, s² = 2/3, n = 4',
    check: (domain) => {
      const { spread, result } = fourRespondents(domain);
      assert.equal(result.converted, 7500);
      const ten = domain.confidence.confidenceInterval(result, spread, 10);
      assert.deepEqual(ten, { lower: 4848, upper: 10_000, respondents: 4, population: 10, census: false });
      const unknown = domain.confidence.confidenceInterval(result, spread, null);
      assert.deepEqual([unknown?.lower, unknown?.population], [4252, null]);
      const impossible = domain.confidence.confidenceInterval(result, spread, 3);
      assert.deepEqual(impossible, unknown);
    },
  },
  {
    name: 'everybody answered: no margin at all',
    check: (domain) => {
      const { spread, result } = fourRespondents(domain);
      const all = domain.confidence.confidenceInterval(result, spread, 4);
      assert.deepEqual(all, { lower: 7500, upper: 7500, respondents: 4, population: 4, census: true });
    },
  },
  {
    name: 'one respondent or no result: no interval',
    check: (domain) => {
      const { spread, result } = fourRespondents(domain);
      const one = new domain.confidence.SpreadCounter();
      one.addAnswers({ a: 4, b: null });
      one.addAnswers({ a: null });
      assert.deepEqual(one.toSpread(), { byFilled: { 1: { respondents: 1, sum: 4, squares: 16 } } });
      assert.equal(domain.confidence.confidenceInterval(result, one.toSpread(), 10), null);
      assert.equal(domain.confidence.confidenceInterval({ exact: null, converted: null }, spread, 10), null);
    },
  },
  {
    name: 'a respondent who left an element open counts with the mean of the rest',
    check: (domain) => {
      const counter = new domain.confidence.SpreadCounter();
      const forms: readonly (readonly number[])[] = [
        [4, 4],
        [3, 0],
        [3, 3],
        [0, 2],
      ];
      for (const scores of forms) counter.addScores(scores);
      const { result, spread } = fourRespondents(domain);
      assert.deepEqual(
        domain.confidence.confidenceInterval(result, counter.toSpread(), 10),
        domain.confidence.confidenceInterval(result, spread, 10),
      );
    },
  },
  {
    name: 'in words, rounded outwards',
    check: ({ confidence }) => {
      const interval = { lower: 8301, upper: 8799, respondents: 40, population: 60, census: false };
      assert.equal(confidence.intervalInWords(interval, 'id'), 'antara 83 dan 88');
      assert.equal(confidence.intervalInWords(interval, 'en'), 'between 83 and 88');
      const census = { ...interval, lower: 8412, upper: 8412, census: true };
      assert.equal(confidence.intervalInWords(census, 'id'), 'tepat 84,12');
      assert.equal(confidence.intervalInWords(census, 'en'), 'exactly 84.12');
    },
  },
  {
    name: 'cells under five are hidden, and so is what would give them away',
    check: ({ privacy }) => {
      const shown = (counts: number[]) =>
        privacy.hiddenCells(counts).map((hidden, at) => (hidden ? '•' : counts[at]));
      assert.deepEqual(shown([12, 5, 30]), [12, 5, 30]);
      assert.deepEqual(shown([12, 4, 30]), ['•', '•', 30]);
      assert.deepEqual(shown([3, 2, 30, 9]), ['•', '•', 30, 9]);
      assert.deepEqual(shown([2, 2, 30, 9]), ['•', '•', 30, '•']);
      assert.deepEqual(shown([0, 0, 20, 30]), [0, 0, 20, 30]);
      assert.deepEqual(shown([1, 0, 20]), ['•', 0, '•']);
      assert.deepEqual(shown([2, 1]), ['•', '•']);
      assert.deepEqual([privacy.mayShow(4), privacy.mayShow(5)], [false, true]);
      const part = (of: number, whole: number) => privacy.mayShowPart(of, whole);
      assert.deepEqual([part(5, 5), part(4, 4), part(4, 40)], [true, false, false]);
      assert.deepEqual([part(20, 24), part(20, 25)], [false, true]);
    },
  },
  {
    name: 'quality marks that one response alone decides',
    check: ({ quality }) => {
      const fours = { a: 4, b: 4, c: 4, d: 4, e: 4 } as const;
      const flags = (
        answers: Record<string, 1 | 2 | 3 | 4 | null>,
        durationMs: number,
        channel: 'kiosk' | 'import',
      ) => quality.responseFlags({ answers, durationMs, channel });
      assert.deepEqual(flags({ ...fours }, 5000, 'kiosk'), ['all-same']);
      assert.deepEqual(flags({ ...fours, f: 3 }, 6000, 'kiosk'), []);
      assert.deepEqual(flags({ ...fours, f: null }, 6000, 'kiosk'), ['all-same']);
      assert.deepEqual(flags({ a: 4, b: 4, c: 4, d: 4 }, 4000, 'kiosk'), []);
      assert.deepEqual(flags({ a: 4, b: 3 }, 1999, 'kiosk'), ['too-fast']);
      assert.deepEqual(flags({ a: 4, b: 3 }, 0, 'import'), []);
      assert.deepEqual(flags({}, 0, 'kiosk'), []);
    },
  },
  {
    name: 'the index with and without the marked responses',
    check: ({ quality }) => {
      const all = { respondents: 3, blank: 0, counts: { a: [0, 1, 0, 2] } } as const;
      const flagged = { respondents: 2, blank: 0, counts: { a: [0, 0, 0, 2] } } as const;
      const both = quality.withAndWithout(all, flagged);
      assert.deepEqual([both.all.converted, both.withoutFlagged.converted, both.flagged], [8333, 5000, 2]);
    },
  },
];
