import type { SurveyTexts } from './survey.ts';

/** Apart, because the inline script needs this one sentence before the others have arrived. */
export function minutesInIndonesian(minutes: number): string {
  return `± ${minutes} menit`;
}

export const indonesian: SurveyTexts = {
  appName: 'Survei Layanan Protokol',
  demo: 'Contoh — data demo',
  loadingForm: 'Menyiapkan pertanyaan…',
  switchTo: { name: 'English', language: 'en', label: 'Switch to English' },
  welcome: {
    duration: minutesInIndonesian,
    privacy: 'Anonim, hanya untuk memperbaiki layanan; jawaban terkirim tidak dapat dicari atau dihapus.',
    start: 'Mulai',
    resume: 'Lanjutkan',
  },
  question: {
    progress: (number, of) => `${number} dari ${of}`,
    progressLabel: (number, of) => `Pertanyaan ${number} dari ${of}`,
    back: 'Kembali',
    next: 'Lanjut',
    send: 'Kirim',
    cannotJudge: 'Tidak dapat menilai',
  },
};
