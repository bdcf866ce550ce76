import type { Role } from '#protocol/role.ts';
import type { Texts } from '../language.ts';

const id = {
  product: 'SKM Protokol',
  skip: 'Langsung ke isi',
  menu: 'Buka menu',
  navigation: 'Menu utama',
  more: 'Lainnya',
  starting: 'Membuka data di perangkat ini…',
  pages: {
    overview: 'Beranda',
    activities: 'Kegiatan',
    releases: 'Rilis',
    satisfaction: 'Kepuasan',
    questionnaires: 'Kuesioner',
    responseImport: 'Impor jawaban',
    devices: 'Perangkat',
    conflicts: 'Konflik',
    accounts: 'Pengguna',
    settings: 'Pengaturan',
  },
  demo: 'Contoh: semua kegiatan, rilis, dan jawaban di sini rekaan.',
  account: {
    menu: (name: string) => `Menu akun ${name}`,
    password: 'Ganti kata sandi',
    signOut: 'Keluar',
    language: 'Bahasa',
    appearance: 'Tampilan',
    appearances: { system: 'Ikuti perangkat', light: 'Terang', dark: 'Gelap' },
  },
  roles: {
    admin: 'Admin',
    protokol: 'Sub Bagian Protokol',
    komunikasi: 'Sub Bagian Komunikasi',
    pimpinan: 'Pimpinan',
  } satisfies Record<Role, string>,
  unknown: {
    title: 'Halaman tidak ditemukan',
    text: 'Alamat ini tidak menunjuk halaman mana pun. Pilih halaman dari menu.',
    home: 'Ke Beranda',
  },
  update: {
    text: 'Versi baru sudah siap.',
    apply: 'Perbarui sekarang',
    later: 'Nanti',
    install: 'Pasang aplikasi',
  },
};

const en: typeof id = {
  product: 'SKM Protokol',
  skip: 'Skip to content',
  menu: 'Open menu',
  navigation: 'Main menu',
  more: 'More',
  starting: 'Opening the data on this device…',
  pages: {
    overview: 'Home',
    activities: 'Activities',
    releases: 'Releases',
    satisfaction: 'Satisfaction',
    questionnaires: 'Questionnaires',
    responseImport: 'Import answers',
    devices: 'Devices',
    conflicts: 'Conflicts',
    accounts: 'Users',
    settings: 'Settings',
  },
  demo: 'Example: all activities, releases and answers here are made up.',
  account: {
    menu: (name: string) => `Account menu of ${name}`,
    password: 'Change password',
    signOut: 'Sign out',
    language: 'Language',
    appearance: 'Appearance',
    appearances: { system: 'As the device', light: 'Light', dark: 'Dark' },
  },
  roles: {
    admin: 'Admin',
    protokol: 'Protocol unit',
    komunikasi: 'Communication unit',
    pimpinan: 'Leadership',
  },
  unknown: {
    title: 'Page not found',
    text: 'This address leads to no page. Choose a page from the menu.',
    home: 'To Home',
  },
  update: {
    text: 'A new version is ready.',
    apply: 'Update now',
    later: 'Later',
    install: 'Install the app',
  },
};

export const texts: Texts<typeof id> = { id, en };
