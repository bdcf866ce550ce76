import type { Texts } from '../language.ts';
import type { PasswordStrength } from './password-strength.ts';

const id = {
  product: 'SKM Protokol',
  purpose: 'Survei kepuasan layanan protokol dan publikasi kegiatan',
  setup: {
    title: 'Siapkan aplikasi',
    lead: 'Isi data unit kerja dan buat akun admin pertama. Ini hanya dilakukan sekali.',
    code: 'Kode penyiapan',
    codeHint: 'Kode ini tampil di layar server saat pertama kali dijalankan.',
    agency: 'Unit kerja',
    agencyName: 'Nama unit kerja',
    parent: 'Induk organisasi',
    city: 'Kota atau kabupaten',
    account: 'Akun admin pertama',
    submit: 'Simpan dan masuk',
  },
  signIn: {
    title: 'Masuk',
    username: 'Nama pengguna',
    password: 'Kata sandi',
    submit: 'Masuk',
    unreachable:
      'Server belum terjangkau. Masuk memerlukan jaringan; setelah itu aplikasi dapat dipakai tanpa jaringan.',
    retry: 'Coba lagi',
    forgotten: 'Lupa kata sandi? Admin dapat membuatkan yang baru.',
  },
  account: {
    name: 'Nama lengkap',
    username: 'Nama pengguna',
    usernameHint: 'Huruf kecil, angka, titik, atau garis; 3–40 karakter.',
    usernameWrong: 'Gunakan 3–40 huruf kecil, angka, titik, atau garis, diawali huruf atau angka.',
    password: 'Kata sandi',
    passwordHint:
      'Paling sedikit 12 karakter. Beberapa kata yang tidak berhubungan mudah diingat dan sulit ditebak.',
    show: 'Tampilkan kata sandi',
    hide: 'Sembunyikan kata sandi',
  },
  missing: (count: number) => `Kurang ${count} karakter lagi.`,
  strength: {
    'too-short': 'Terlalu pendek.',
    guessable: 'Mudah ditebak. Tambahkan kata lain yang tidak berhubungan.',
    fair: 'Cukup kuat.',
    strong: 'Kuat.',
  } satisfies Record<PasswordStrength, string>,
  change: {
    title: 'Ganti kata sandi',
    current: 'Kata sandi sekarang',
    next: 'Kata sandi baru',
    wrong: 'Kata sandi sekarang salah.',
    submit: 'Ganti kata sandi',
    done: 'Kata sandi sudah diganti. Perangkat lain yang masuk dengan akun ini harus masuk kembali.',
  },
};

const en: typeof id = {
  product: 'SKM Protokol',
  purpose: 'Satisfaction survey of protocol service and publication of activities',
  setup: {
    title: 'Set up the app',
    lead: 'Enter the details of the unit and create the first admin account. This is done only once.',
    code: 'Set-up code',
    codeHint: 'The code is on the server’s screen when it is started for the first time.',
    agency: 'Unit',
    agencyName: 'Name of the unit',
    parent: 'Parent organisation',
    city: 'City or regency',
    account: 'First admin account',
    submit: 'Save and sign in',
  },
  signIn: {
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    unreachable:
      'The server cannot be reached yet. Signing in needs the network; after that the app works without it.',
    retry: 'Try again',
    forgotten: 'Forgotten the password? An admin can set a new one.',
  },
  account: {
    name: 'Full name',
    username: 'User name',
    usernameHint: 'Lower-case letters, digits, dots or dashes; 3–40 characters.',
    usernameWrong: 'Use 3–40 lower-case letters, digits, dots or dashes, beginning with a letter or a digit.',
    password: 'Password',
    passwordHint:
      'At least 12 characters. A few words that have nothing to do with each other are easy to remember and hard to guess.',
    show: 'Show password',
    hide: 'Hide password',
  },
  missing: (count: number) => `${count} more characters needed.`,
  strength: {
    'too-short': 'Too short.',
    guessable: 'Easy to guess. Add another, unrelated word.',
    fair: 'Fairly strong.',
    strong: 'Strong.',
  },
  change: {
    title: 'Change password',
    current: 'Present password',
    next: 'New password',
    wrong: 'The present password is wrong.',
    submit: 'Change password',
    done: 'The password was changed. Other devices signed in with this account must sign in again.',
  },
};

export const texts: Texts<typeof id> = { id, en };
