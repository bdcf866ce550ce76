import type { Texts } from '../language.ts';

const id = {
  title: 'Kartu undangan',
  lead: 'Setiap kartu memuat kode QR untuk satu penilaian. Kode tidak dikaitkan dengan nama maupun dengan jawaban.',
  only: 'Hanya undangan',
  onlyHint: 'Tautan dan QR biasa ditolak; hanya kartu undangan dan kios yang dapat menilai.',
  openHint: 'Kartu dapat dipakai di samping tautan dan QR biasa.',
  issued: 'Berlaku',
  spent: 'Terpakai',
  left: 'Belum dipakai',
  notSentYet: 'Kegiatan ini belum terkirim ke server. Kartu dapat dibuat setelah terkirim.',
  make: 'Buat kartu',
  makeTitle: 'Buat kartu undangan',
  count: 'Banyaknya kartu',
  countHint: 'Sepuluh kartu pada satu lembar A4.',
  countWrong: (most: string) => `Isi dengan angka 1 sampai ${most}.`,
  once: 'Kartu hanya ada di layar ini sampai halaman ditutup atau dimuat ulang. Cetak atau simpan sebagai PDF segera setelah dibuat.',
  print: 'Cetak',
  show: (count: string) => `Lihat ${count} kartu`,
  withdraw: 'Tarik yang belum dipakai',
  withdrawTitle: 'Tarik semua kartu yang belum dipakai?',
  withdrawText: (count: string) =>
    `${count} kartu yang belum dipakai tidak dapat lagi membuka survei. Penilaian yang sudah diterima tetap tersimpan. Penilaian yang masih menunggu di ponsel tamu akan disisihkan untuk Anda putuskan.`,
  page: {
    title: 'Kartu undangan',
    back: 'Kembali ke kegiatan',
    summary: (cards: string, sheets: string) => `${cards} kartu · ${sheets} lembar A4`,
    missing: 'Tidak ada kartu di layar ini',
    missingText:
      'Kartu hanya ditampilkan sesaat setelah dibuat. Bila belum sempat dicetak, tarik kartu yang belum dipakai, lalu buat yang baru.',
    heading: 'Undangan menilai layanan protokol',
    scan: 'Pindai dengan kamera ponsel. Satu kartu untuk satu penilaian, ± 1 menit, tanpa nama.',
    qrLabel: (code: string) => `Kode QR kartu ${code}`,
  },
};

const en: typeof id = {
  title: 'Invitation cards',
  lead: 'Each card carries a QR code for one rating. A code is tied to no name and to no answer.',
  only: 'Invited guests only',
  onlyHint: 'The ordinary link and QR code are refused; only invitation cards and kiosks can rate.',
  openHint: 'Cards can be used beside the ordinary link and QR code.',
  issued: 'Valid',
  spent: 'Used',
  left: 'Not used',
  notSentYet: 'This activity was not sent to the server yet. Cards can be made once it was sent.',
  make: 'Make cards',
  makeTitle: 'Make invitation cards',
  count: 'Number of cards',
  countHint: 'Ten cards fit one A4 sheet.',
  countWrong: (most: string) => `Enter a number from 1 to ${most}.`,
  once: 'The cards are on this screen only until the page is closed or reloaded. Print them or save them as a PDF as soon as they are made.',
  print: 'Print',
  show: (count: string) => `Show ${count} cards`,
  withdraw: 'Withdraw unused ones',
  withdrawTitle: 'Withdraw all cards that were not used?',
  withdrawText: (count: string) =>
    `${count} unused cards will no longer open the survey. Ratings already received stay stored. Ratings that still wait on a guest’s phone will be put aside for you to decide.`,
  page: {
    title: 'Invitation cards',
    back: 'Back to the activity',
    summary: (cards: string, sheets: string) => `${cards} cards · ${sheets} A4 sheets`,
    missing: 'There are no cards on this screen',
    missingText:
      'Cards are shown only right after they were made. If they could not be printed, withdraw the unused ones and make new ones.',
    heading: 'Invitation to rate the protocol service',
    scan: 'Scan with a phone camera. One card for one rating, ± 1 minute, no names.',
    qrLabel: (code: string) => `QR code of card ${code}`,
  },
};

export const texts: Texts<typeof id> = { id, en };
