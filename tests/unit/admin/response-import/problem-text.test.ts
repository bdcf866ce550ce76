// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { problemText } from '#admin/response-import/problem-text.ts';
import type { ImportProblem } from '#admin/response-import/read-import.ts';
import { english } from '#admin/response-import/texts.en.ts';
import { indonesian } from '#admin/response-import/texts.id.ts';

const place = { row: 7, column: 'C', header: 'u3', value: '9' };
const EVERY: readonly ImportProblem[] = [
  { code: 'no-header' },
  { code: 'no-rows' },
  { code: 'no-element-column', row: 1, headers: ['nama'] },
  { code: 'both-forms', row: 1, keyed: 'waktu', numbered: 'u1' },
  { code: 'numbering-gap', row: 1, missing: 'u2', last: 'u3' },
  { code: 'malformed-number', row: 1, column: 'A', header: 'u01' },
  { code: 'column-twice', row: 1, header: 'u1', columns: ['A', 'B'] },
  { code: 'row-too-long', row: 7, cells: 11, width: 9 },
  { code: 'value', ...place },
  { code: 'other-count', found: 14, asked: 9 },
  { code: 'date', ...place, value: 'kemarin' },
  { code: 'date-outside', ...place, value: '01/04/2026' },
];

describe('what is wrong with a file', () => {
  test.each(EVERY)('$code is a whole sentence in both languages', (problem) => {
    for (const { problems } of [indonesian, english]) {
      const sentence = problemText(problem, problems, ['persyaratan', 'prosedur']);
      expect(sentence).toMatch(/^[A-Z“"].{15,}\.$/);
      expect(sentence).not.toMatch(/undefined|null|\[object/);
    }
  });

  test('names row, column and value, and what to do', () => {
    expect(problemText({ code: 'value', ...place }, indonesian.problems, [])).toBe(
      'Baris 7, kolom C ("u3"): "9" bukan 1, 2, 3, atau 4. Kosongkan sel itu jika tidak dijawab.',
    );
  });

  test('long values, long lists and control characters stay one readable line', () => {
    const headers = Array.from({ length: 40 }, (_one, at) => `kolom ${at}\u0007`);
    const sentence = problemText({ code: 'no-element-column', row: 1, headers }, indonesian.problems, [
      'waktu',
    ]);
    expect(sentence).toContain('"kolom 0·"');
    expect(sentence).not.toContain('kolom 39');
    const long = problemText({ code: 'value', ...place, value: 'x'.repeat(500) }, indonesian.problems, []);
    expect(long.length).toBeLessThan(200);
  });
});
