import type { TableProblem } from '#domain/respondent-table.ts';

/** Longer values and lists are cut: a message stays one readable line whatever the file holds. */
const SHOWN_CHARACTERS = 60;
const SHOWN_HEADERS = 12;

/** What is wrong with a table, as one Indonesian sentence with row, column and value, and what to do. */
export function problemSentence(problem: TableProblem, elements: readonly string[]): string {
  switch (problem.code) {
    case 'no-header':
      return 'berkas ini kosong. Baris pertama harus berisi judul kolom.';
    case 'no-element-column':
      return (
        `${row(problem.row)}: tidak ada kolom unsur. Judul yang ada: ${list(problem.headers)}. ` +
        `Pakai kunci unsur (${elements.join(', ')}) atau u1 sampai uK.`
      );
    case 'both-forms':
      return (
        `${row(problem.row)}: judul kolom memakai dua cara sekaligus, "${shown(problem.keyed)}" dan ` +
        `"${shown(problem.numbered)}". Pilih salah satu: kunci unsur atau u1 sampai uK.`
      );
    case 'numbering-gap':
      return (
        `${row(problem.row)}: kolom "${problem.missing}" tidak ada, padahal ada "${shown(problem.last)}". ` +
        'Kolom bernomor harus berurutan mulai dari u1.'
      );
    case 'malformed-number':
      return (
        `${row(problem.row)}, kolom ${problem.column}: judul "${shown(problem.header)}" bukan nomor unsur yang sah. ` +
        'Kolom bernomor ditulis u1, u2, dan seterusnya.'
      );
    case 'column-twice':
      return (
        `${row(problem.row)}: kolom "${shown(problem.header)}" muncul dua kali (${problem.columns.join(' dan ')}). ` +
        'Hapus salah satu.'
      );
    case 'row-too-long':
      return (
        `${row(problem.row)}: baris ini memiliki ${problem.cells} sel, sedangkan judul hanya ${problem.width} kolom. ` +
        'Periksa tanda pemisah pada baris itu.'
      );
    case 'value':
      return (
        `${row(problem.row)}, kolom ${problem.column} ("${shown(problem.header)}"): nilai "${shown(problem.value)}" ` +
        'bukan 1, 2, 3, atau 4. Kosongkan sel itu jika tidak dijawab.'
      );
  }
}

/** A text from a file, safe to print: cut, and without control characters that could move the cursor. */
export function shown(text: string): string {
  const clean = text.replace(/\p{C}/gu, '\u00B7');
  return clean.length > SHOWN_CHARACTERS ? `${clean.slice(0, SHOWN_CHARACTERS)}…` : clean;
}

/** Headings as a list of limited length. */
export function list(headers: readonly string[]): string {
  const names = headers.slice(0, SHOWN_HEADERS).map((header) => `"${shown(header)}"`);
  return headers.length > SHOWN_HEADERS ? `${names.join(', ')}, …` : names.join(', ');
}

/** Without grouping, as it is typed to jump there. */
function row(number: number): string {
  return `baris ${number}`;
}
