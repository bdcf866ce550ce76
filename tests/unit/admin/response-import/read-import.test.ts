// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { regularPeriod } from '#domain/period.ts';
import type { Cell } from '#domain/respondent-table.ts';
import { readImport, SHOWN_PROBLEMS } from '#admin/response-import/read-import.ts';
import type { ImportTarget } from '#admin/response-import/read-import.ts';
import { questionnaire, STANDARD } from '../compute/scene.ts';

const QUARTER: ImportTarget = { kind: 'period', period: regularPeriod('quarter', 2026, 1) };
const CEREMONY: ImportTarget = { kind: 'activity', id: 'upacara', start: '2026-02-16T23:30:00.000Z' };
const NUMBERED = NINE_ELEMENTS.map((_key, at) => `u${at + 1}`);
const FOURS = NINE_ELEMENTS.map(() => '4');

function read(rows: readonly (readonly Cell[])[], target = QUARTER, source: 'csv' | 'sheet' = 'csv') {
  return readImport(rows, source, STANDARD, target);
}

describe('columns', () => {
  test('numbered columns are the elements in the order of the questionnaire; keys may stand in any order', () => {
    const numbered = read([NUMBERED, ['1', '2', '3', '4', '4', '4', '4', '4', '']]);
    expect(numbered.rows[0]?.answers).toMatchObject({ persyaratan: 1, prosedur: 2, waktu: 3, biaya: 4 });
    expect(numbered.rows[0]?.answers).not.toHaveProperty('pengaduan');
    const keyed = read([[...NINE_ELEMENTS].toReversed(), ['1', '2', '3', '4', '4', '4', '4', '4', '3']]);
    expect(keyed.rows[0]?.answers).toMatchObject({ pengaduan: 1, sarana: 2, persyaratan: 3 });
  });

  test('elements without a column are told and stay open; other columns are named as not used', () => {
    const reading = read([
      ['No', 'waktu', 'perilaku'],
      ['1', '4', '3'],
    ]);
    expect(reading.missing).toHaveLength(7);
    expect(reading.ignored).toEqual(['No']);
    expect(reading.rows[0]?.answers).toEqual({ waktu: 4, perilaku: 3 });
  });

  test('numbered columns that are not as many as the questionnaire asks are refused', () => {
    const { problems, rows } = read([
      ['u1', 'u2'],
      ['4', '4'],
    ]);
    expect(problems).toEqual([{ code: 'other-count', found: 2, asked: 9 }]);
    expect(rows).toEqual([]);
  });

  test('where several questions feed an element, columns are named by question', () => {
    const base = questionnaire('dua', ['waktu']);
    const questions = ['mulai', 'selesai'].map((key) => ({ ...base.content.questions[0]!, key }));
    const two = { ...base, content: { ...base.content, questions } };
    const reading = readImport(
      [
        ['selesai', 'mulai'],
        ['1', '4'],
      ],
      'csv',
      two,
      QUARTER,
    );
    expect(reading.rows[0]?.answers).toEqual({ mulai: 4, selesai: 1 });
    const byElement = readImport([['waktu'], ['1']], 'csv', two, QUARTER);
    expect(byElement.problems[0]?.code).toBe('no-element-column');
  });
});

describe('date, profile and comment', () => {
  const HEADER = [...NUMBERED, 'Tanggal', 'Jenis Kelamin', 'Pendidikan', 'Saran'];

  test('are recognised by the words offices use, in either language, by key or by option', () => {
    const { extras, rows } = read([
      HEADER,
      [...FOURS, '17/02/2026', 'perempuan', 'S1/D4', ' Petugas sigap '],
      [...FOURS, '2026-03-31', 'L', 's2', ''],
    ]);
    expect(extras.map(({ header, use }) => [header, use.kind])).toEqual([
      ['Tanggal', 'date'],
      ['Jenis Kelamin', 'profile'],
      ['Pendidikan', 'profile'],
      ['Saran', 'comment'],
    ]);
    expect(rows[0]).toMatchObject({
      profile: { gender: 'p', education: 's1' },
      comment: 'Petugas sigap',
      submittedAt: '2026-02-17T05:00:00.000Z',
    });
    expect(rows[1]).toMatchObject({
      profile: { gender: 'l', education: 's2' },
      submittedAt: '2026-03-31T05:00:00.000Z',
    });
  });

  test('a date of a sheet and a serial number are days too', () => {
    const { rows } = read(
      [HEADER, [...FOURS, new Date('2026-02-17T00:00:00.000Z')], [...FOURS, 46_070]],
      QUARTER,
      'sheet',
    );
    expect(rows.map(({ submittedAt }) => submittedAt.slice(0, 10))).toEqual(['2026-02-17', '2026-02-17']);
  });

  test('rows without a date get the last day of the period, or the day of the activity in Jakarta', () => {
    const rows = [NUMBERED, FOURS, FOURS];
    expect(read(rows)).toMatchObject({
      withoutDate: 2,
      rows: [{ submittedAt: '2026-03-31T05:00:00.000Z' }, {}],
    });
    expect(read(rows, CEREMONY).rows[0]?.submittedAt).toBe('2026-02-17T05:00:00.000Z');
  });

  test('an unknown profile entry is left open and counted, a long comment is cut and counted', () => {
    const { longComments, rows, unknownProfile } = read([
      HEADER,
      [...FOURS, '', 'Pria', 'S9', 'a'.repeat(1001)],
    ]);
    expect(unknownProfile).toBe(2);
    expect(longComments).toBe(1);
    expect(rows[0]).toMatchObject({ profile: {}, comment: 'a'.repeat(1000) });
  });
});

describe('what must be put right first', () => {
  test('each wrong cell is named with row, column and value, and reading goes on', () => {
    const { problemCount, problems, rows } = read([
      [...NUMBERED, 'tanggal'],
      [...FOURS.with(2, '5'), ''],
      [...FOURS, 'kemarin'],
      [...FOURS, '31/02/2026'],
      [...FOURS, '01/04/2026'],
      [...FOURS, '01/02/2026'],
    ]);
    expect(problemCount).toBe(4);
    expect(problems).toEqual([
      { code: 'value', row: 2, column: 'C', header: 'u3', value: '5' },
      { code: 'date', row: 3, column: 'J', header: 'tanggal', value: 'kemarin' },
      { code: 'date', row: 4, column: 'J', header: 'tanggal', value: '31/02/2026' },
      { code: 'date-outside', row: 5, column: 'J', header: 'tanggal', value: '01/04/2026' },
    ]);
    expect(rows.map(({ row }) => row)).toEqual([6]);
  });

  test('answers of an activity may have any date', () => {
    const { problemCount } = read(
      [
        [...NUMBERED, 'tanggal'],
        [...FOURS, '01/04/2026'],
      ],
      CEREMONY,
    );
    expect(problemCount).toBe(0);
  });

  test('a file of many faults keeps the first ones and counts them all', () => {
    const { problemCount, problems } = read([
      NUMBERED,
      ...Array.from({ length: 300 }, () => FOURS.with(0, 'x')),
    ]);
    expect(problemCount).toBe(300);
    expect(problems).toHaveLength(SHOWN_PROBLEMS);
  });

  test.each([
    ['nothing at all', [], 'no-header'],
    ['only empty rows', [[''], ['', null]], 'no-header'],
    ['headings without answers', [NUMBERED, ['', '', '']], 'no-rows'],
    [
      'no element',
      [
        ['nama', 'umur'],
        ['Budi', '40'],
      ],
      'no-element-column',
    ],
  ])('%s', (_name, rows, code) => {
    expect(read(rows).problems).toMatchObject([{ code }]);
  });

  test('rows with a remark but no answer are passed over and counted', () => {
    const reading = read([
      [...NUMBERED, 'saran'],
      FOURS,
      ['', '', '', '', '', '', '', '', '', 'lupa mengisi'],
      [''],
    ]);
    expect(reading).toMatchObject({ blank: 1, problemCount: 0, rows: [{ row: 2 }] });
  });
});
