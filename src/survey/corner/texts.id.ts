import type { CornerTexts } from './texts.ts';

export const indonesian: CornerTexts = {
  title: 'Sudut petugas',
  back: 'Kembali',
  sections: {
    summary: 'Ringkasan',
    checks: 'Pemeriksaan',
    events: 'Kegiatan',
    handover: 'Serah terima',
    settings: 'Pengaturan',
    app: 'Aplikasi',
  },
  failed: 'Belum berhasil. Silakan coba sekali lagi.',
  loading: 'Memuat…',
  pin: {
    set: 'Buat PIN petugas',
    setHint: 'Enam angka. PIN hanya tersimpan di tablet ini dan tidak dikirim ke mana pun.',
    again: 'Ulangi PIN',
    enter: 'Masukkan PIN petugas',
    enterHint: 'Bagian ini hanya untuk petugas.',
    label: 'PIN enam angka',
    digits: (count) => `${count} dari 6 angka terisi`,
    remove: 'Hapus angka terakhir',
    differ: 'Kedua PIN tidak sama. Ulangi dari awal.',
    wrong: 'PIN salah.',
    wait: (seconds) => `PIN salah. Tunggu ${seconds} detik sebelum mencoba lagi.`,
    checking: 'Memeriksa PIN…',
    forgotten: 'Lupa PIN? Mintalah kode perangkat baru dari kantor, lalu masukkan di sini.',
  },
  summary: {
    onDevice: 'di tablet ini',
    sent: 'terkirim',
    received: 'diterima kantor',
    oldest: (age) => `Yang tertua belum diterima kantor: ${age}.`,
    allReceived: 'Semua jawaban di tablet ini sudah diterima kantor.',
    abandoned: (count) => `${count} isian ditinggalkan sebelum selesai; tidak dihitung sebagai jawaban.`,
    aside: (count) => `${count} jawaban disisihkan kantor untuk diperiksa.`,
    conflicts: (count) => `${count} jawaban bernomor sama tetapi isinya lain. Beri tahu kantor.`,
    sendNow: 'Kirim sekarang',
    sending: 'Sedang dicoba; angka di atas berubah sendiri.',
    kept: 'Masih disimpan di sini',
    keptNothing: 'Tidak ada jawaban terkirim yang masih disimpan di tablet ini.',
    keptBackedUp: (count) =>
      `${count} jawaban sudah ada di cadangan kantor dan segera dihapus dari tablet ini.`,
    keptWaiting: (count) => `${count} jawaban disimpan sampai kantor membuat cadangan.`,
    keptUntil: (date) => `Tanpa cadangan, yang tertua disimpan sampai ${date}.`,
    records: 'Jawaban terbaru',
    recordsNone: 'Belum ada jawaban yang tersimpan.',
    number: 'Nomor',
    time: 'Waktu',
    state: 'Keadaan',
    states: { 'on-device': 'di tablet ini', sent: 'terkirim', received: 'diterima kantor' },
    more: 'Tampilkan lebih banyak',
  },
  checks: {
    allGood: 'Tablet siap dipakai.',
    notGood: (count) => `${count} hal perlu dibereskan.`,
    again: 'Periksa lagi',
    checking: 'Memeriksa tablet…',
    askPersistence: 'Minta izin sekarang',
    colours: {
      green: 'Baik',
      red: 'Perlu dibereskan',
      look: 'Lihat sendiri',
      absent: 'Tidak ada di peramban ini',
    },
    list: {
      enrolment: {
        title: 'Pendaftaran',
        states: {
          enrolled: 'Tablet ini terdaftar di kantor.',
          'code-needed':
            'Kantor tidak mengenal tablet ini. Mintalah kode perangkat baru; jawaban tetap aman.',
          revoked: 'Kantor mencabut tablet ini. Mintalah kode perangkat baru.',
          none: 'Tablet ini belum terdaftar. Mintalah kode perangkat dari kantor.',
        },
      },
      event: {
        title: 'Kegiatan',
        states: {
          open: 'Kegiatan sudah dipilih dan menerima penilaian.',
          closed: 'Kegiatan yang dipilih sudah ditutup. Pilih kegiatan lain.',
          none: 'Belum ada kegiatan. Mintalah kantor menambahkan, lalu perbarui daftar.',
          'off-duty': 'Tablet tidak bertugas. Mulai tugas di bagian Aplikasi.',
        },
      },
      questionnaire: {
        title: 'Kuesioner',
        states: {
          known: (version) => `Kuesioner versi ${version} tersimpan.`,
          none: 'Belum ada kuesioner karena belum ada kegiatan.',
        },
      },
      offline: {
        title: 'Dapat dipakai tanpa jaringan',
        states: {
          complete: 'Semua berkas aplikasi tersimpan di tablet ini.',
          incomplete: (count) => `${count} berkas belum tersimpan. Sambungkan ke internet, lalu muat ulang.`,
          'no-worker': 'Aplikasi belum tersimpan. Sambungkan ke internet, lalu muat ulang halaman ini.',
        },
      },
      persistence: {
        title: 'Izin menyimpan',
        states: {
          granted: 'Peramban berjanji tidak menghapus data tablet ini.',
          pending: 'Peramban belum berjanji. Minta izin, atau pasang aplikasi ke layar utama.',
          denied: 'Izin ditolak. Buka pengaturan situs di peramban, izinkan penyimpanan.',
          missing: 'Peramban ini tidak mengenal izin menyimpan. Kirim jawaban sesering mungkin.',
        },
      },
      space: {
        title: 'Ruang penyimpanan',
        states: {
          room: 'Berhasil menulis dan menghapus 8 MB, cukup untuk sekitar 2.000 jawaban.',
          slow: 'Menulis terlalu lambat. Kosongkan ruang atau mulai ulang tablet.',
          full: 'Penyimpanan penuh. Hapus foto atau aplikasi lain sebelum kegiatan.',
          failed: 'Tidak dapat menulis. Muat ulang halaman; bila tetap gagal, pakai tablet lain.',
        },
      },
      secondCopy: {
        title: 'Salinan kedua',
        states: {
          good: 'Setiap jawaban disimpan dua kali.',
          broughtBack: (count) => `${count} jawaban dipulihkan dari salinan kedua. Tidak ada yang hilang.`,
          none: 'Peramban ini tidak dapat membuat salinan kedua. Perbarui peramban, atau kirim sesering mungkin.',
          comparing: 'Salinan kedua sedang dicocokkan. Periksa lagi sebentar lagi.',
          failed:
            'Salinan kedua belum dapat dicocokkan: penyimpanan tablet ini rusak. Aplikasi mencoba lagi sendiri. Bila tetap begini, simpan jawaban lewat halaman penyelamatan (bagian Aplikasi), lalu ganti tabletnya.',
        },
      },
      queue: {
        title: 'Belum diterima kantor',
        states: {
          empty: 'Tidak ada yang menunggu.',
          waiting: (count) => `${count} jawaban menunggu jaringan. Pengiriman berjalan sendiri.`,
          old: (count) =>
            `${count} jawaban menunggu, ada yang lebih dari sehari. Sambungkan ke internet atau lakukan serah terima.`,
        },
      },
      contact: {
        title: 'Kabar dari kantor',
        states: {
          fresh: 'Kantor menjawab dalam 24 jam terakhir.',
          old: 'Sudah lebih dari sehari tanpa kabar. Sambungkan ke internet sebelum kegiatan.',
          never: 'Belum pernah ada jawaban dari kantor. Sambungkan ke internet.',
        },
      },
      clock: {
        title: 'Jam tablet',
        states: {
          right: 'Jam tablet cocok dengan jam kantor.',
          late: (minutes) => `Jam tablet terlambat ${minutes} menit. Setel jam otomatis.`,
          early: (minutes) => `Jam tablet terlalu cepat ${minutes} menit. Setel jam otomatis.`,
          unknown: 'Belum dapat dibandingkan dengan kantor. Cocokkan sendiri dengan jam lain.',
        },
      },
      battery: {
        title: 'Baterai',
        states: {
          charging: (level) => `${level}%, sedang diisi.`,
          enough: (level) => `${level}%, cukup.`,
          low: (level) => `${level}%. Isi daya sebelum kegiatan.`,
          unknown: 'Peramban ini tidak memberi tahu. Lihat sendiri di layar tablet.',
        },
      },
      wakeLock: {
        title: 'Layar tetap menyala',
        states: {
          held: 'Layar dijaga tetap menyala.',
          refused: 'Tablet menolak. Matikan hemat baterai, atau atur waktu padam layar.',
          missing: 'Peramban ini tidak dapat. Atur waktu padam layar di pengaturan tablet.',
        },
      },
      share: {
        title: 'Membagikan berkas',
        states: {
          can: 'Berkas serah terima dapat dibagikan ke aplikasi lain.',
          cannot: 'Peramban ini tidak dapat membagikan berkas. Simpan berkas, lalu pindahkan sendiri.',
        },
      },
      install: {
        title: 'Terpasang di layar utama',
        states: {
          installed: 'Aplikasi terpasang.',
          'by-hand':
            'Di iPad, pasang lewat menu Bagikan › Tambah ke Layar Utama. Tanpa itu data terhapus setelah 7 hari.',
          'not-installed': 'Sebaiknya pasang aplikasi lewat menu peramban.',
        },
      },
    },
  },
  events: {
    hint: 'Penilaian baru dicatat untuk kegiatan yang dipakai. Mengganti kegiatan tidak memerlukan jaringan.',
    current: 'Dipakai sekarang',
    running: 'Sedang berlangsung',
    closed: 'Sudah ditutup',
    today: (count) => `${count} hari ini`,
    total: (count) => `${count} seluruhnya di tablet ini`,
    use: 'Pakai',
    begin: 'Tandai sedang berlangsung',
    end: 'Tandai selesai',
    runningHint:
      'Selama ditandai berlangsung, aplikasi tidak diperbarui. Tanda berakhir sendiri setelah 12 jam.',
    renew: 'Perbarui daftar dari kantor',
    renewed: 'Daftar kegiatan sudah yang terbaru.',
    notRenewed: 'Kantor tidak terjangkau. Daftar yang tersimpan tetap dipakai.',
    none: 'Belum ada kegiatan untuk tablet ini.',
  },
  settings: {
    hint: 'Hanya berlaku di tablet ini.',
    idle: 'Layar kembali ke awal bila ditinggalkan (detik)',
    idleHint: (seconds) => `Kosongkan untuk mengikuti kantor: ${seconds} detik.`,
    order: 'Urutan pilihan jawaban',
    orders: {
      asked: 'Seperti kuesioner',
      'worst-first': 'Dari yang terburuk',
      'best-first': 'Dari yang terbaik',
    },
    languages: 'Bahasa',
    languageChoices: { both: 'Indonesia dan Inggris', id: 'Indonesia saja', en: 'Inggris saja' },
    sound: 'Bunyikan nada saat terima kasih',
    hours: 'Jam layanan',
    hoursOn: 'Hanya menerima penilaian pada jam tertentu (WIB)',
    from: 'Mulai',
    to: 'Sampai',
    save: 'Simpan pengaturan',
    saved: 'Pengaturan tersimpan.',
    bad: (least, most) => `Isi antara ${least} dan ${most} detik, atau kosongkan.`,
    badHours: 'Isi jam mulai dan jam selesai yang berbeda.',
    newPin: 'Ganti PIN',
  },
  app: {
    version: (version) => `Versi ${version}`,
    update: 'Pembaruan',
    upToDate: 'Tidak ada versi baru yang menunggu.',
    waiting: 'Versi baru sudah lengkap dan menunggu. Versi itu dipakai begitu layar kembali ke awal.',
    waitingRunning: 'Versi baru menunggu sampai kegiatan yang sedang berlangsung ditandai selesai.',
    takeNow: 'Pakai versi baru sekarang',
    look: 'Cari versi baru',
    looked: 'Sudah dicari. Versi baru, bila ada, diunduh dan muncul di sini.',
    screen: 'Layar penuh',
    fullScreen: 'Pakai layar penuh',
    leaveFullScreen: 'Tinggalkan layar penuh',
    noFullScreen: 'Peramban ini tidak mengenal layar penuh. Pasang aplikasi ke layar utama.',
    duty: 'Tugas tablet ini',
    endHint: 'Setelah diakhiri, tidak ada yang dapat menilai sampai tugas dimulai lagi dengan PIN.',
    endHeld: (count) =>
      `${count} jawaban belum diterima kantor. Kirim atau serahkan dahulu; setelah itu tugas dapat diakhiri.`,
    endUnsent: (count) =>
      `${count} jawaban sudah diserahkan tetapi tanda terimanya belum dibaca. Jawaban tetap tersimpan di tablet ini.`,
    endWarning:
      'Akhiri tugas tablet ini? Tamu tidak dapat menilai lagi sampai petugas memulainya dengan PIN.',
    endConfirm: 'Ya, akhiri tugas',
    endCancel: 'Batal',
    end: 'Akhiri tugas',
    begin: 'Mulai tugas',
    rescue: 'Buka halaman penyelamatan',
    rescueHint:
      'Bila aplikasi tidak mau berjalan, halaman ini menyimpan jawaban yang belum terkirim ke berkas.',
    code: 'Masukkan kode perangkat baru',
  },
};
