import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { workbench } from './workbench.ts';

const { file, skm } = workbench();

/** The same three answers in every form; 4 3 / 3 – / 2 4 give 75.00 and 87.50, together 81.25. */
const SAME = { respondents: 3, index: 3.25, converted: 81.25, quality: 'B' };

async function resultOf(path: string, ...options: string[]): Promise<unknown> {
  const { code, out } = await skm('index', path, '--json', ...options);
  expect(code).toBe(0);
  return JSON.parse(out);
}

describe('the same answers give the same result from every kind of file', () => {
  test.each([
    ['koma.csv', 'waktu,biaya\n4,3\n3,\n2,4\n'],
    ['titik-koma.csv', 'waktu;biaya\n4;3\n3;\n2;4'],
    ['tab.tsv', 'waktu\tbiaya\n4\t3\n3\t\n2\t4\n'],
    ['windows.csv', '\uFEFFwaktu;biaya\r\n4;3\r\n3;\r\n2;4\r\n'],
    ['mac.csv', 'waktu,biaya\r4,3\r3,\r2,4\r'],
    ['campur.csv', 'waktu,biaya\r\n4,3\n3,\r\n2,4\n'],
    ['kutip.csv', '"waktu","catatan, ""umum""","biaya"\n"4","a,b","3"\n"3","",""\n"2","c\nd","4"\n'],
    ['urutan.csv', 'Biaya , WAKTU\n 3 , 4 \n\t, 3\n4,2\n'],
    ['desimal.csv', 'waktu;biaya\n4,0;3,00\n3.0;\n2;4\n'],
    ['judul-turun.csv', '\n,,\nwaktu,biaya\n4,3\n3,\n2,4\n'],
    ['pendek.csv', 'waktu,biaya\n4,3\n3\n2,4\n'],
    ['KAPITAL.CSV', 'waktu,biaya\n4,3\n3,\n2,4\n'],
    ['tanda-di-tengah.csv', 'waktu,biaya,komentar\n4,3,he said "ok" twice\n3,,\n2,4,\n'],
  ])('%s', async (name, text) => {
    expect(await resultOf(file(name, text))).toMatchObject(SAME);
  });

  test('letters of an older encoding in a comment do no harm', async () => {
    const latin = Buffer.from('waktu,komentar,biaya\n4,caf\u00e9,3\n3,,\n2,,4\n', 'latin1');
    expect(await resultOf(file('latin.csv', latin))).toMatchObject(SAME);
  });

  test('a heading that is longer than one read does no harm', async () => {
    const padding = Array.from({ length: 3000 }, (_, at) => `kolom tambahan ${at}`).join();
    const path = file('lebar.csv', `waktu,biaya,${padding}\n4,3\n3,\n2,4\n`);
    expect(await resultOf(path)).toMatchObject(SAME);
  });
});

describe('workbooks', () => {
  test('numbers, texts, formulas, empty rows and notes beside the table', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Data',
          rows: [
            ['Waktu', 'nama', 'BIAYA'],
            [4, 'A', '3'],
            [],
            [3, 'B', null, null, 'catatan'],
            [null, 'C', 4],
          ],
          cells: new Map([['4,0', { value: 2, type: 'formula', formula: '1+1', formulaResult: 2 }]]),
        },
      ],
    });
    expect(await resultOf(file('data.xlsx', bytes))).toMatchObject(SAME);
  });

  test('the first visible sheet is read, or the one named', async () => {
    const rows = (value: number) => [['u1'], [value]];
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Petunjuk', rows: [['baca dulu']], hidden: true },
        { name: 'Triwulan I', rows: rows(4) },
        { name: 'Triwulan II', rows: rows(2) },
      ],
    });
    const path = file('lembar.xlsx', bytes);
    expect(await resultOf(path)).toMatchObject({ converted: 100 });
    expect(await resultOf(path, '--sheet', 'Triwulan II')).toMatchObject({ converted: 50 });
    const { code, err } = await skm('index', path, '--sheet', 'TW II');
    expect(code).toBe(2);
    expect(err).toContain(
      'tidak ada lembar bernama "TW II". Lembar yang ada: "Petunjuk", "Triwulan I", "Triwulan II".',
    );
  });

  test.each([
    ['a number in between', 3.532, '3.532'],
    ['a yes/no', true, 'true'],
    ['a date', new Date('2026-08-17T00:00:00Z'), '2026-08-17'],
    ['a word', 'baik', 'baik'],
  ])('%s is refused with its place', async (_, value, shown) => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'Data', rows: [['no', 'u1'], [1, 4], [], [2, value]] }],
    });
    const { code, err } = await skm('index', file('salah.xlsx', bytes));
    expect(code).toBe(2);
    expect(err).toContain(`salah.xlsx: baris 4, kolom B ("u1"): nilai "${shown}" bukan 1, 2, 3, atau 4`);
  });

  test('a formula that no program has computed is no blank: it is refused with its place', async () => {
    const formula = (text: string) => ({ value: null, type: 'formula' as const, formula: text });
    const cells = new Map([
      ['1,0', formula('A9')],
      ['2,1', formula('1+1')],
    ]);
    const bytes = await writeXlsx({
      sheets: [{ name: 'Data', rows: [['no', 'u1'], [null, 4], [2]], cells }],
    });
    const { code, err } = await skm('index', file('rumus.xlsx', bytes));
    expect(code).toBe(2);
    expect(err).toContain('rumus.xlsx: baris 3, kolom B ("u1"): nilai "=1+1" bukan 1, 2, 3, atau 4');
  });
});
