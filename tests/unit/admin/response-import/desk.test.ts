// @vitest-environment node
import { writeXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, test } from 'vitest';
import { SurveyResponse } from '#protocol/response.ts';
import { sha256HexOfBytes } from '#protocol/hash.ts';
import { fitProblems } from '#domain/validation.ts';
import { regularPeriod } from '#domain/period.ts';
import { ImportDesk } from '#admin/response-import/desk.ts';
import type { ImportChoice } from '#admin/response-import/desk.ts';
import { sampleFile } from '#admin/response-import/sample-file.ts';
import { STANDARD } from '../compute/scene.ts';

const AGENCY = '0192f0c1-2345-7abc-8def-0123456789ab';
const CHOICE: ImportChoice = {
  sheet: 0,
  questionnaire: STANDARD,
  target: { kind: 'period', period: regularPeriod('quarter', 2026, 1) },
};
const HEADER = 'u1;u2;u3;u4;u5;u6;u7;u8;u9;tanggal';
const NOW = Date.parse('2026-11-22T03:00:00.000Z');

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function csv(...rows: string[]): Uint8Array<ArrayBuffer> {
  return bytes([HEADER, ...rows].join('\r\n'));
}

describe('a file on its way in', () => {
  let desk: ImportDesk;
  beforeEach(() => (desk = new ImportDesk()));

  test('is known by the hash of its bytes, whatever its name', async () => {
    const file = csv('4;4;4;4;4;4;4;4;4;');
    const opened = await desk.open('lama.csv', file);
    expect(opened).toEqual({
      fileName: 'lama.csv',
      fileHash: await sha256HexOfBytes(file),
      sheets: [{ name: 'lama.csv', rows: 2 }],
    });
    expect((await desk.open('salinan.csv', file)).fileHash).toBe(opened.fileHash);
  });

  test('shows the index it gives by itself, to hold against the old report', async () => {
    await desk.open('lama.csv', csv('4;4;4;4;4;4;4;4;4;', '3;3;3;3;3;3;3;3;3;'));
    const preview = desk.preview(CHOICE);
    expect(preview).toMatchObject({
      respondents: 2,
      withoutDate: 2,
      result: { converted: 8750, quality: 'B' },
    });
    expect(preview.sample.map(({ row }) => row)).toEqual([2, 3]);
  });

  test('is frozen into responses that the endpoint takes, the same bytes each time', async () => {
    await desk.open('lama.csv', csv('4;4;4;4;4;4;4;4;4;01/02/2026', '3;;3;3;3;3;3;1;3;02/02/2026'));
    const told: number[] = [];
    const first = await desk.freeze(AGENCY, CHOICE, NOW, (done) => told.push(done));
    const again = await desk.freeze(AGENCY, CHOICE, NOW + 1000, () => undefined);
    expect(again.bodies).toEqual(first.bodies);
    expect(again.record).toEqual({ ...first.record, importedAt: '2026-11-22T03:00:01.000Z' });
    expect(first.record).toMatchObject({
      rows: 2,
      activity: null,
      period: { from: '2026-01-01', to: '2026-03-31' },
      importedAt: '2026-11-22T03:00:00.000Z',
    });
    const responses = first.bodies.map((body) => SurveyResponse.parse(JSON.parse(body)));
    expect(responses.map((response) => fitProblems(STANDARD.content, response))).toEqual([[], []]);
    expect(responses[0]).toMatchObject({
      agency: AGENCY,
      activity: null,
      channel: 'import',
      durationMs: 0,
      flags: ['all-same'],
      place: { batch: first.record.id, row: 2 },
      submittedAt: '2026-02-01T05:00:00.000Z',
    });
    expect(responses[1]).toMatchObject({ flags: [], place: { row: 3 } });
    expect(Object.keys(responses[1]!.answers)).toHaveLength(8);
    expect(new Set(responses.map(({ id }) => id)).size).toBe(2);
    expect(told).toEqual([]);
  });

  test('another file has other ids, though its rows say the same', async () => {
    const bodies = async (file: Uint8Array<ArrayBuffer>) => {
      await desk.open('lama.csv', file);
      return (await desk.freeze(AGENCY, CHOICE, NOW, () => undefined)).bodies[0];
    };
    const row = '4;4;4;4;4;4;4;4;4;01/02/2026';
    expect(await bodies(csv(row))).not.toBe(await bodies(csv(row, row)));
  });

  test('for an activity, names it instead of a period', async () => {
    const id = '0192f0c1-2345-7abc-8def-0123456789cd';
    await desk.open('lama.csv', csv('4;4;4;4;4;4;4;4;4;'));
    const target = { kind: 'activity', id, start: '2026-02-16T23:30:00.000Z' } as const;
    const { bodies, record } = await desk.freeze(AGENCY, { ...CHOICE, target }, NOW, () => undefined);
    expect(record).toMatchObject({ activity: id, period: null });
    expect(JSON.parse(bodies[0]!)).toMatchObject({ activity: id, submittedAt: '2026-02-17T05:00:00.000Z' });
  });

  test('with a fault in it is never taken in part', async () => {
    await desk.open('lama.csv', csv('4;4;4;4;4;4;4;4;4;', '4;4;4;4;4;4;4;4;9;'));
    expect(desk.preview(CHOICE)).toMatchObject({ respondents: 1, problemCount: 1 });
    await expect(desk.freeze(AGENCY, CHOICE, NOW, () => undefined)).rejects.toThrow('is not imported');
  });

  test('of several sheets: each can be looked at', async () => {
    const header = HEADER.split(';');
    const workbook = await writeXlsx({
      sheets: [
        { name: 'Sampul', rows: [['Survei Kepuasan']] },
        { name: 'Data', rows: [header, [4, 4, 4, 4, 4, 4, 4, 4, 3, '01/02/2026']] },
      ],
    });
    const opened = await desk.open('lama.xlsx', new Uint8Array(workbook));
    expect(opened.sheets.map(({ name }) => name)).toEqual(['Sampul', 'Data']);
    expect(desk.preview(CHOICE).problems[0]?.code).toBe('no-element-column');
    expect(desk.preview({ ...CHOICE, sheet: 1 })).toMatchObject({
      respondents: 1,
      result: { converted: 9722 },
    });
  });

  test('the sample file that people download is understood whole', async () => {
    await desk.open('contoh.csv', bytes(sampleFile(STANDARD.content)));
    expect(desk.preview(CHOICE)).toMatchObject({
      respondents: 2,
      problemCount: 0,
      ignored: [],
      missing: [],
      unknownProfile: 0,
      withoutDate: 0,
    });
  });

  test('that is no table is refused, and nothing lies on the desk', async () => {
    await expect(desk.open('foto.jpg', bytes('\u0000\u0001'))).rejects.toThrow('unknown-form');
    expect(() => desk.preview(CHOICE)).toThrow('No file lies on the desk');
  });
});
