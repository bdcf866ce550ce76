import type { Page } from 'playwright-core';
import type { Field } from './field.ts';

/** Why there is no form, each brought about for real; the words that then stand on the page. */
export const NOTICES: readonly (readonly [
  title: string,
  reach: (page: Page, field: Field) => Promise<string>,
])[] = [
  ['Pindai kode QR kegiatan', async () => '/'],
  ['Tautan tidak utuh', async () => '/#l=altered'],
  [
    'Survei ini sudah ditutup',
    async (_, field) => {
      const activity = await field.activity('Ditutup');
      await field.close(activity);
      return field.office.surveyLink(activity);
    },
  ],
  [
    'Tautan sudah tidak berlaku',
    async (_, field) => {
      const activity = await field.activity('Dicabut');
      const url = await field.office.surveyLink(activity);
      await field.office.call('POST', 'links/revoke', { channel: 'link', id: activity });
      return url;
    },
  ],
  [
    'Kegiatan tidak ditemukan',
    async (_, field) => {
      const activity = await field.activity('Dihapus');
      const url = await field.office.surveyLink(activity);
      await field.office.remove('activity', activity, 1);
      return url;
    },
  ],
  [
    'Survei kegiatan ini sudah ditutup',
    async (_, field) => {
      const activity = await field.activity('Kios ditutup');
      await field.close(activity);
      return field.kioskEnrolment([activity]);
    },
  ],
  [
    'Belum ada sambungan',
    async (page, field) => {
      await page.context().route('**/api/**', (route) => route.abort('internetdisconnected'));
      return field.phoneLink('Tanpa jaringan');
    },
  ],
  [
    'Jaringan ini meminta masuk lebih dahulu',
    async (page, field) => {
      const body = '<title>Wi-Fi</title>';
      await page.context().route('**/api/**', (route) => route.fulfill({ contentType: 'text/html', body }));
      return field.phoneLink('Wi-Fi tamu');
    },
  ],
  [
    'Peramban tidak dapat menyimpan jawaban',
    async (page, field) => {
      await page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The store is broken.', 'UnknownError');
        };
      });
      return field.phoneLink('Penyimpanan rusak');
    },
  ],
  [
    'Data di perangkat ini milik versi yang lebih baru',
    async (page, field) => {
      await page.goto(`${field.endpoint.surveyOrigin}/survey-icon.svg`);
      await page.evaluate(async () => {
        const opening = indexedDB.open('skm-survey', 10_000);
        await new Promise<void>((resolve) => (opening.onsuccess = () => resolve()));
        opening.result.close();
      });
      return field.phoneLink('Versi lama');
    },
  ],
];
