import type { MediaKind } from './release.ts';

/** Definitions that the IKU sheet leaves open, with the defaults used when the office changes nothing. */
export interface IndicatorSettings {
  /** Kinds of media whose releases count for IKU 1. */
  readonly countedMedia: readonly MediaKind[];
  /** Days after the period's end in which a release still changes the result. */
  readonly cutOffDays: number;
  /** Lower bounds in percent, highest first. */
  readonly predicates: readonly { readonly from: number; readonly name: string }[];
}

export const DEFAULT_INDICATOR_SETTINGS: IndicatorSettings = {
  countedMedia: ['media-massa'],
  cutOffDays: 14,
  predicates: [
    { from: 91, name: 'Sangat Tinggi' },
    { from: 76, name: 'Tinggi' },
    { from: 66, name: 'Sedang' },
    { from: 51, name: 'Rendah' },
    { from: 0, name: 'Sangat Rendah' },
  ],
};

/** When the office is warned about its tablets. */
export interface FieldSettings {
  /** Hours that the oldest response may wait on a tablet. */
  readonly unsentHours: number;
}

export const DEFAULT_FIELD_SETTINGS: FieldSettings = { unsentHours: 24 };

/** The office that owns the data. One deployment may serve many; no query crosses agencies. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  /** The secretariat or government it belongs to. */
  readonly parent: string;
  readonly city: string;
  readonly indicators: IndicatorSettings;
  /** Version of the questionnaire that new activities use. */
  readonly questionnaire: { readonly id: string; readonly version: number };
  /** Absent: the defaults. */
  readonly field?: FieldSettings | undefined;
}

export const INDICATORS = ['iku1', 'iku2'] as const;
/** `iku1`: percentage of activities released. `iku2`: satisfaction index. */
export type Indicator = (typeof INDICATORS)[number];

/** Target of one indicator and year. Numbers are decimal texts ("82.50") so that arithmetic stays exact. */
export interface Target {
  /** `iku1-2026` */
  readonly id: string;
  readonly indicator: Indicator;
  readonly year: number;
  readonly target: string | null;
  /** Per quarter (triwulan) 1..4; `null` when not set. */
  readonly quarters: readonly [string | null, string | null, string | null, string | null];
  readonly quarterMode: 'cumulative' | 'single';
}

/** One imported file of earlier respondent-level answers; its file hash recognises the same file a second time. */
export interface ImportRecord {
  readonly id: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly rows: number;
  readonly activity: string | null;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly importedAt: string;
}
