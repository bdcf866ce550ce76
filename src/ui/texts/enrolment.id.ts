import type { EnrolmentTexts } from './enrolment.ts';

export const indonesianEnrolment: EnrolmentTexts = {
  title: 'Daftarkan perangkat ini',
  body: 'Masukkan kode perangkat dari kantor. Kode berlaku sepuluh menit dan hanya untuk satu perangkat.',
  label: 'Kode perangkat',
  read: (code) => `Terbaca: ${code}`,
  send: 'Daftarkan',
  sending: 'Mendaftarkan…',
  back: 'Kembali',
  nothingLost: (count) =>
    `${count} penilaian di perangkat ini belum diterima kantor. Semuanya tetap tersimpan dan tetap dikirim.`,
  problems: {
    incomplete:
      'Kode belum lengkap. Kode terdiri atas nomor unit, lalu delapan huruf atau angka, misalnya 1-7K3M-Q9PX.',
    wrong: 'Kode ini tidak dikenal. Cocokkan sekali lagi dengan kantor, huruf demi huruf.',
    expired: 'Kode ini sudah lewat sepuluh menit. Mintalah kode baru dari kantor.',
    used: 'Kode ini sudah dipakai. Mintalah kode baru dari kantor.',
    'too-many': 'Terlalu banyak percobaan dari jaringan ini. Tunggu beberapa menit, lalu coba lagi.',
    offline:
      'Belum ada sinyal. Sambungan hanya diperlukan sekali ini; setelah ada, coba lagi dengan kode yang sama.',
    foreign:
      'Jaringan ini meminta masuk lebih dahulu. Selesaikan halaman masuk Wi-Fi atau gunakan data seluler, lalu coba lagi.',
    busy: 'Layanan sedang sibuk. Coba lagi sebentar lagi dengan kode yang sama.',
    outdated: 'Aplikasi di perangkat ini terlalu lama. Tutup semua tab survei, buka lagi, lalu coba kembali.',
  },
};
