import type { Texts } from '../language.ts';

const id = {
  waitSeconds: (seconds: number) =>
    seconds < 90 ? `Tunggu ${seconds} detik.` : `Tunggu ${Math.ceil(seconds / 60)} menit.`,
  required: 'Wajib diisi.',
  reason: 'Alasan',
  reasonHint: 'Dicatat dalam riwayat bersama nama Anda.',
  cancel: 'Batal',
  close: 'Tutup',
  save: 'Simpan',
  saved: 'Tersimpan.',
  copy: 'Salin',
  copied: 'Tersalin',
  copyFailed: 'Peramban menolak menyalin. Pilih teksnya, lalu salin dengan Ctrl+C.',
  loading: 'Memuat…',
  dateForm: 'hh/bb/tttt',
  monthBefore: 'Bulan sebelumnya',
  monthAfter: 'Bulan berikutnya',
  weekdays: ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'],
  openCalendar: (label: string) => `Pilih ${label} dari kalender`,
  storeProblem:
    'Data di perangkat ini tidak dapat dibaca. Muat ulang halaman; bila berulang, hubungi petugas TI.',
  noMatch: 'Tidak ada yang cocok dengan saringan ini.',
  filter: (active: number) => (active === 0 ? 'Saring' : `Saring (${active})`),
  period: {
    kind: 'Jenis periode',
    kinds: {
      month: 'Bulan',
      quarter: 'Triwulan',
      semester: 'Semester',
      year: 'Tahun',
      range: 'Rentang tanggal',
    },
    before: 'Periode sebelumnya',
    after: 'Periode berikutnya',
    from: 'Dari tanggal',
    to: 'Sampai tanggal',
    wrongRange: 'Tanggal akhir harus sama dengan atau sesudah tanggal awal.',
    all: 'Semua waktu',
  },
  file: {
    drop: 'Tarik berkas ke sini, atau',
    choose: 'Pilih berkas',
  },
};

const en: typeof id = {
  waitSeconds: (seconds: number) =>
    seconds < 90 ? `Wait ${seconds} seconds.` : `Wait ${Math.ceil(seconds / 60)} minutes.`,
  required: 'Must be filled in.',
  reason: 'Reason',
  reasonHint: 'Kept in the history together with your name.',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saved: 'Saved.',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser refused to copy. Select the text and copy it with Ctrl+C.',
  loading: 'Loading…',
  dateForm: 'dd/mm/yyyy',
  monthBefore: 'Previous month',
  monthAfter: 'Next month',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  openCalendar: (label: string) => `Choose ${label} from a calendar`,
  storeProblem:
    'The data on this device cannot be read. Reload the page; if it happens again, call IT staff.',
  noMatch: 'Nothing fits these filters.',
  filter: (active: number) => (active === 0 ? 'Filter' : `Filter (${active})`),
  period: {
    kind: 'Kind of period',
    kinds: {
      month: 'Month',
      quarter: 'Quarter',
      semester: 'Half-year',
      year: 'Year',
      range: 'Range of dates',
    },
    before: 'Previous period',
    after: 'Next period',
    from: 'From',
    to: 'To',
    wrongRange: 'The last date must be the same as the first or after it.',
    all: 'All time',
  },
  file: {
    drop: 'Drop a file here, or',
    choose: 'Choose a file',
  },
};

export const texts: Texts<typeof id> = { id, en };
