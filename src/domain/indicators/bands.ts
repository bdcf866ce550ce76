import type { Hundredths } from '../fraction.ts';
import type { LocalizedText } from '../questionnaire.ts';

/** Mutu pelayanan. */
export type Letter = 'A' | 'B' | 'C' | 'D';

export interface Band {
  readonly letter: Letter;
  /** Lower bound of the rounded IKM, inclusive. The next band begins one hundredth above this one's end: no gaps. */
  readonly from: Hundredths;
  /** Kinerja unit pelayanan. */
  readonly performance: LocalizedText;
}

export interface BandTable {
  readonly id: string;
  readonly basis: string;
  /** Highest first. */
  readonly bands: readonly Band[];
}

/** Bounds of the scale: 1 x 25 and 4 x 25. */
export const LOWEST_IKM: Hundredths = 2500;
export const HIGHEST_IKM: Hundredths = 10_000;

const PERFORMANCE: Readonly<Record<Letter, LocalizedText>> = {
  A: { id: 'Sangat Baik', en: 'Very good' },
  B: { id: 'Baik', en: 'Good' },
  C: { id: 'Kurang Baik', en: 'Less than good' },
  D: { id: 'Tidak Baik', en: 'Not good' },
};

function table(id: string, basis: string, a: Hundredths, b: Hundredths, c: Hundredths): BandTable {
  const bounds: readonly (readonly [Letter, Hundredths])[] = [
    ['A', a],
    ['B', b],
    ['C', c],
    ['D', LOWEST_IKM],
  ];
  return {
    id,
    basis,
    bands: bounds.map(([letter, from]) => ({ letter, from, performance: PERFORMANCE[letter] })),
  };
}

/** The table in force, and the two older ones that imported historical results were judged by. */
export const BAND_TABLES = {
  'permenpanrb-14-2017': table('permenpanrb-14-2017', 'PermenPANRB 14/2017', 8831, 7661, 6500),
  'permenpanrb-16-2014': table('permenpanrb-16-2014', 'PermenPANRB 16/2014', 8126, 6251, 4376),
  'kepmenpan-25-2004': table('kepmenpan-25-2004', 'Kepmenpan KEP/25/M.PAN/2/2004', 8126, 6251, 4376),
} as const satisfies Record<string, BandTable>;

export const CURRENT_BANDS: BandTable = BAND_TABLES['permenpanrb-14-2017'];

/** The band of a rounded IKM; `null` outside 25.00..100.00, where only the 0.11 reading can fall. */
export function bandOf(ikm: Hundredths, bands: BandTable = CURRENT_BANDS): Band | null {
  if (ikm < LOWEST_IKM || ikm > HIGHEST_IKM) return null;
  return bands.bands.find((band) => ikm >= band.from) ?? null;
}

/** The letter (mutu) of a rounded IKM; `null` when there is no result or it lies outside the scale. */
export function letterOf(ikm: Hundredths | null, bands: BandTable = CURRENT_BANDS): Letter | null {
  return ikm === null ? null : (bandOf(ikm, bands)?.letter ?? null);
}
