import type { Activity } from '#domain/activity.ts';
import type { IndicatorSettings } from '#domain/agency.ts';
import { reasonsAgainst } from '#domain/indicators/publication.ts';
import type { NotCounting } from '#domain/indicators/publication.ts';
import { containsDate } from '#domain/period.ts';
import type { Period } from '#domain/period.ts';
import type { MediaKind } from '#domain/release.ts';
import type { DocumentBody } from '#protocol/document.ts';
import { plainWords } from '../agenda-import/words.ts';

/** A release as the table shows it. */
export interface ReleaseRow {
  readonly release: DocumentBody<'release'>;
  /** Linked activities that are still there, in order of time. */
  readonly activities: readonly Activity[];
  /** Empty: it counts. */
  readonly reasons: readonly NotCounting[];
  readonly unsent: boolean;
}

export interface ReleaseFilter {
  readonly period: Period;
  readonly text: string;
  readonly kind: MediaKind | null;
  readonly counting: 'yes' | 'no' | null;
}

/** A list over all time has no single cut-off, so nothing is late in it. */
const NO_CUT_OFF = '9999-12-31';

export function releaseRow(
  release: DocumentBody<'release'>,
  unsent: boolean,
  byId: ReadonlyMap<string, Activity>,
  settings: Pick<IndicatorSettings, 'countedMedia'>,
): ReleaseRow {
  const activities = [...new Set(release.activities)]
    .flatMap((id) => byId.get(id) ?? [])
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return { release, activities, reasons: reasonsAgainst(release, settings, NO_CUT_OFF), unsent };
}

/** The rows that pass; releases without a date always pass the period, so that they are not forgotten. */
export function filterReleases(rows: readonly ReleaseRow[], filter: ReleaseFilter): ReleaseRow[] {
  const words = plainWords(filter.text)
    .split(' ')
    .filter((word) => word !== '');
  return rows.filter(({ release, activities, reasons }) => {
    if (filter.kind !== null && release.mediaKind !== filter.kind) return false;
    if (filter.counting !== null && (reasons.length === 0) !== (filter.counting === 'yes')) return false;
    if (release.publishedOn !== '' && !containsDate(filter.period, release.publishedOn)) return false;
    const text = plainWords([release.title, release.medium, ...activities.map(({ name }) => name)].join(' '));
    return words.every((word) => text.includes(word));
  });
}
