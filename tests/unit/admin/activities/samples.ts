import type { DocumentBody } from '#protocol/document.ts';

/** An activity that took place, with only what a test is about changed. */
export function anActivity(changes: Partial<DocumentBody<'activity'>> = {}): DocumentBody<'activity'> {
  return {
    id: '0198c5a0-0000-7000-8000-000000000001',
    name: 'Upacara Hari Jadi',
    category: 'upacara',
    start: '2026-09-04T01:00:00.000Z',
    end: null,
    place: 'Alun-alun',
    organiser: 'Bagian Umum',
    leaders: ['wali-kota'],
    dress: 'PDH',
    status: 'selesai',
    officers: '',
    invited: null,
    notes: '',
    exclusion: null,
    survey: { open: true, closesAt: null, questionnaire: null },
    ...changes,
  };
}

/** A release that counts, with only what a test is about changed. */
export function aRelease(changes: Partial<DocumentBody<'release'>> = {}): DocumentBody<'release'> {
  return {
    id: '0198c5a0-0000-7000-8000-0000000000f1',
    title: 'Kota Rayakan Hari Jadi',
    mediaKind: 'media-massa',
    medium: 'Harian Contoh',
    publishedOn: '2026-09-05',
    url: 'https://harian.example/hari-jadi',
    clipping: null,
    activities: ['0198c5a0-0000-7000-8000-000000000001'],
    counted: true,
    notes: '',
    ...changes,
  };
}
