import { chmodSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { workbench } from './workbench.ts';

const { file, folder, skm } = workbench();

/** Every refusal is one line on stderr, nothing on stdout, exit code 2. */
async function refusal(...args: string[]): Promise<string> {
  const { code, out, err } = await skm(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.trimEnd()).not.toContain('\n');
  return err.trimEnd();
}

describe('a value that is not 1..4 is refused with file, row, column and value', () => {
  test.each(['5', '0', 'x', '3.532', '-1', '4.000', 'baik', '44', '1,5'])('%s', async (value) => {
    const path = file('nilai.csv', `nama;waktu;biaya\nA;4;4\n\nB;3;"${value}"\n`);
    expect(await refusal('index', path)).toBe(
      `skm index: ${path}: baris 4, kolom C ("biaya"): nilai "${value}" bukan 1, 2, 3, atau 4. ` +
        'Kosongkan sel itu jika tidak dijawab.',
    );
  });

  test('rows are counted as a spreadsheet shows them, quoted line ends included', async () => {
    const path = file('kutip.csv', 'komentar,u1\n"dua\nbaris",4\r\n"satu",9\n');
    expect(await refusal('index', path, '--json')).toContain('baris 3, kolom B ("u1"): nilai "9"');
  });

  test('a long or poisonous value stays one readable line', async () => {
    const long = await refusal('index', file('panjang.csv', `u1\n${'9'.repeat(5000)}\n`));
    expect(long.length).toBeLessThan(folder.length + 250);
    const escape = await refusal('index', file('racun.csv', 'u1\n"\u001b[2J\n\u202e"\n'));
    expect(escape).toContain('nilai "·[2J··"');
  });
});

describe('columns that could be misread are refused', () => {
  test.each([
    ['nama,tanggal', 'baris 1: tidak ada kolom unsur. Judul yang ada: "nama", "tanggal"'],
    ['u1,u3', 'baris 1: kolom "u2" tidak ada, padahal ada "u3"'],
    ['waktu,biaya,Waktu', 'baris 1: kolom "waktu" muncul dua kali (A dan C)'],
    ['u1,waktu', 'baris 1: judul kolom memakai dua cara sekaligus, "waktu" dan "u1"'],
    ['u0,u1', 'baris 1, kolom A: judul "u0" bukan nomor unsur yang sah'],
  ])('%s', async (header, message) => {
    expect(await refusal('index', file('kolom.csv', `${header}\n4,4,4\n`))).toContain(message);
  });

  test('a row shifted by one separator too many', async () => {
    const path = file('geser.csv', 'u1,u2\n4,0,4,0\n');
    expect(await refusal('index', path)).toContain(
      'baris 2: baris ini memiliki 4 sel, sedangkan judul hanya 2 kolom',
    );
  });
});

describe('what is no table is refused in one line', () => {
  test('missing, folder, wrong ending, empty', async () => {
    expect(await refusal('index', `${folder}/tidak-ada.csv`)).toBe(
      `skm index: ${folder}/tidak-ada.csv: berkas tidak ditemukan.`,
    );
    expect(await refusal('index', folder)).toContain('ini folder, bukan berkas');
    expect(await refusal('index', file('data.pdf', 'u1\n4\n'))).toContain('jenis berkas ini tidak didukung');
    expect(await refusal('index', file('hampa.csv', ''))).toContain('berkas ini kosong (0 byte)');
    expect(await refusal('index', file('spasi.csv', '\n \n,,\n'))).toContain(
      'Baris pertama harus berisi judul kolom',
    );
    expect(await refusal('index', '/dev/null')).toContain('ini bukan berkas biasa');
    expect(await refusal('index', `${file('a.csv', 'u1\n4\n')}/b.csv`)).toContain('ENOTDIR');
  });

  test('a file that this user may not read', async () => {
    const path = file('rahasia.csv', 'u1\n4\n');
    chmodSync(path, 0o000);
    const { code, err } = await skm('index', path);
    const mayReadAnything = process.getuid?.() === 0;
    expect([code, err.includes('tidak boleh dibaca')]).toEqual(mayReadAnything ? [0, false] : [2, true]);
  });

  test('another format under a wrong name', async () => {
    const garbage = Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256);
    expect(await refusal('index', file('sampah.csv', garbage))).toContain('bukan teks CSV');
    expect(await refusal('index', file('zip.csv', new Uint8Array([0x50, 0x4b, 3, 4, 9])))).toContain(
      'Beri akhiran .xlsx',
    );
    expect(await refusal('index', file('utf16.csv', new Uint8Array([0xff, 0xfe, 0x75, 0])))).toContain(
      'UTF-16',
    );
    expect(await refusal('index', file('acak.xlsx', garbage))).toContain('berkas ini rusak atau bukan XLSX');
    expect(await refusal('index', file('teks.xlsx', 'u1\n4\n'))).toContain(
      'berkas ini rusak atau bukan XLSX',
    );
  });

  test('a workbook cut off in the middle', async () => {
    const whole = await writeXlsx({ sheets: [{ name: 'Data', rows: [['u1'], [4]] }] });
    for (const part of [0.2, 0.5, 0.9]) {
      const path = file('potong.xlsx', whole.slice(0, Math.floor(whole.length * part)));
      expect(await refusal('index', path)).toContain('berkas ini rusak atau bukan XLSX');
    }
  });

  test('a quote that is never closed, in a small file and in one larger than a record may be', async () => {
    expect(await refusal('index', file('kutip.csv', 'u1,komentar\n4,"baik\n3,x\n'))).toContain(
      'baris 2: tanda kutip',
    );
    const path = file('kutip-besar.csv', `u1,komentar\n4,x\n4,"${'baik\n'.repeat(300_000)}`);
    expect(await refusal('index', path)).toContain('baris 3: tanda kutip');
  });
});

describe('a command line that does not fit is refused', () => {
  test.each([
    [
      ['hapus'],
      'perintah "hapus" tidak dikenal. Perintah yang ada: index, export, recompute, backup, restore.',
    ],
    [['toString'], 'perintah "toString" tidak dikenal'],
    [['index'], 'sebutkan berkasnya'],
    [['index', 'a.csv', 'b.csv'], 'hanya satu berkas sekali jalan; "b.csv" berlebih'],
    [['index', 'a.csv', '--jsno'], 'pilihan --jsno tidak dikenal'],
    [['index', 'a.csv', '--json=ya'], 'pilihan --json tidak memakai nilai'],
    [['index', 'a.csv', '--json', '--json'], 'pilihan --json disebut dua kali'],
    [['index', 'a.csv', '--sheet'], 'pilihan --sheet memerlukan nilai'],
    [['index', 'a.csv', '--sheet', '--json'], 'pilihan --sheet memerlukan nilai'],
    [['index', 'a.csv', '--elements', 'a,,b'], '--elements: "" bukan kunci unsur'],
    [['index', 'a.csv', '--elements', 'a,__proto__'], '--elements: "__proto__" bukan kunci unsur'],
    [['index', 'a.csv', '--elements', 'constructor'], '--elements: "constructor" bukan kunci unsur'],
    [['index', 'a.csv', '--elements', 'a,u2'], '--elements: "u2" bukan kunci unsur'],
    [['index', 'a.csv', '--elements', 'a,b,a'], '--elements: kunci "a" disebut dua kali'],
  ])('%j', async (args, message) => {
    expect(await refusal(...args)).toContain(message);
  });

  test('--sheet is for workbooks', async () => {
    expect(await refusal('index', file('a.csv', 'u1\n4\n'), '--sheet', 'Data')).toContain(
      'hanya berlaku untuk berkas .xlsx',
    );
  });

  test('without a command the help is shown as an error, with --help as a result', async () => {
    expect(await skm()).toMatchObject({ code: 2, out: '' });
    const help = await skm('--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('index BERKAS');
    const indexHelp = await skm('index', '--help');
    expect(indexHelp.out).toContain('persyaratan, prosedur, waktu, biaya');
    expect(indexHelp.code).toBe(0);
  });
});
