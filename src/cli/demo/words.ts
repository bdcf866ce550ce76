import type { ActivityCategory } from '#domain/activity.ts';

/** Believable words of a city's agenda. Offices and places only; no person is named anywhere. */

export const ORGANISERS = [
  'Sekretariat Daerah',
  'Dinas Pendidikan dan Kebudayaan',
  'Dinas Kesehatan',
  'Dinas Sosial',
  'Dinas Pekerjaan Umum dan Penataan Ruang',
  'Dinas Perhubungan',
  'Dinas Lingkungan Hidup',
  'Dinas Komunikasi dan Informatika',
  'Dinas Kependudukan dan Pencatatan Sipil',
  'Dinas Koperasi, Usaha Mikro, dan Perdagangan',
  'Dinas Kepemudaan, Olahraga, dan Pariwisata',
  'Badan Perencanaan Pembangunan Daerah',
  'Badan Penanggulangan Bencana Daerah',
  'Satuan Polisi Pamong Praja',
  'Kecamatan Mayangan',
  'Kecamatan Kanigaran',
  'Kecamatan Kademangan',
  'Kecamatan Wonoasih',
  'Kecamatan Kedopok',
] as const;

export const PLACES = [
  'Alun-alun Kota',
  'Halaman Kantor Wali Kota',
  'Ruang Rapat Utama',
  'Ruang Rapat Sekretariat Daerah',
  'Gedung Serbaguna Kota',
  'Pendopo',
  'Aula Kecamatan',
  'Aula Kelurahan',
  'Gedung Olahraga',
  'Pelabuhan',
  'Masjid Agung',
  'Taman Kota',
  'Hotel di Kota',
] as const;

export const DRESSES = ['PDH', 'Batik', 'PSL', 'Korpri', 'Olahraga', 'Bebas rapi'] as const;

const TOPICS = [
  'Pengendalian Inflasi Daerah',
  'Penurunan Stunting',
  'Pengelolaan Sampah',
  'Keterbukaan Informasi Publik',
  'Layanan Adminduk',
  'Penataan Pedagang Kaki Lima',
  'Kesiapsiagaan Banjir',
  'Kota Layak Anak',
  'Digitalisasi Layanan',
  'Ketertiban Lalu Lintas',
  'Pendampingan UMKM',
  'Anggaran Triwulan',
] as const;

const WORKS = [
  'Taman Bermain',
  'Gedung Puskesmas Pembantu',
  'Sentra Kuliner',
  'Jalan Lingkungan',
  'Perpustakaan Kelurahan',
  'Ruang Layanan Terpadu',
  'Lapangan Serbaguna',
] as const;

const GUESTS = [
  'Forum Anak',
  'Komunitas Seni',
  'Pelaku UMKM',
  'Organisasi Kepemudaan',
  'Pengurus RT dan RW',
  'Perguruan Tinggi',
  'Pegiat Lingkungan',
  'Paguyuban Nelayan',
] as const;

/** Names of a category: each pattern with the words that may take the place of `*`. */
export const NAMES: Readonly<Record<ActivityCategory, readonly (readonly [string, readonly string[]])[]>> = {
  upacara: [
    ['Upacara Bendera Bulanan', ['']],
    ['Apel Gabungan Perangkat Daerah', ['']],
    ['Upacara Peringatan Hari Besar Nasional', ['']],
    ['Apel *', ['Kesiapsiagaan Bencana', 'Pengamanan Hari Raya', 'Bersih Kota']],
  ],
  rapat: [
    ['Rapat Koordinasi *', TOPICS],
    ['Rapat Evaluasi *', TOPICS],
  ],
  kunjungan: [
    [
      'Kunjungan Kerja ke *',
      ['Pasar Tradisional', 'Puskesmas', 'Sekolah Dasar', 'Kampung Nelayan', 'Sentra Batik'],
    ],
    ['Penerimaan Kunjungan Studi tentang *', TOPICS],
  ],
  audiensi: [['Audiensi *', GUESTS]],
  peresmian: [['Peresmian *', WORKS]],
  sosialisasi: [['Sosialisasi *', TOPICS]],
  keagamaan: [
    ['Pengajian Rutin', ['']],
    ['Doa Bersama Lintas Agama', ['']],
    ['Peringatan Hari Besar Keagamaan', ['']],
    ['Santunan Anak Yatim', ['']],
  ],
  lainnya: [
    ['Jalan Sehat Warga', ['']],
    ['Pameran Produk UMKM', ['']],
    ['Lomba Kampung Bersih', ['']],
    ['Pelantikan Pejabat *', ['Administrator', 'Pengawas', 'Fungsional']],
  ],
};

export const MEDIA = {
  'media-massa': [
    'Harian Contoh',
    'Portal Berita Contoh',
    'Radio Contoh FM',
    'Televisi Contoh',
    'Kabar Contoh Daring',
  ],
  'situs-sendiri': ['Situs resmi Pemerintah Kota'],
  'media-sosial': ['Instagram resmi', 'Facebook resmi', 'YouTube resmi'],
} as const;

/** Patterns of a headline; `*` is the activity. */
export const HEADLINES = [
  'Pemerintah Kota Gelar *',
  'Wali Kota Hadiri *',
  'Sekretaris Daerah Buka *',
  '* Berlangsung Tertib',
  'Warga Antusias Ikuti *',
  '* Dorong Layanan yang Lebih Baik',
] as const;

export const COMMENTS = [
  'Penerimaan tamu ramah dan sigap.',
  'Acara tepat waktu, terima kasih.',
  'Pengeras suara di barisan belakang kurang terdengar.',
  'Mohon tempat parkir ditambah.',
  'Petunjuk tempat duduk sudah jelas.',
  'Undangan sebaiknya dikirim lebih awal.',
  'Susunan acara rapi.',
  'Ruang tunggu terasa panas.',
  'Perubahan jadwal sebaiknya diberitahukan lewat pesan.',
  'Petugas membantu dengan baik.',
  'Konsumsi cukup, antreannya panjang.',
  'Pertahankan layanan ini.',
  'Belum tahu ke mana menyampaikan keluhan.',
  'Tata tempat sudah sesuai.',
] as const;

export const EXCLUSIONS = [
  'Rapat tertutup, tidak untuk dipublikasikan.',
  'Kegiatan internal satu perangkat daerah.',
] as const;
