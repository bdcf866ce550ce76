import type { ComparabilityCheck } from '#domain/indicators/comparability.ts';
import type { Texts } from '../language.ts';

const id = {
  title: 'Versi yang dinyatakan sebanding',
  lead: 'Versi dengan unsur yang sama selalu digabung. Versi yang unsurnya berbeda digabung hanya bila kantor menyatakannya sebanding; yang dihitung lalu hanya unsur yang ditanyakan di semua versi itu.',
  none: 'Belum ada pernyataan. Hasil dari versi yang unsurnya berbeda ditampilkan sendiri-sendiri.',
  declare: 'Nyatakan versi sebanding',
  version: (title: string, version: number) => `${title}, versi ${version}`,
  facts: (elements: number) => `${elements} unsur`,
  counted: (count: number) => `Dihitung (${count} unsur)`,
  leftOut: (count: number) => `Tidak ikut dihitung (${count} unsur)`,
  leftOutNone: 'Tidak ada',
  missing: 'versi yang belum ada di perangkat ini',
  noEffect:
    'Pernyataan ini tidak berlaku: salah satu versinya sudah ada dalam pernyataan lain, atau tidak menanyakan semua unsur ini.',
  reason: 'Dasar pernyataan',
  by: (name: string, when: string) => `${name}, ${when}`,
  unsent: 'Belum terkirim ke server',
  withdraw: 'Cabut',
  withdrawTitle: 'Cabut pernyataan ini?',
  withdrawText:
    'Hasil versi-versi ini ditampilkan sendiri-sendiri lagi, juga untuk periode yang lalu. Jawaban tidak ada yang hilang.',
  dialog: {
    lead: 'Pilih versi yang hasilnya boleh dijadikan satu indeks.',
    versions: 'Versi kuesioner',
    taken: 'sudah ada dalam pernyataan lain; cabut dahulu yang itu',
    reason: 'Dasar pernyataan, misalnya keputusan rapat dan tanggalnya',
    possible: 'Versi-versi ini dapat dinyatakan sebanding',
    effect:
      'Unsur yang hanya ditanyakan di sebagian versi tidak ikut, karena tidak semua responden ditanyai tentangnya. Indeks periode yang memuat versi-versi ini berubah.',
    save: 'Nyatakan sebanding',
    why: {
      'too-few': 'Pilih paling sedikit dua versi.',
      'same-elements':
        'Versi-versi ini menanyakan unsur yang sama, jadi hasilnya sudah digabung tanpa pernyataan.',
      'nothing-in-common':
        'Versi-versi ini tidak dapat dinyatakan sebanding: tidak ada satu unsur pun yang ditanyakan di semuanya, jadi tidak ada indeks bersama.',
    } satisfies Record<Exclude<ComparabilityCheck['kind'], 'possible'>, string>,
  },
};

const en: typeof id = {
  title: 'Versions declared comparable',
  lead: 'Versions with the same elements are always pooled. Versions with different elements are pooled only when the office declares them comparable; then only the elements that all of them ask are counted.',
  none: 'Nothing has been declared. Results of versions with different elements are shown apart.',
  declare: 'Declare versions comparable',
  version: (title, version) => `${title}, version ${version}`,
  facts: (elements) => `${elements} elements`,
  counted: (count) => `Counted (${count} elements)`,
  leftOut: (count) => `Not counted (${count} elements)`,
  leftOutNone: 'None',
  missing: 'a version that is not on this device yet',
  noEffect:
    'This declaration has no effect: one of its versions is in another declaration already, or does not ask all these elements.',
  reason: 'Ground of the declaration',
  by: (name, when) => `${name}, ${when}`,
  unsent: 'Not sent to the server yet',
  withdraw: 'Withdraw',
  withdrawTitle: 'Withdraw this declaration?',
  withdrawText:
    'Results of these versions are shown apart again, for past periods as well. No answer is lost.',
  dialog: {
    lead: 'Choose the versions whose results may become one index.',
    versions: 'Questionnaire versions',
    taken: 'in another declaration already; withdraw that one first',
    reason: 'Ground of the declaration, for example the decision of a meeting and its date',
    possible: 'These versions can be declared comparable',
    effect:
      'Elements that only some of the versions ask are left out, because not all respondents were asked about them. The index of periods with these versions changes.',
    save: 'Declare comparable',
    why: {
      'too-few': 'Choose at least two versions.',
      'same-elements':
        'These versions ask the same elements, so their results are pooled without a declaration.',
      'nothing-in-common':
        'These versions cannot be declared comparable: not one element is asked by all of them, so there is no common index.',
    },
  },
};

export const texts: Texts<typeof id> = { id, en };
