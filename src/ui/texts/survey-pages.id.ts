import type { PageTexts } from './survey-pages.ts';

export const indonesianPages: PageTexts = {
  attract: { invitation: 'Sentuh untuk menilai layanan protokol', anonymous: 'anonim' },
  device: {
    onDevice: (count) => `${count} di perangkat ini`,
    sent: (count) => `${count} terkirim`,
    received: (count) => `${count} diterima kantor`,
    screenMaySleep: 'Layar dapat padam sendiri pada perangkat ini.',
    codeNeeded: 'Untuk petugas: perangkat ini perlu kode baru dari kantor. Penilaian tetap tersimpan.',
    enterCode: 'Masukkan kode perangkat',
    haveCode: 'Punya kode perangkat?',
    staff: 'Sudut petugas',
    opensAt: (time) => `Dibuka lagi pukul ${time} WIB.`,
  },
  events: {
    title: 'Kegiatan mana yang sedang berlangsung?',
    hint: 'Untuk petugas: penilaian di perangkat ini dicatat untuk kegiatan yang dipilih.',
    another: 'Pilih kegiatan lain',
    choose: 'Gunakan kegiatan ini',
  },
  profile: {
    title: 'Sedikit tentang Anda',
    hint: 'Boleh diisi sebagian atau dilewati.',
    skip: 'Lewati',
    clear: 'Kosongkan',
    clearLabel: (field) => `Kosongkan pilihan ${field}`,
  },
  comment: {
    placeholder: 'Tulis di sini (boleh dikosongkan)',
    hint: 'Jangan menuliskan nama orang.',
    count: (used, most) => `${used} dari ${most} karakter`,
    sendEmpty: 'Kirim tanpa komentar',
    send: 'Kirim',
  },
  sending: 'Menyimpan…',
  notStored: {
    title: 'Jawaban Anda belum tersimpan.',
    advice: 'Jawaban masih ada di layar ini. Silakan coba lagi; bila tetap gagal, mohon beri tahu petugas.',
    retry: 'Coba lagi',
  },
  thanks: {
    title: 'Terima kasih',
    kiosk: 'Penilaian Anda sudah tersimpan.',
    kioskReturn: 'Layar ini kembali ke awal dengan sendirinya.',
    waiting: 'Tersimpan, sedang dikirim',
    waitingMore: 'Sebentar lagi tanda terimanya datang.',
    received: 'Diterima',
    receivedMore: 'Penilaian Anda sudah diterima kantor. Halaman ini boleh ditutup.',
    stored: 'Tersimpan di ponsel ini, belum terkirim',
    storedMore: 'Buka lagi halaman ini saat ada sinyal; pengiriman berjalan sendiri.',
    receipt: 'Nomor tanda terima',
    done: 'Selesai',
  },
  answered: {
    title: 'Anda sudah menilai kegiatan ini',
    body: 'Terima kasih. Cukup satu penilaian dari setiap orang.',
    share:
      'Ponsel ini dipakai bersama? Orang lain tetap boleh mengisi; penilaiannya ditandai berasal dari ponsel yang sama. Yang kami kenali hanya peramban ini, bukan Anda.',
    oneCard: 'Satu kartu undangan berlaku untuk satu penilaian. Tamu lain memakai kartunya sendiri.',
    again: 'Isi untuk orang lain',
  },
  idle: {
    title: 'Masih di sana?',
    body: (seconds) => `Jawaban yang belum dikirim akan dihapus dalam ${seconds} detik.`,
    stay: 'Ya, lanjutkan',
  },
  trying: 'Memuat…',
  rescue: 'Simpan jawaban yang sudah ada di perangkat ini',
  retry: 'Coba lagi',
  notices: {
    landing: {
      title: 'Pindai kode QR kegiatan',
      body: 'Survei dibuka dari kode QR atau tautan pada undangan, poster, atau layar di tempat kegiatan.',
      advice: 'Arahkan kamera ponsel ke kode QR tersebut, atau tanyakan kepada petugas protokol.',
    },
    closed: {
      title: 'Survei ini sudah ditutup',
      body: 'Masa penilaian untuk kegiatan ini sudah berakhir. Terima kasih atas perhatian Anda.',
      advice: 'Masih ingin menyampaikan sesuatu? Silakan hubungi Bagian Humas dan Protokol.',
    },
    'kiosk-closed': {
      title: 'Survei kegiatan ini sudah ditutup',
      body: 'Terima kasih atas perhatian Anda.',
      advice:
        'Untuk petugas: pilih kegiatan lain, atau mintalah kantor menambahkan kegiatan untuk perangkat ini.',
    },
    'kiosk-empty': {
      title: 'Belum ada kegiatan untuk perangkat ini',
      body: 'Kantor belum memberi perangkat ini kegiatan yang dapat dinilai.',
      advice:
        'Untuk petugas: mintalah kantor menambahkan kegiatan; daftarnya diperbarui sendiri saat ada sinyal.',
    },
    'kiosk-revoked': {
      title: 'Perangkat ini sudah dicabut oleh kantor',
      body: 'Penilaian baru tidak diterima di perangkat ini. Jawaban yang sudah tersimpan tetap aman di sini dan tetap dikirim; kantor memeriksanya lebih dahulu.',
      advice: 'Untuk petugas: untuk memakai perangkat ini lagi, mintalah kode perangkat baru dari kantor.',
    },
    'kiosk-hours': {
      title: 'Sedang di luar jam layanan',
      body: 'Perangkat ini menerima penilaian pada jam layanan. Terima kasih atas perhatian Anda.',
      advice: 'Untuk petugas: jam layanan diatur di sudut petugas.',
    },
    'kiosk-off-duty': {
      title: 'Perangkat ini sedang tidak bertugas',
      body: 'Penilaian belum dapat diisi di sini.',
      advice: 'Untuk petugas: mulai tugas lagi di sudut petugas dengan PIN.',
    },
    unknown: {
      title: 'Kegiatan tidak ditemukan',
      body: 'Tautan ini menunjuk kegiatan yang tidak ada lagi.',
      advice: 'Mintalah kode QR atau tautan yang baru kepada petugas protokol.',
    },
    altered: {
      title: 'Tautan tidak utuh',
      body: 'Sebagian tautan hilang atau berubah, sehingga survei tidak dapat dibuka.',
      advice: 'Pindai ulang kode QR, atau salin tautan secara lengkap dari pesan aslinya.',
    },
    expired: {
      title: 'Tautan sudah tidak berlaku',
      body: 'Masa berlaku tautan ini sudah habis atau tautan ini sudah dicabut.',
      advice: 'Mintalah kode QR atau tautan yang baru kepada petugas protokol.',
    },
    'code-unknown': {
      title: 'Undangan ini tidak berlaku lagi',
      body: 'Kode undangan ini tidak dikenal atau sudah dicabut oleh kantor.',
      advice: 'Mintalah kartu undangan yang baru kepada petugas protokol.',
    },
    'code-spent': {
      title: 'Undangan ini sudah dipakai',
      body: 'Satu kartu berlaku untuk satu penilaian, dan penilaian dengan kartu ini sudah diterima. Siapa yang menilai dan apa isinya tidak tercatat pada kartu.',
      advice: 'Bila bukan Anda yang memakainya, mintalah kartu baru kepada petugas protokol.',
    },
    'invited-only': {
      title: 'Survei ini untuk tamu undangan',
      body: 'Penilaian kegiatan ini dibuka dari kartu undangan, masing-masing untuk satu penilaian.',
      advice: 'Pindai kode QR pada kartu Anda, atau mintalah kartu kepada petugas protokol.',
    },
    unreachable: {
      title: 'Belum ada sambungan',
      body: 'Survei kegiatan ini belum pernah dibuka di perangkat ini, jadi perlu sinyal sekali saja.',
      advice: 'Halaman ini mencoba lagi dengan sendirinya begitu ada sinyal.',
    },
    foreign: {
      title: 'Jaringan ini meminta masuk lebih dahulu',
      body: 'Jawaban yang datang bukan dari layanan survei. Biasanya Wi-Fi meminta persetujuan atau kata sandi.',
      advice: 'Selesaikan halaman masuk Wi-Fi, atau gunakan data seluler, lalu coba lagi.',
    },
    busy: {
      title: 'Layanan sedang sibuk',
      body: 'Survei belum dapat dibuka saat ini.',
      advice: 'Halaman ini mencoba lagi dengan sendirinya. Anda juga dapat mencoba sekarang.',
    },
    outdated: {
      title: 'Aplikasi perlu diperbarui',
      body: 'Halaman yang tersimpan di perangkat ini sudah terlalu lama.',
      advice: 'Tutup semua tab survei, lalu buka kembali tautannya saat ada sinyal.',
    },
    insecure: {
      title: 'Alamat ini belum aman',
      body: 'Peramban hanya menyimpan jawaban dengan aman pada alamat yang diawali https.',
      advice: 'Periksa alamatnya, atau mintalah tautan yang benar kepada petugas protokol.',
    },
    store: {
      title: 'Peramban tidak dapat menyimpan jawaban',
      body: 'Survei hanya dibuka bila jawaban Anda dapat disimpan dengan aman.',
      advice:
        'Buka tautan ini di jendela biasa (bukan mode samaran atau privat), kosongkan sedikit ruang penyimpanan, lalu coba lagi.',
    },
    newer: {
      title: 'Data di perangkat ini milik versi yang lebih baru',
      body: 'Agar tidak ada jawaban yang rusak, versi ini tidak menulis apa pun.',
      advice: 'Muat ulang halaman saat ada sinyal untuk mengambil versi terbaru.',
    },
  },
};
