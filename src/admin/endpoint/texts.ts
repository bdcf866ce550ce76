import type { Texts } from '../language.ts';
import type { TransportCode } from '#sync/transport-problem.ts';

/** What a person reads when a call did not succeed: what happened, and what to do. */
const id: Record<TransportCode, string> = {
  'bad-request': 'Isian tidak dapat diterima server. Periksa kembali isian Anda, lalu coba lagi.',
  'unknown-keys': 'Versi aplikasi ini tidak cocok dengan server. Muat ulang halaman.',
  'wrong-protocol':
    'Versi aplikasi ini tidak cocok dengan server. Muat ulang halaman untuk mengambil versi terbaru.',
  'not-signed-in': 'Sesi Anda berakhir. Masuk kembali untuk melanjutkan.',
  'wrong-credentials': 'Nama pengguna atau kata sandi salah.',
  'too-many-attempts': 'Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.',
  'not-allowed': 'Peran Anda tidak diizinkan melakukan ini. Mintalah bantuan admin.',
  'foreign-origin': 'Permintaan datang dari alamat lain. Buka aplikasi kantor dari alamat resminya.',
  'link-altered': 'Tautan ini berubah dan tidak berlaku.',
  'link-expired': 'Tautan ini sudah kedaluwarsa.',
  'link-revoked': 'Tautan ini sudah dicabut.',
  'activity-unknown': 'Kegiatan ini belum dikenal server. Tunggu sampai perubahan terkirim, lalu coba lagi.',
  'activity-closed': 'Survei kegiatan ini sudah ditutup.',
  'not-found': 'Yang dicari tidak ditemukan di server. Muat ulang halaman.',
  'method-not-allowed': 'Versi aplikasi ini tidak cocok dengan server. Muat ulang halaman.',
  'wrong-media-type': 'Jenis berkas ini tidak diterima.',
  'too-large': 'Ukurannya terlalu besar untuk dikirim.',
  'too-deep': 'Isian tidak dapat diterima server.',
  'already-set-up': 'Aplikasi ini sudah disiapkan. Silakan masuk dengan akun Anda.',
  'wrong-setup-code': 'Kode penyiapan salah. Salin tautan penyiapan dari layar server, lalu buka lagi.',
  'account-exists': 'Nama pengguna ini sudah dipakai. Pilih nama lain.',
  'last-admin': 'Ini admin terakhir yang aktif. Jadikan orang lain admin lebih dahulu.',
  busy: 'Server sedang sibuk. Coba lagi sebentar lagi.',
  internal: 'Terjadi gangguan di server. Coba lagi; bila berulang, hubungi petugas TI.',
  unknown: 'Server menjawab dengan cara yang belum dikenal aplikasi ini. Muat ulang halaman.',
  timeout: 'Server terlalu lama menjawab. Coba lagi.',
  store:
    'Penyimpanan di perangkat ini tidak dapat dipakai. Muat ulang halaman; bila berulang, hubungi petugas TI.',
  unreachable: 'Server tidak terjangkau. Periksa jaringan, lalu coba lagi.',
  'not-ours':
    'Jawaban bukan dari server ini, mungkin dari halaman masuk Wi-Fi. Buka peramban dan sambungkan jaringan dahulu.',
};

const en: Record<TransportCode, string> = {
  'bad-request': 'The server cannot accept what was entered. Check it, then try again.',
  'unknown-keys': 'This version of the app does not fit the server. Reload the page.',
  'wrong-protocol': 'This version of the app does not fit the server. Reload the page to get the newest one.',
  'not-signed-in': 'Your session has ended. Sign in again to go on.',
  'wrong-credentials': 'User name or password is wrong.',
  'too-many-attempts': 'Too many attempts. Wait a moment, then try again.',
  'not-allowed': 'Your role may not do this. Ask an admin for help.',
  'foreign-origin': 'The request came from another address. Open the office app at its own address.',
  'link-altered': 'This link was altered and is not valid.',
  'link-expired': 'This link has expired.',
  'link-revoked': 'This link was withdrawn.',
  'activity-unknown':
    'The server does not know this activity yet. Wait until the change was sent, then try again.',
  'activity-closed': 'The survey of this activity is closed.',
  'not-found': 'The server does not have this. Reload the page.',
  'method-not-allowed': 'This version of the app does not fit the server. Reload the page.',
  'wrong-media-type': 'This kind of file is not accepted.',
  'too-large': 'This is too large to be sent.',
  'too-deep': 'The server cannot accept what was entered.',
  'already-set-up': 'This app is set up already. Please sign in with your account.',
  'wrong-setup-code':
    'The set-up code is wrong. Copy the set-up link from the server’s screen and open it again.',
  'account-exists': 'This user name is taken. Choose another one.',
  'last-admin': 'This is the last active admin. Make someone else admin first.',
  busy: 'The server is busy. Try again in a moment.',
  internal: 'Something went wrong on the server. Try again; if it happens again, call IT staff.',
  unknown: 'The server answered in a way this app does not know yet. Reload the page.',
  timeout: 'The server took too long to answer. Try again.',
  store: 'The storage of this device cannot be used. Reload the page; if it happens again, call IT staff.',
  unreachable: 'The server cannot be reached. Check the network, then try again.',
  'not-ours':
    'The answer is not from this server, perhaps from a Wi-Fi sign-in page. Open the browser and join the network first.',
};

export const texts: Texts<Record<TransportCode, string>> = { id, en };
