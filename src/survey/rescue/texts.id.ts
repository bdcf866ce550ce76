import type { RescueTexts } from './texts.ts';

export const indonesian: RescueTexts = {
  title: 'Penyelamatan jawaban',
  language: 'English',
  reading: 'Sedang membaca isi perangkat ini…',
  purpose:
    'Halaman ini bekerja sendiri, juga ketika aplikasi survei tidak dapat dibuka. Halaman ini hanya membaca dan menyalin; tidak ada yang dihapus atau diubah.',
  unsent: {
    none: 'Tidak ada jawaban yang belum diterima kantor',
    some: 'jawaban belum diterima kantor',
    oldest: (moment) => `Yang tertua dari ${moment}`,
  },
  rows: {
    received: 'Sudah diterima kantor',
    total: 'Semua yang ada di perangkat ini',
    from: 'Dari',
  },
  save: {
    title: 'Amankan sekarang',
    save: 'Simpan ke berkas',
    share: 'Bagikan berkas',
    steps: [
      'Simpan atau bagikan berkas di bawah ini.',
      'Bawa berkas itu ke kantor, misalnya dengan diska lepas atau pesan.',
      'Di aplikasi kantor, buka Perangkat, lalu Terima berkas.',
    ],
    saved: (name) => `Berkas ${name} sudah disimpan di perangkat ini.`,
    failed: 'Berkas tidak dapat dibuat. Coba sekali lagi, atau gunakan salinan lengkap di bawah.',
    nothing: 'Tidak ada yang perlu diamankan.',
  },
  stranded: (count) =>
    `${count} jawaban tidak dapat dititipkan lewat berkas ini karena kunci perangkatnya tidak ada lagi. Jawaban itu tetap tersimpan di sini: buka aplikasi dan daftarkan ulang tablet ini, atau berikan salinan lengkap di bawah kepada petugas TI.`,
  trouble: {
    title: 'Yang perlu diketahui',
    databaseUnreadable:
      'Basis data perangkat ini tidak dapat dibaca. Yang tampil berasal dari salinan kedua.',
    databasePartly: 'Sebagian basis data tidak dapat dibaca. Sisanya, dan salinan kedua, tetap terbaca.',
    databaseAbsent: 'Basis data perangkat ini tidak ada. Yang tampil berasal dari salinan kedua.',
    journalPartly: 'Sebagian salinan kedua rusak. Sisanya tetap terbaca.',
    onlyJournal: (count) => `${count} jawaban hanya ada di salinan kedua.`,
  },
  details: {
    title: 'Untuk petugas TI',
    database: 'Basis data',
    journal: 'Salinan kedua',
    tables: 'Isi tabel',
    states: { read: 'terbaca', partly: 'terbaca sebagian', absent: 'tidak ada', unreadable: 'tidak terbaca' },
    files: (count) => `${count} berkas`,
    copy: 'Simpan salinan lengkap',
    copyHint:
      'Semua jawaban apa adanya, juga yang sudah diterima kantor. Tidak dapat dimasukkan ke aplikasi kantor.',
  },
  again: 'Baca ulang',
  toApp: 'Kembali ke survei',
};
