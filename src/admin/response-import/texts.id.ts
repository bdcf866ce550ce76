import type { TableProblemCode } from '../tables/read-table.ts';

export const indonesian = {
  title: 'Impor jawaban',
  lead: 'Masukkan jawaban survei terdahulu, satu baris per responden, dari berkas XLSX atau CSV. Berkas diperiksa di perangkat ini; tanpa jaringan pun bisa.',
  noAccess: 'Peran Anda tidak dapat mengimpor jawaban.',
  drop: 'Kolom unsur bernama u1, u2, … atau kunci unsur; nilai 1 sampai 4, kosong berarti tidak dijawab. Kolom tanggal, profil, dan komentar boleh ada.',
  sample: 'Unduh contoh berkas',
  sampleName: 'contoh-impor-jawaban.csv',
  another: 'Berkas lain',
  reading: 'Membaca berkas…',
  fileProblems: {
    empty: 'Berkas ini kosong.',
    'too-large': 'Berkas ini lebih besar dari 20 MB. Bagi menjadi beberapa berkas.',
    'old-excel': 'Berkas ini memakai format Excel lama (.xls). Simpan ulang sebagai .xlsx atau .csv.',
    encrypted: 'Berkas ini terkunci dengan kata sandi. Simpan salinan tanpa kata sandi.',
    unreadable: 'Berkas ini rusak atau bukan berkas Excel. Buka di Excel, simpan ulang, lalu coba lagi.',
    'unknown-form': 'Berkas ini bukan tabel. Pilih berkas .xlsx atau .csv.',
  } satisfies Record<TableProblemCode, string>,
  known: (name: string, date: string) =>
    `Berkas yang isinya persis sama sudah diimpor pada ${date} dengan nama "${name}". Mengimpornya lagi akan menghitung responden dua kali, jadi ditolak.`,
  failed: 'Berkas tidak dapat diproses. Coba lagi; bila berulang, muat ulang halaman.',
  file: (name: string, rows: string) => `${name} · ${rows} baris`,
  sheet: 'Lembar',
  target: {
    title: 'Jawaban ini tentang apa?',
    activity: 'Satu kegiatan',
    period: 'Satu periode, tanpa kegiatan tertentu',
    chooseActivity: 'Kegiatan',
    choosePeriod: 'Periode',
    questionnaire: 'Kuesioner yang dijawab',
    version: (title: string, version: string, count: string) => `${title}, versi ${version} (${count} unsur)`,
    dateHint: (day: string) => `Baris tanpa tanggal dicatat pada ${day}.`,
  },
  preview: {
    title: 'Pratinjau',
    respondents: (count: string) => `${count} responden akan diimpor`,
    index: (index: string) =>
      `Berkas ini sendiri memberi IKM ${index}. Cocokkan dengan laporan lama sebelum mengimpor.`,
    noIndex: (names: string) =>
      `Tidak ada jawaban untuk ${names}, jadi berkas ini sendiri belum memberi IKM.`,
    columns: 'Kolom yang dikenali',
    column: 'Kolom',
    use: 'Dipakai sebagai',
    element: (name: string) => `unsur: ${name}`,
    question: (name: string) => `pertanyaan: ${name}`,
    date: 'tanggal',
    comment: 'komentar',
    profile: (label: string) => `profil: ${label}`,
    ignored: (names: string) => `Tidak dipakai: ${names}.`,
    missing: (names: string) => `Tidak ada kolom untuk ${names}; unsur itu dianggap tidak dijawab.`,
    blank: (count: string) => `${count} baris tanpa satu pun jawaban dilewati.`,
    unknownProfile: (count: string) => `${count} isian profil tidak dikenal dan dikosongkan.`,
    longComments: (count: string) => `${count} komentar lebih panjang dari 1.000 huruf dan dipotong.`,
    withoutDate: (count: string, day: string) => `${count} baris tanpa tanggal dicatat pada ${day}.`,
    sample: 'Baris pertama',
    row: 'Baris',
    day: 'Tanggal',
  },
  problems: {
    title: (count: string) => `${count} masalah harus diperbaiki dahulu`,
    text: 'Perbaiki di berkasnya, simpan, lalu pilih berkas itu lagi. Berkas tidak diimpor sebagian, supaya tidak ada responden yang terhitung dua kali.',
    more: (count: string) => `… dan ${count} lainnya.`,
    'no-header': 'Berkas ini kosong. Baris pertama harus berisi judul kolom.',
    'no-rows': 'Tidak ada satu pun baris jawaban di bawah judul kolom.',
    'no-element-column': (row: string, headers: string, keys: string) =>
      `Baris ${row}: tidak ada kolom unsur. Judul yang ada: ${headers}. Pakai kunci unsur (${keys}) atau u1, u2, dan seterusnya.`,
    'both-forms': (row: string, keyed: string, numbered: string) =>
      `Baris ${row}: judul kolom memakai dua cara sekaligus, "${keyed}" dan "${numbered}". Pilih salah satu.`,
    'numbering-gap': (row: string, missing: string, last: string) =>
      `Baris ${row}: kolom "${missing}" tidak ada, padahal ada "${last}".`,
    'malformed-number': (row: string, column: string, header: string) =>
      `Baris ${row}, kolom ${column}: "${header}" bukan nomor unsur yang sah. Tulis u1, u2, dan seterusnya.`,
    'column-twice': (row: string, header: string, columns: string) =>
      `Baris ${row}: kolom "${header}" muncul dua kali (${columns}). Hapus salah satu.`,
    'row-too-long': (row: string, cells: string, width: string) =>
      `Baris ${row}: ada ${cells} sel, sedangkan judul hanya ${width} kolom. Periksa tanda pemisah pada baris itu.`,
    value: (row: string, column: string, header: string, value: string) =>
      `Baris ${row}, kolom ${column} ("${header}"): "${value}" bukan 1, 2, 3, atau 4. Kosongkan sel itu jika tidak dijawab.`,
    'other-count': (found: string, asked: string) =>
      `Berkas ini punya ${found} kolom unsur bernomor, sedangkan kuesioner yang dipilih menanyakan ${asked}. Pilih kuesioner yang sesuai.`,
    date: (row: string, column: string, value: string) =>
      `Baris ${row}, kolom ${column}: "${value}" bukan tanggal. Tulis misalnya 17/08/2026 atau 2026-08-17.`,
    'date-outside': (row: string, column: string, value: string) =>
      `Baris ${row}, kolom ${column}: tanggal "${value}" di luar periode yang dipilih.`,
  },
  submit: (count: string) => `Impor ${count} responden`,
  importing: (percent: string) => `Menyimpan jawaban: ${percent} %`,
  done: {
    title: (count: string) => `${count} jawaban tersimpan di perangkat ini`,
    text: 'Jawaban dikirim ke server begitu ada jaringan, lalu masuk ke semua angka.',
    figures: 'Lihat Kepuasan',
    again: 'Impor berkas lain',
  },
  history: {
    title: 'Yang sudah diimpor',
    none: 'Belum ada berkas yang diimpor.',
    file: 'Berkas',
    when: 'Diimpor',
    about: 'Tentang',
    rows: 'Responden',
    state: 'Keadaan',
    waiting: (count: string) => `${count} menunggu dikirim`,
    received: 'diterima kantor',
    problems: (count: string) => `${count} bermasalah`,
    unknownActivity: 'kegiatan yang tidak ada di perangkat ini',
  },
};

export type ImportTexts = typeof indonesian;
