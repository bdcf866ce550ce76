import assert from 'node:assert/strict';
import { DEFAULT_QUESTIONNAIRE, NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import type { Answer } from '#domain/questionnaire.ts';
import type { Cell } from '#domain/respondent-table.ts';
import type { Golden } from './domain.ts';

export const textGoldens: readonly Golden[] = [
  {
    name: 'rounding is half-up, once, and away from zero below it',
    check: ({ fraction }) => {
      const hundredths = (top: number, bottom: number) =>
        fraction.toHundredths(fraction.fraction(top, bottom));
      assert.deepEqual([hundredths(28_125, 1000), hundredths(28_115, 1000)], [2813, 2812]);
      assert.deepEqual([hundredths(250, 3), hundredths(200, 3), hundredths(4, -1)], [8333, 6667, -400]);
      assert.equal(hundredths(-28_125, 1000), -2813);
      assert.deepEqual(
        [fraction.ceiling(fraction.fraction(7, 2)), fraction.ceiling(fraction.fraction(-7, 2))],
        [4n, -3n],
      );
      assert.deepEqual(
        [fraction.floor(fraction.fraction(7, 2)), fraction.floor(fraction.fraction(-7, 2))],
        [3n, -4n],
      );
      assert.equal(fraction.toNumber(fraction.fraction(105, 29), 4), 3.6207);
      assert.throws(() => fraction.fraction(1, 0), RangeError);
    },
  },
  {
    name: 'numbers are written as Indonesians read them, and plainly for files',
    check: ({ fraction, numbers }) => {
      assert.deepEqual(
        [numbers.formatHundredths(8333, 'id'), numbers.formatHundredths(8333, 'plain')],
        ['83,33', '83.33'],
      );
      assert.deepEqual(
        [numbers.formatHundredths(5, 'id'), numbers.formatHundredths(-1050, 'id')],
        ['0,05', '-10,50'],
      );
      assert.deepEqual(
        [numbers.formatCount(1_234_567, 'id'), numbers.formatCount(1234, 'plain')],
        ['1.234.567', '1234'],
      );
      assert.equal(numbers.formatFraction(fraction.fraction(123_456, 100), 1, 'id'), '1.234,6');
    },
  },
  {
    name: '"3.532" is never read as 3532, nor as anything else, silently',
    check: ({ fraction, numbers }) => {
      const value = (text: string) => {
        const reading = numbers.readNumber(text);
        return reading.kind === 'number' ? numbers.toDecimalText(reading.value) : reading.kind;
      };
      assert.deepEqual(['3.532', '3,532', '-12.345'].map(value), ['ambiguous', 'ambiguous', 'ambiguous']);
      assert.deepEqual(['83,33', '83.33', ' 80 ', '0,125', '0.125', '-2.5'].map(value), [
        '83.33',
        '83.33',
        '80',
        '0.125',
        '0.125',
        '-2.5',
      ]);
      assert.deepEqual(['1.234.567', '1,234,567', '1.234,5', '1,234.5'].map(value), [
        '1234567',
        '1234567',
        '1234.5',
        '1234.5',
      ]);
      assert.deepEqual(
        ['', '  ', 'x', '1.2.3', '1,2,3', '12.34.567', '4-', '1e3', '٣', 'Infinity'].map(value),
        ['blank', 'blank', ...Array.from({ length: 8 }, () => 'not-a-number')],
      );
      const reading = numbers.readNumber('3.532');
      assert.ok(reading.kind === 'ambiguous');
      assert.deepEqual(reading.asDecimal, fraction.fraction(3532, 1000));
      assert.deepEqual(reading.asThousands, fraction.fraction(3532));
      assert.equal(numbers.parseDecimal('82,5'), null);
      assert.throws(() => numbers.toDecimalText(fraction.fraction(1, 3)), RangeError);
    },
  },
  {
    name: 'a cell holds 1, 2, 3, 4 or nothing',
    check: ({ table }) => {
      const cells: Cell[] = ['1', ' 4 ', '4,0', '4.00', 4, '', '  ', null, undefined];
      assert.deepEqual(cells.map(table.readScore), [1, 4, 4, 4, 4, 0, 0, 0, 0]);
      const others: Cell[] = [
        '5',
        '0',
        'x',
        '3.532',
        '4.000',
        '-1',
        '+4',
        '44',
        '1e0',
        '-',
        0,
        5,
        3.532,
        NaN,
        true,
      ];
      assert.deepEqual(
        others.map(table.readScore),
        others.map(() => null),
      );
    },
  },
  {
    name: 'columns are known by key or by number, not both, without gaps, each once',
    check: ({ table }) => {
      const keys = (header: Cell[], elements: readonly string[] = NINE_ELEMENTS) => {
        const recognition = table.recogniseColumns(header, elements);
        return recognition.kind === 'problem'
          ? recognition.problem.code
          : recognition.columns.elements.map((column) => column.key).join();
      };
      assert.equal(keys(['No', ' WAKTU ', 'prosedur']), 'prosedur,waktu');
      assert.equal(keys(['u2', 'U1', 'u3']), 'u1,u2,u3');
      assert.equal(keys(['u1', 'u2'], ['a', 'b']), 'a,b');
      assert.equal(keys(['u1', 'u3']), 'numbering-gap');
      assert.equal(keys(['u2', 'u3']), 'numbering-gap');
      assert.equal(keys(['u0', 'u1']), 'malformed-number');
      assert.equal(keys(['u1', 'u01']), 'malformed-number');
      assert.equal(keys(['u1', 'u2', 'U2']), 'column-twice');
      assert.equal(keys(['waktu', 'biaya', 'Waktu']), 'column-twice');
      assert.equal(keys(['u1', 'waktu']), 'both-forms');
      assert.equal(keys(['nama', 'tanggal', null]), 'no-element-column');
    },
  },
  {
    name: 'a row shows its place as a spreadsheet does',
    check: ({ table }) => {
      const rows = new table.RespondentTable(['a', 'b'], 'csv');
      assert.equal(rows.read(['', null], 1), 'before-header');
      assert.equal(rows.read(['nama', 'B', 'A'], 2), 'header');
      assert.equal(rows.read(['x', '4', '3'], 3), 'respondent');
      assert.deepEqual([...rows.scores], [3, 4]);
      assert.equal(rows.read(['x', '', '2'], 4), 'respondent');
      assert.deepEqual([...rows.scores], [2, 0]);
      assert.deepEqual(
        [rows.read(['x', '', ''], 5), rows.read([''], 6), rows.read([], 7)],
        ['blank', 'empty', 'empty'],
      );
      assert.equal(rows.read(['x', '4', '5'], 8), 'problem');
      assert.deepEqual(rows.problem, { code: 'value', row: 8, column: 'C', header: 'A', value: '5' });
      assert.equal(rows.read(['x', '4', '3', '', '1'], 9), 'problem');
      assert.deepEqual(rows.problem, { code: 'row-too-long', row: 9, cells: 5, width: 3 });
      assert.equal(rows.read(['x', '4', '3', '', ' '], 10), 'respondent');
      const sheet = new table.RespondentTable(['a'], 'sheet');
      assert.deepEqual([sheet.read(['a'], 1), sheet.read([1, 'catatan'], 2)], ['header', 'respondent']);
      assert.deepEqual([0, 25, 26, 701, 702].map(table.columnLetters), ['A', 'Z', 'AA', 'ZZ', 'AAA']);
    },
  },
  {
    name: 'the path asks every question, then what may be skipped',
    check: ({ flow }) => {
      const steps = flow.stepsOf(DEFAULT_QUESTIONNAIRE);
      assert.deepEqual(
        steps.map((step) => (step.kind === 'question' ? `${step.number}/${step.of}` : step.kind)),
        ['1/9', '2/9', '3/9', '4/9', '5/9', '6/9', '7/9', '8/9', '9/9', 'profile', 'comment'],
      );
      assert.deepEqual([flow.nextPlace(steps, 9), flow.nextPlace(steps, 10)], [10, null]);
      assert.deepEqual([flow.previousPlace(1), flow.previousPlace(0)], [0, null]);
      assert.deepEqual(flow.progressAt(steps, 3), { done: 3, of: 11 });
      assert.deepEqual(
        [
          flow.mayLeave(steps[1]!, {}),
          flow.mayLeave(steps[1]!, { prosedur: 1 }),
          flow.mayLeave(steps[9]!, {}),
        ],
        [false, true, true],
      );
      const all = Object.fromEntries(NINE_ELEMENTS.map((key) => [key, 4 as const]));
      assert.deepEqual(
        [flow.isComplete(DEFAULT_QUESTIONNAIRE, all), flow.resumePlace(steps, all)],
        [true, 9],
      );
      const { waktu: _, ...open } = all;
      assert.deepEqual(
        [flow.isComplete(DEFAULT_QUESTIONNAIRE, open), flow.resumePlace(steps, open)],
        [false, 2],
      );
      assert.equal(flow.isComplete(DEFAULT_QUESTIONNAIRE, { ...all, biaya: null }), true);
      assert.equal(flow.isComplete(DEFAULT_QUESTIONNAIRE, { ...all, prosedur: null }), false);
      const bare = { ...DEFAULT_QUESTIONNAIRE, profile: [], comment: null };
      assert.equal(flow.stepsOf(bare).length, 9);
      assert.equal(flow.resumePlace(flow.stepsOf(bare), all), 8);
    },
  },
  {
    name: 'a response may only say what its questionnaire asks',
    check: ({ validation }) => {
      const problems = (
        change: Partial<Parameters<typeof validation.fitProblems>[1]>,
        content = DEFAULT_QUESTIONNAIRE,
      ) =>
        validation
          .fitProblems(content, { answers: {}, profile: {}, comment: '', ...change })
          .map((problem) => `${problem.code} ${problem.key}`.trim());
      assert.deepEqual(
        problems({ answers: { waktu: 4, biaya: null }, profile: { gender: 'p' }, comment: 'Baik.' }),
        [],
      );
      assert.deepEqual(problems({ answers: { other: 4 } }), ['question-unknown other']);
      assert.deepEqual(problems({ answers: { prosedur: null } }), ['cannot-judge-not-offered prosedur']);
      assert.deepEqual(problems({ answers: JSON.parse('{"constructor":4}') as Record<string, Answer> }), [
        'question-unknown constructor',
      ]);
      assert.deepEqual(problems({ profile: { nip: '1' } }), ['profile-field-unknown nip']);
      assert.deepEqual(problems({ profile: { gender: 'x' } }), ['profile-option-unknown gender']);
      assert.deepEqual(problems({ comment: 'x' }, { ...DEFAULT_QUESTIONNAIRE, comment: null }), [
        'comment-not-asked',
      ]);
      const five = JSON.parse('{"waktu":5}') as Record<string, Answer>;
      assert.deepEqual(problems({ answers: five }), ['answer-not-a-score waktu']);
    },
  },
];
