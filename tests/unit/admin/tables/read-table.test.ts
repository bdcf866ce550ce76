import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readTable, TABLE_FILE_BYTES } from '#admin/tables/read-table.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function rowsOf(fileName: string, content: Uint8Array) {
  return (await readTable(fileName, content))[0]?.rows;
}

describe('reading a file as a table', () => {
  it('reads CSV with the separator that it has, quotes and line ends inside cells included', async () => {
    expect(
      await rowsOf('a.csv', bytes('Tanggal;Kegiatan\r\n12/03/2026;"Rapat; lalu\nmakan siang"\r\n')),
    ).toEqual([
      ['Tanggal', 'Kegiatan'],
      ['12/03/2026', 'Rapat; lalu\nmakan siang'],
    ]);
    expect(await rowsOf('a.csv', bytes('a,b\n1,2'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(await rowsOf('a.txt', bytes('a\tb\n1\t2'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps empty rows, so that row numbers are those of the spreadsheet', async () => {
    expect(await rowsOf('a.csv', bytes('a,b\n\n1,2'))).toHaveLength(3);
  });

  it('understands a byte order mark and the code pages of Excel', async () => {
    expect(await rowsOf('a.csv', bytes('\uFEFFTempat\nAlun–alun'))).toEqual([['Tempat'], ['Alun–alun']]);
    expect(await rowsOf('a.csv', Uint8Array.of(0x41, 0x96, 0x42))).toEqual([['A–B']]);
    const utf16 = Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x2c, 0, 0x42, 0);
    expect(await rowsOf('a.csv', utf16)).toEqual([['A', 'B']]);
  });

  it('reads every visible sheet of a workbook, with dates as dates', async () => {
    const file = await writeXlsx({
      sheets: [
        { name: 'Maret', rows: [['Tanggal'], [new Date('2026-03-12T00:00:00Z')]] },
        { name: 'April', rows: [['Tanggal']] },
        { name: 'Rahasia', rows: [['x']], hidden: true },
      ],
    });
    const sheets = await readTable('agenda.xlsx', file);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['Maret', 'April']);
    expect(sheets[0]?.rows[1]?.[0]).toEqual(new Date('2026-03-12T00:00:00Z'));
  });

  it('shows a formula that no program has computed, which is no blank', async () => {
    const cells = new Map([['1,1', { value: null, type: 'formula' as const, formula: '1+1' }]]);
    const file = await writeXlsx({ sheets: [{ name: 'A', rows: [['u1', 'u2'], [4]], cells }] });
    expect(await rowsOf('a.xlsx', file)).toEqual([
      ['u1', 'u2'],
      [4, '=1+1'],
    ]);
  });

  it('goes by the content, not by the name', async () => {
    const file = await writeXlsx({ sheets: [{ name: 'A', rows: [['Kegiatan']] }] });
    expect(await rowsOf('agenda.csv', file)).toEqual([['Kegiatan']]);
    expect(await rowsOf('agenda.xlsx', bytes('Kegiatan'))).toEqual([['Kegiatan']]);
  });

  it.each([
    ['an empty file', 'a.csv', new Uint8Array(), 'empty'],
    ['a file of blanks', 'a.csv', bytes(' ; ;\n\n'), 'empty'],
    ['a file that is too large', 'a.csv', new Uint8Array(TABLE_FILE_BYTES + 1), 'too-large'],
    ['an old Excel file', 'a.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), 'old-excel'],
    ['a protected workbook', 'a.xlsx', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), 'encrypted'],
    ['a broken workbook', 'a.xlsx', bytes('PK\u0003\u0004broken'), 'unreadable'],
    ['a picture', 'a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1), 'unknown-form'],
  ])('refuses %s with its own reason', async (_what, fileName, content, code) => {
    await expect(readTable(fileName, content)).rejects.toMatchObject({ name: 'TableFileProblem', code });
  });
});
