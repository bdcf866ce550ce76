import type { HandoverTexts } from './texts.ts';

export const indonesian: HandoverTexts = {
  nothing: 'Tidak ada jawaban yang perlu diserahkan: semuanya sudah diterima kantor.',
  stranded: (count) =>
    `${count} jawaban belum dapat diserahkan karena tablet ini perlu didaftarkan ulang dahulu. Jawaban itu tetap tersimpan di sini.`,
  failed: 'Belum berhasil. Silakan coba sekali lagi.',
  file: {
    title: 'Serahkan lewat berkas',
    explain:
      'Jawaban yang belum diterima kantor disimpan ke satu berkas. Bawa berkas itu ke kantor; isinya hanya dapat diterima oleh kantor Anda, dan tidak dihitung dua kali.',
    save: 'Simpan berkas',
    share: 'Bagikan berkas',
    working: 'Menyiapkan berkas…',
    saved: (count, names) => `${count} jawaban tersimpan di berkas ${names}.`,
    shared: (count) => `${count} jawaban dibagikan.`,
    next: 'Jawaban tetap berada di tablet ini sampai tanda terimanya dibaca.',
  },
  qr: {
    title: 'Serahkan lewat QR',
    explain:
      'Arahkan kamera laptop kantor ke layar ini. Kode berganti sendiri dan berulang; yang terlewat akan muncul lagi.',
    start: 'Tampilkan kode',
    preparing: 'Menyiapkan kode…',
    place: (frame, frames) => `Kode ${frame} dari ${frames}`,
    round: (seconds) => `Satu putaran kira-kira ${seconds} detik`,
    label: (frame) => `Kode QR nomor ${frame}`,
    hold: 'Jeda',
    goOn: 'Lanjutkan',
    stop: 'Selesai',
    tooMany: (count) => `${count} jawaban terlalu banyak untuk kode QR. Gunakan berkas.`,
    unable: 'Peramban ini tidak dapat membuat kode QR untuk serah terima. Gunakan berkas.',
  },
  receipt: {
    title: 'Baca tanda terima',
    explain: 'Kantor memberi berkas tanda terima. Setelah dibaca di sini, jawaban tercatat diterima kantor.',
    choose: 'Pilih berkas tanda terima',
    reading: 'Membaca berkas…',
    taken: (count) => `${count} jawaban kini tercatat diterima kantor.`,
    knownAlready: 'Semua isi berkas ini sudah tercatat sebelumnya.',
    ignored: (count) =>
      `${count} bagian berkas bukan untuk tablet ini atau tidak ditandatangani kantor, dan tidak dipakai.`,
    refused: {
      foreign: 'Ini bukan berkas tanda terima. Tidak ada yang berubah.',
      'wrong-kind':
        'Ini berkas serah terima dari tablet, bukan tanda terima dari kantor. Tidak ada yang berubah.',
      'other-version': 'Berkas ini dari versi aplikasi yang lebih baru. Perbarui tablet ini, lalu baca lagi.',
      damaged:
        'Berkas ini rusak atau terpotong. Salin lagi dari kantor, lalu baca lagi. Tidak ada yang berubah.',
      empty: 'Berkas ini kosong. Tidak ada yang berubah.',
      'too-large': 'Berkas ini terlalu besar untuk sebuah tanda terima. Tidak ada yang berubah.',
      'other-agency': 'Tanda terima ini dari unit kerja lain. Tidak ada yang berubah.',
    },
    failed: 'Berkas tidak dapat dibaca. Silakan coba sekali lagi.',
  },
};
