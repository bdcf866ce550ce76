import { describe, expect, test } from 'vitest';
import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';
import { workbench } from './workbench.ts';

const { file, skm } = workbench();

/** One row per respondent so that element sums are those given. */
function formsWithSums(sums: readonly number[], respondents: number): number[][] {
  return Array.from({ length: respondents }, (_, row) =>
    sums.map((sum) => Math.floor((sum + row) / respondents)),
  );
}

describe('the index of a file, as JSON', () => {
  test('has exactly the agreed keys, in their order, with figures worked out by hand', async () => {
    const path = file('tiga.csv', 'waktu,biaya\n4,3\n3,\n2,2\n');
    const { code, out, err } = await skm('index', path, '--json');
    expect(out).toBe(
      '{"respondents":3,"method":"exact-1/k","elements":[' +
        '{"key":"waktu","filled":3,"sum":9,"average":3,"converted":75,"quality":"C"},' +
        '{"key":"biaya","filled":2,"sum":5,"average":2.5,"converted":62.5,"quality":"D"}],' +
        '"index":2.75,"converted":68.75,"quality":"C","readings":{"0.11":68.75,"0.111":68.75}}\n',
    );
    expect([code, err]).toEqual([0, '']);
  });

  test('gives the printed result of a real report', async () => {
    const rows = formsWithSums([105, 101, 100, 116, 102, 105, 106, 105, 115], 29);
    const path = file('kanwil.csv', [NINE_ELEMENTS.join(), ...rows.map((row) => row.join())].join('\n'));
    const result = JSON.parse((await skm('index', path, '--json')).out) as Record<string, unknown>;
    expect(result).toMatchObject({
      respondents: 29,
      index: 3.659,
      converted: 91.48,
      quality: 'A',
      readings: { '0.11': 90.56, '0.111': 91.38 },
    });
  });

  test('rounds 28.125 up to 28.13', async () => {
    const rows = formsWithSums([9, 9, 9, 9, 9, 9, 9, 9, 9], 8);
    const path = file('rendah.csv', [NINE_ELEMENTS.join(), ...rows.map((row) => row.join())].join('\n'));
    expect(JSON.parse((await skm('index', path, '--json')).out)).toMatchObject({
      converted: 28.13,
      quality: 'D',
    });
  });

  test('is "no result" for a file without answers, never 0', async () => {
    const path = file('kosong.csv', 'u1,u2\n');
    const { code, out, err } = await skm('index', path, '--json');
    expect(JSON.parse(out)).toEqual({
      respondents: 0,
      method: 'exact-1/k',
      elements: ['u1', 'u2'].map((key) => ({
        key,
        filled: 0,
        sum: 0,
        average: null,
        converted: null,
        quality: null,
      })),
      index: null,
      converted: null,
      quality: null,
      readings: { '0.11': null, '0.111': null },
    });
    expect([code, err]).toEqual([0, `${path}: belum ada jawaban, jadi belum ada hasil.\n`]);
  });

  test('is "no result" with an element that nobody filled, and says so beside the rest', async () => {
    const path = file('bolong.csv', 'waktu,biaya,sarana\n4,,3\n3,,3\n');
    const { out, err } = await skm('index', path, '--json');
    expect(JSON.parse(out)).toMatchObject({ respondents: 2, index: null, converted: null, quality: null });
    expect(err).toContain('unsur "biaya" tidak punya jawaban');
    expect(err).toContain('atas 2 unsur yang terjawab: 81,25');
  });
});

describe('the columns of a file', () => {
  const keysOf = async (path: string, ...options: string[]) => {
    const { out } = await skm('index', path, '--json', ...options);
    return (JSON.parse(out) as { elements: { key: string }[] }).elements.map((element) => element.key);
  };

  test('u1 to u9 are the nine elements in questionnaire order', async () => {
    const header = Array.from({ length: 9 }, (_, at) => `U${at + 1}`).join(';');
    expect(await keysOf(file('u9.csv', `${header}\n${'4;'.repeat(8)}4\n`))).toEqual([...NINE_ELEMENTS]);
  });

  test('any other number of them keeps its numbers', async () => {
    const header = Array.from({ length: 13 }, (_, at) => `u${at + 1}`);
    expect(await keysOf(file('u13.csv', `${header.join()}\n${'3,'.repeat(12)}3\n`))).toEqual(header);
  });

  test('another questionnaire is named with --elements', async () => {
    const path = file('lain.csv', 'keamanan,u9x,konsumsi\n4,7,3\n');
    expect(await keysOf(path, '--elements', 'konsumsi, Keamanan')).toEqual(['konsumsi', 'keamanan']);
  });

  test('other columns are ignored, and named so that a slip is seen', async () => {
    const path = file('kolom.csv', 'No,waktu,wakttu,Komentar\n1,4,9,"bagus, rapi"\n');
    const { code, err } = await skm('index', path);
    expect([code, err]).toEqual([0, `${path}: kolom yang tidak dipakai: "No", "wakttu", "Komentar".\n`]);
  });
});

describe('the rows of a file', () => {
  test('a row without any answer is no respondent, and is reported', async () => {
    const path = file('baris.csv', 'nama,u1,u2\nA,4,4\nB,,\n,,\nC,,2\n\n');
    const { out, err } = await skm('index', path, '--json');
    expect(JSON.parse(out)).toMatchObject({ respondents: 2, converted: 87.5 });
    expect(err).toContain('1 baris tanpa jawaban unsur tidak dihitung sebagai responden.');
    expect(err).toContain('2 baris kosong dilewati.');
  });
});

describe('the working as a table', () => {
  test('shows every step to the letter', async () => {
    const rows = formsWithSums([105, 101, 100, 116, 102, 105, 106, 105, 115], 29);
    const path = file(
      'kanwil-tabel.csv',
      [NINE_ELEMENTS.join(), ...rows.map((row) => row.join())].join('\n'),
    );
    const { out } = await skm('index', path);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Indeks Kepuasan Masyarakat (IKM) dari kanwil-tabel.csv');
    expect(lines).toContainEqual(
      expect.stringMatching(/^U1 +persyaratan +105 +29 +3,6207 +1\/9 +0,4023 +90,52 +A +Sangat Baik$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^ +Jumlah NRR tertimbang +3,6590$/));
    expect(out).toContain('IKM = 3,6590 x 25 = 91,48   (tepat: 955/261 x 25)');
    expect(out).toContain('Mutu pelayanan: A   Kinerja unit pelayanan: Sangat Baik');
    expect(out).toMatch(/bobot 0,11 +90,56 {2}A {2}\(9 x 0,11 = 0,99\)/);
    expect(out).toMatch(/bobot 0,111 +91,38 {2}A {2}\(9 x 0,111 = 0,999\)/);
    expect(out).toMatch(/tanpa unsur biaya {2}90,41 {2}A/);
    expect(out).toContain('B 76,61–88,30 Baik');
    expect(Math.max(...lines.slice(0, 20).map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  test('says what lies outside the scale and what has no result', async () => {
    const ones = await skm('index', file('satu.csv', `${NINE_ELEMENTS.join()}\n${'1,'.repeat(8)}1\n`));
    expect(ones.out).toMatch(/bobot 0,11 +24,75 {2}- {2}\(9 x 0,11 = 0,99\) {2}di luar skala 25–100/);
    const none = await skm('index', file('nihil.csv', 'u1\n'));
    expect(none.out).toContain('IKM = belum ada hasil');
    expect(none.out).toContain('Pembanding: belum ada hasil');
  });
});
