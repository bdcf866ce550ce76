import type { Indicator } from '#domain/agency.ts';
import type { Texts } from '../language.ts';

/** One row of the office's IKU sheet. Its name is that of the indicator, which the cards show anyway. */
export interface SheetRow {
  readonly outcome: string;
  readonly formula: string;
  /** Empty: the sheet has none. */
  readonly note: string;
  readonly source: string;
  readonly charge: string;
}

const id: Record<Indicator, SheetRow> = {
  iku1: {
    outcome: 'Meningkatnya layanan informasi dan penyebarluasan informasi kegiatan kepala daerah',
    formula: '(Jumlah kegiatan yang dirilis ÷ jumlah kegiatan Pemerintah Kota) × 100 %',
    note: 'Kegiatan dalam agenda diliput dan didokumentasikan oleh bagian untuk dipublikasikan.',
    source: 'Media massa',
    charge: 'Sub Bagian Komunikasi Kepala Daerah; Sub Bagian Dokumentasi',
  },
  iku2: {
    outcome: 'Meningkatnya layanan keprotokolan pada kegiatan Pemerintah Kota',
    formula: 'Hasil Survei Kepuasan Masyarakat (SKM)',
    note: '',
    source: 'Kegiatan Wali Kota dan Perangkat Daerah',
    charge: 'Sub Bagian Protokol',
  },
};

const en: Record<Indicator, SheetRow> = {
  iku1: {
    outcome: 'Better information service and spreading of information on the activities of the regional head',
    formula: '(Activities released ÷ activities of the city government) × 100 %',
    note: 'The activities of the agenda are covered and documented by the unit in order to be published.',
    source: 'Mass media',
    charge: 'Regional head communication unit; documentation unit',
  },
  iku2: {
    outcome: 'Better protocol service at activities of the city government',
    formula: 'Result of the public satisfaction survey (SKM)',
    note: '',
    source: 'Activities of the mayor and of the city’s agencies',
    charge: 'Protocol unit',
  },
};

export const sheetRows: Texts<Record<Indicator, SheetRow>> = { id, en };
