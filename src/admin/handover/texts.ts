import type { FileRefusal } from '#protocol/handover-read.ts';
import type { Texts } from '../language.ts';

const id = {
  title: 'Serah terima',
  lead: 'Ambil jawaban dari tablet yang tidak mendapat jaringan, lewat berkas atau lewat kode QR di layarnya. Jawaban yang sudah ada tidak dihitung dua kali.',
  back: 'Kembali ke Perangkat',
  notAllowed: 'Hanya admin dan petugas protokol yang dapat menerima serah terima.',
  file: {
    title: 'Dari berkas',
    hint: 'Berkas serah terima dari tablet, namanya berakhir .skm.txt',
    failed: 'Berkas tidak dapat dibaca. Salin lagi dari tablet, lalu coba lagi.',
  },
  refused: {
    foreign: 'Ini bukan berkas serah terima. Tidak ada yang disimpan.',
    'wrong-kind':
      'Ini berkas tanda terima untuk tablet, bukan serah terima dari tablet. Tidak ada yang disimpan.',
    'other-version':
      'Berkas ini dibuat versi aplikasi yang lebih baru. Muat ulang halaman ini, lalu coba lagi.',
    damaged:
      'Berkas ini rusak, terpotong, atau diubah. Tidak ada yang disimpan. Simpan lagi dari tablet; jawabannya masih di sana.',
    empty: 'Berkas ini kosong. Tidak ada yang disimpan.',
    'too-large': 'Berkas ini lebih besar daripada serah terima mana pun. Tidak ada yang disimpan.',
    'other-agency': 'Berkas ini milik unit kerja lain. Tidak ada yang disimpan.',
  } satisfies Record<FileRefusal, string>,
  camera: {
    title: 'Dari layar tablet',
    lead: 'Di tablet pilih “Serahkan lewat QR”, lalu arahkan layarnya ke kamera ini. Kode boleh terbaca dalam urutan apa pun.',
    start: 'Buka kamera',
    goOn: 'Lanjutkan membaca',
    stop: 'Tutup kamera',
    view: 'Gambar kamera',
    looking: 'Mencari kode…',
    progress: (read: string, count: string) => `${read} dari ${count} kode terbaca`,
    missing: (numbers: string) => `Masih menunggu kode nomor ${numbers}.`,
    other: 'Kode ini dari serah terima lain. Selesaikan yang ini dahulu, atau mulai dari awal.',
    restart: 'Mulai dari awal',
    denied: 'Kamera tidak diizinkan. Izinkan kamera untuk alamat ini di peramban, atau gunakan berkas.',
    none: 'Tidak ada kamera di perangkat ini. Gunakan berkas.',
  },
  preview: {
    title: (label: string) => `Serah terima dari ${label}`,
    unnamed: 'tablet tanpa nama',
    made: (moment: string) => `Dibuat ${moment}.`,
    device: 'Perangkat',
    numbers: 'Nomor',
    items: 'Jawaban',
    fresh: 'Baru',
    known: 'Sudah ada',
    unknownDevice: (tail: string) => `belum dikenal (${tail})`,
    note: 'Baru dan sudah ada menurut keadaan yang terakhir diambil; kepastiannya dari server.',
    take: 'Terima dan kirim',
    discard: 'Batal',
  },
  list: {
    title: 'Serah terima di perangkat ini',
    none: 'Belum ada serah terima yang diambil di perangkat ini.',
    taken: (moment: string) => `Diambil ${moment}`,
    items: (count: string) => `${count} jawaban`,
    waiting: 'Menunggu jaringan',
    waitingText:
      'Tersimpan di perangkat ini dan dikirim sendiri begitu ada jaringan. Jawaban juga masih di tablet.',
    delivered: 'Diterima server',
    refused: 'Ditolak server',
    refusedText: (detail: string) =>
      `Tidak ada isinya yang disimpan: berkasnya diubah atau bukan dari tablet yang terdaftar. Simpan lagi dari tablet. (${detail})`,
    stored: (count: string) => `${count} baru`,
    same: (count: string) => `${count} sudah ada`,
    quarantined: (count: string) => `${count} disisihkan`,
    conflict: (count: string) => `${count} dengan isi berbeda`,
    receipt: 'Simpan tanda terima',
    receiptText: 'Bawa berkas tanda terima ke tablet, lalu pilih “Baca tanda terima” di sana.',
    forget: 'Hapus dari daftar',
  },
};

const en: typeof id = {
  title: 'Hand-over',
  lead: 'Take answers from a tablet that has no network, by file or from the QR codes on its screen. Answers that are here already are not counted twice.',
  back: 'Back to Devices',
  notAllowed: 'Only admins and protocol staff can take hand-overs.',
  file: {
    title: 'From a file',
    hint: 'The hand-over file of a tablet; its name ends in .skm.txt',
    failed: 'The file cannot be read. Copy it from the tablet again, then try again.',
  },
  refused: {
    foreign: 'This is no hand-over file. Nothing was stored.',
    'wrong-kind': 'This is a receipt file for a tablet, not a hand-over from one. Nothing was stored.',
    'other-version': 'A newer version of the app made this file. Reload this page, then try again.',
    damaged:
      'This file is damaged, cut off, or was altered. Nothing was stored. Save it from the tablet again; the answers are still there.',
    empty: 'This file is empty. Nothing was stored.',
    'too-large': 'This file is larger than any hand-over. Nothing was stored.',
    'other-agency': 'This file belongs to another unit. Nothing was stored.',
  },
  camera: {
    title: 'From the tablet’s screen',
    lead: 'Choose “Hand over by QR” on the tablet, then show its screen to this camera. Codes may be read in any order.',
    start: 'Open camera',
    goOn: 'Go on reading',
    stop: 'Close camera',
    view: 'Picture of the camera',
    looking: 'Looking for a code…',
    progress: (read: string, count: string) => `${read} of ${count} codes read`,
    missing: (numbers: string) => `Still waiting for the codes ${numbers}.`,
    other: 'This code is of another hand-over. Finish this one first, or begin again.',
    restart: 'Begin again',
    denied: 'The camera is not allowed. Allow it for this address in the browser, or use a file.',
    none: 'This device has no camera. Use a file.',
  },
  preview: {
    title: (label: string) => `Hand-over of ${label}`,
    unnamed: 'a tablet without a name',
    made: (moment: string) => `Made ${moment}.`,
    device: 'Device',
    numbers: 'Numbers',
    items: 'Answers',
    fresh: 'New',
    known: 'Here already',
    unknownDevice: (tail: string) => `not known yet (${tail})`,
    note: 'New and here already as of the last look; the server decides.',
    take: 'Take and send',
    discard: 'Cancel',
  },
  list: {
    title: 'Hand-overs on this device',
    none: 'No hand-over was taken on this device yet.',
    taken: (moment: string) => `Taken ${moment}`,
    items: (count: string) => `${count} answers`,
    waiting: 'Waiting for the network',
    waitingText:
      'Kept on this device and sent by itself when there is a network. The answers are still on the tablet, too.',
    delivered: 'Received by the server',
    refused: 'Refused by the server',
    refusedText: (detail: string) =>
      `Nothing of it was stored: the file was altered or is not from an enrolled tablet. Save it from the tablet again. (${detail})`,
    stored: (count: string) => `${count} new`,
    same: (count: string) => `${count} here already`,
    quarantined: (count: string) => `${count} put aside`,
    conflict: (count: string) => `${count} with other content`,
    receipt: 'Save receipt',
    receiptText: 'Bring the receipt file to the tablet, then choose “Read receipt” there.',
    forget: 'Take off the list',
  },
};

export type HandoverTexts = typeof id;
export const texts: Texts<HandoverTexts> = { id, en };
