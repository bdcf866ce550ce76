// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { guessDelimiter } from '#domain/delimiter.ts';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { satisfactionIndex } from '#domain/indicators/satisfaction.ts';
import { TallyCounter } from '#domain/indicators/tally.ts';
import { regularPeriod } from '#domain/period.ts';
import { RespondentTable } from '#domain/respondent-table.ts';
import type { Answer } from '#domain/questionnaire.ts';
import type { CsvStyle } from '#admin/compute/respondents-csv.ts';
import { EVERYTHING } from '#admin/compute/selection.ts';
import { parseCsv } from 'hucre/csv';
import { activity, nine, NOW, questionnaire, Scene } from './scene.ts';

const selection = { ...EVERYTHING, period: regularPeriod('month', 2026, 8) };

async function exported(scene: Scene, style: CsvStyle = 'plain', set: string | null = null) {
  const { file } = await scene.ask({ kind: 'respondents-csv', selection, set, style });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
}

/** The index as a reader of the file works it out. */
function indexOf(text: string) {
  const table = new RespondentTable(NINE_ELEMENTS, 'csv');
  let counter: TallyCounter | null = null;
  parseCsv(text, { delimiter: guessDelimiter(text), skipBom: true }).forEach((cells, at) => {
    const reading = table.read(cells, at + 1);
    expect(reading, JSON.stringify(table.problem)).not.toBe('problem');
    counter ??= new TallyCounter(table.columns!.elements.map(({ key }) => key));
    if (reading === 'respondent') counter.addScores(table.scores);
  });
  return satisfactionIndex(counter!.toTally());
}

function august(): Scene {
  const scene = new Scene();
  scene.activities.push(activity('a', '2026-08-03T02:00:00.000Z'));
  const answers: Answer[][] = [nine(4), [3, 3, 2, 4, null, 3, 3, 1, 2], nine(2), nine(null)];
  for (const one of answers)
    scene.respond(9, { activity: 'a', answers: one, profile: { gender: 'p' }, comment: 'Rahasia' });
  return scene;
}

describe('the respondents of a period as a file', () => {
  test.each<CsvStyle>(['plain', 'excel'])(
    '%s: whoever computes from the file gets the figure of the screen',
    async (style) => {
      const scene = august();
      const onScreen = await scene.ask({
        kind: 'satisfaction',
        selection,
        set: null,
        trend: 'before',
        population: null,
        asOf: NOW,
      });
      const fromFile = indexOf(await exported(scene, style));
      const { blank: _blank, ...rest } = onScreen.chosen!.result;
      expect(fromFile).toMatchObject(rest);
    },
  );

  test('holds no profile and no comment, and the time to the minute in Jakarta', async () => {
    const scene = august();
    scene.responses.length = 0;
    scene.respond(1, {
      activity: 'a',
      at: '2026-08-03T03:04:05.678Z',
      answers: [4, 3, 2, 1, null, 4, 4, 4, 4],
      profile: { gender: 'p' },
      comment: 'Rahasia',
      flags: ['too-fast', 'clock-odd'],
    });
    expect(await exported(scene)).toBe(
      'kode_respons,nama_kegiatan,waktu_kirim,saluran_isi,tanda_mutu,' +
        `${NINE_ELEMENTS.join(',')}\r\n` +
        '00000100,Kegiatan a,2026-08-03 10:04,kiosk,too-fast clock-odd,4,3,2,1,,4,4,4,4\r\n',
    );
  });

  test('for Excel: byte order mark and semicolons', async () => {
    const text = await exported(august(), 'excel');
    expect(text.startsWith('\uFEFFkode_respons;nama_kegiatan;')).toBe(true);
  });

  test.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1+1', "'+1+1"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['Apel, pagi "besar"', '"Apel, pagi ""besar"""'],
  ])('a name that a spreadsheet would run stays a text: %s', async (name, field) => {
    const scene = august();
    scene.activities[0] = activity('a', '2026-08-03T02:00:00.000Z', { name });
    expect((await exported(scene)).split('\r\n')[1]).toContain(`,${field},`);
  });

  test('elements that the nine do not know become u1 … uK, so that the file is still understood', async () => {
    const elements = ['waktu', 'kebersihan', 'keamanan'];
    const other = questionnaire('lain', elements);
    const scene = august();
    scene.questionnaires.push(other);
    scene.responses.length = 0;
    scene.respond(6, { activity: 'a', questionnaire: other, answers: [4, 3, 1] });
    const text = await exported(scene);
    expect(text.split('\r\n')[0]).toMatch(/,u1,u2,u3$/);
    expect(indexOf(text)).toMatchObject({ respondents: 6, converted: 6667 });
  });

  test('several questions of one element go into further rows of the same code: the figure stays', async () => {
    const base = questionnaire('dua', ['waktu', 'perilaku']);
    const [first] = base.content.questions;
    const content = {
      ...base.content,
      questions: [
        { ...first!, key: 'mulai', element: 'waktu' },
        { ...first!, key: 'selesai', element: 'waktu' },
        { ...first!, key: 'sopan', element: 'perilaku' },
      ],
    };
    const scene = august();
    scene.questionnaires.push({ ...base, content });
    scene.responses.length = 0;
    scene.respond(5, {
      activity: 'a',
      questionnaire: { ...base, content },
      answers: { mulai: 4, selesai: 1, sopan: 3 },
    });
    const result = indexOf(await exported(scene));
    expect(result.elements.map(({ filled, sum }) => [filled, sum])).toEqual([
      [10, 25],
      [5, 15],
    ]);
    expect(result.converted).toBe(6875);
  });

  test('tells how far it is after each chunk, and stops at once when it is given up', async () => {
    const told: number[] = [];
    const request = { kind: 'respondents-csv', selection, set: null, style: 'plain' } as const;
    const controller = new AbortController();
    const stopped = august().ask(request, controller.signal, (done) => {
      told.push(done);
      if (told.length === 2) controller.abort(new Error('the person changed the mind'));
    });
    await expect(stopped).rejects.toThrow('the person changed the mind');
    expect(told).toHaveLength(2);
    expect(told[1]).toBeGreaterThan(told[0]!);
  });
});
