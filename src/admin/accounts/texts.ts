import type { Role } from '#protocol/role.ts';
import type { Texts } from '../language.ts';

const id = {
  title: 'Pengguna',
  add: 'Tambah pengguna',
  noAccess: 'Halaman ini hanya untuk admin.',
  columns: { name: 'Nama', role: 'Peran', actions: 'Tindakan' },
  you: 'Anda',
  disabled: 'Nonaktif',
  role: 'Peran',
  roleHints: {
    admin: 'Semua, termasuk pengguna, target, dan pengaturan',
    protokol: 'Kegiatan, kuesioner, tautan, dan impor jawaban',
    komunikasi: 'Kegiatan dan rilis; tidak membaca komentar',
    pimpinan: 'Membaca semuanya, tidak mengubah',
  } satisfies Record<Role, string>,
  newTitle: 'Pengguna baru',
  editTitle: (name: string) => `Ubah ${name}`,
  edit: (name: string) => `Ubah ${name}`,
  isActive: 'Boleh masuk',
  inactiveHint: 'Akun nonaktif langsung keluar dari server dan tidak dapat masuk lagi.',
  newPassword: 'Kata sandi baru (kosongkan bila tidak diganti)',
  setPassword: 'Buatkan kata sandi baru',
  handOver: 'Sampaikan kata sandi secara langsung dan minta pemiliknya segera menggantinya.',
  create: 'Buat akun',
};

const en: typeof id = {
  title: 'Users',
  add: 'Add user',
  noAccess: 'This page is for admins only.',
  columns: { name: 'Name', role: 'Role', actions: 'Actions' },
  you: 'You',
  disabled: 'Disabled',
  role: 'Role',
  roleHints: {
    admin: 'Everything, including users, targets and settings',
    protokol: 'Activities, questionnaires, links and import of answers',
    komunikasi: 'Activities and releases; does not read comments',
    pimpinan: 'Reads everything, changes nothing',
  },
  newTitle: 'New user',
  editTitle: (name: string) => `Edit ${name}`,
  edit: (name: string) => `Edit ${name}`,
  isActive: 'May sign in',
  inactiveHint: 'A disabled account is signed out on the server at once and cannot sign in any more.',
  newPassword: 'New password (leave empty to keep the present one)',
  setPassword: 'Set a new password',
  handOver: 'Hand the password over in person and ask the owner to change it soon.',
  create: 'Create account',
};

export const texts: Texts<typeof id> = { id, en };
