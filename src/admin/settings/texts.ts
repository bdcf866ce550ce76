import type { Indicator } from '#domain/agency.ts';
import type { MediaKind } from '#domain/release.ts';
import type { Texts } from '../language.ts';

const id = {
  title: 'Pengaturan',
  readOnly: 'Hanya admin yang dapat mengubah pengaturan.',
  saved: 'Tersimpan.',
  agency: {
    title: 'Unit kerja',
    name: 'Nama unit kerja',
    parent: 'Induk organisasi',
    city: 'Kota atau kabupaten',
  },
  indicators: {
    title: 'Definisi indikator',
    lead: 'Ketentuan yang tidak disebut dalam lembar IKU. Perubahan langsung berlaku pada semua periode yang belum ditetapkan.',
    countedMedia: 'Media yang dihitung dalam IKU 1',
    cutOff: 'Batas waktu terbit (hari setelah akhir periode)',
    cutOffHint: 'Berita yang terbit sesudahnya dicatat sebagai terlambat dan tidak dihitung.',
    cutOffWrong: 'Tulis bilangan bulat 0 sampai 366.',
    predicates: 'Skala predikat capaian',
    from: 'Mulai dari (%)',
    name: 'Predikat',
    addPredicate: 'Tambah predikat',
    removePredicate: (name: string) => `Hapus predikat ${name}`,
    fromWrong: 'Tulis bilangan 0 sampai 1000, paling banyak dua desimal.',
    twice: 'Batas yang sama dipakai dua kali.',
    noMedia: 'Pilih paling sedikit satu jenis media.',
    noPredicate: 'Harus ada paling sedikit satu predikat.',
  },
  field: {
    title: 'Peringatan perangkat',
    lead: 'Kapan Beranda dan halaman Perangkat memperingatkan tentang jawaban yang masih di tablet.',
    unsentHours: 'Peringatkan bila jawaban menunggu lebih dari (jam)',
    hint: 'Nomor yang terlewat selalu diperingatkan setelah 24 jam.',
    wrong: 'Tulis bilangan bulat 1 sampai 720.',
  },
  media: {
    'media-massa': 'Media massa',
    'situs-sendiri': 'Situs sendiri',
    'media-sosial': 'Media sosial',
  } satisfies Record<MediaKind, string>,
  targets: {
    title: 'Target',
    lead: 'Target tahunan dan, bila ada, per triwulan. Kosongkan yang belum ditetapkan.',
    year: 'Tahun',
    names: {
      iku1: 'IKU 1 · Persentase kegiatan yang dipublikasikan',
      iku2: 'IKU 2 · Indeks kepuasan layanan keprotokolan',
    } satisfies Record<Indicator, string>,
    units: { iku1: '%', iku2: 'indeks' } satisfies Record<Indicator, string>,
    annual: 'Target tahunan',
    quarter: (number: string) => `Triwulan ${number}`,
    mode: 'Cara menghitung triwulan',
    modes: { cumulative: 'Kumulatif sejak Januari', single: 'Triwulan itu saja' },
    wrong: 'Tulis bilangan seperti 82,50, paling banyak dua desimal.',
    ambiguous: 'Tulis tanpa pemisah ribuan, misalnya 82,5.',
  },
};

const en: typeof id = {
  title: 'Settings',
  readOnly: 'Only an admin can change the settings.',
  saved: 'Saved.',
  agency: {
    title: 'Unit',
    name: 'Name of the unit',
    parent: 'Parent organisation',
    city: 'City or regency',
  },
  indicators: {
    title: 'Definitions of the indicators',
    lead: 'What the IKU sheet leaves open. Changes apply at once to all periods that are not published.',
    countedMedia: 'Media counted for IKU 1',
    cutOff: 'Cut-off for publication (days after the end of the period)',
    cutOffHint: 'What is published later is recorded as late and does not count.',
    cutOffWrong: 'Write a whole number from 0 to 366.',
    predicates: 'Scale of predicates',
    from: 'From (%)',
    name: 'Predicate',
    addPredicate: 'Add predicate',
    removePredicate: (name: string) => `Remove predicate ${name}`,
    fromWrong: 'Write a number from 0 to 1000 with at most two decimals.',
    twice: 'The same bound is used twice.',
    noMedia: 'Choose at least one kind of media.',
    noPredicate: 'There must be at least one predicate.',
  },
  field: {
    title: 'Device warnings',
    lead: 'When the overview and the page Devices warn about answers that are still on a tablet.',
    unsentHours: 'Warn when answers wait longer than (hours)',
    hint: 'Skipped numbers are always a warning after 24 hours.',
    wrong: 'Write a whole number from 1 to 720.',
  },
  media: {
    'media-massa': 'Mass media',
    'situs-sendiri': 'Own website',
    'media-sosial': 'Social media',
  },
  targets: {
    title: 'Targets',
    lead: 'Target of the year and, if set, per quarter. Leave empty what is not decided.',
    year: 'Year',
    names: {
      iku1: 'IKU 1 · Percentage of activities published',
      iku2: 'IKU 2 · Satisfaction index of protocol service',
    },
    units: { iku1: '%', iku2: 'index' },
    annual: 'Target of the year',
    quarter: (number: string) => `Quarter ${number}`,
    mode: 'How quarters are counted',
    modes: { cumulative: 'Cumulative since January', single: 'That quarter alone' },
    wrong: 'Write a number like 82.50 with at most two decimals.',
    ambiguous: 'Write it without a thousands separator, for example 82.5.',
  },
};

export const texts: Texts<typeof id> = { id, en };
