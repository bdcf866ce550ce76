/** Release (rilis/berita): one published item about one or several activities. */

export const MEDIA_KINDS = ['media-massa', 'situs-sendiri', 'media-sosial'] as const;
/** Mass media; the unit's own website; the unit's own social media. */
export type MediaKind = (typeof MEDIA_KINDS)[number];

export interface Clipping {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256 (hex) of the file, which is its address in the store. */
  readonly sha256: string;
}

export interface Release {
  readonly id: string;
  readonly title: string;
  readonly mediaKind: MediaKind;
  /** Name of the medium, for example the newspaper. */
  readonly medium: string;
  /** Calendar date of publication in Asia/Jakarta, `YYYY-MM-DD`; empty while unknown. */
  readonly publishedOn: string;
  /** Address of the article; empty when the evidence is a clipping. */
  readonly url: string;
  readonly clipping: Clipping | null;
  readonly activities: readonly string[];
  /** `false`: staff decided that this release does not count, with the reason in `notes`. */
  readonly counted: boolean;
  readonly notes: string;
}

export type MissingEvidence = 'medium' | 'date' | 'article-or-clipping';

/** Evidence of the rule: medium, date, and the article's address or a stored clipping. Returns what is missing. */
export function missingEvidence(release: Release): MissingEvidence[] {
  const missing: MissingEvidence[] = [];
  if (release.medium.trim() === '') missing.push('medium');
  if (release.publishedOn === '') missing.push('date');
  if (release.url.trim() === '' && release.clipping === null) missing.push('article-or-clipping');
  return missing;
}
