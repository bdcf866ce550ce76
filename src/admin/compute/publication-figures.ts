import type { Activity } from '#domain/activity.ts';
import type { Hundredths } from '#domain/fraction.ts';
import { publicationPercentage } from '#domain/indicators/publication.ts';
import type {
  ExcludedActivity,
  JudgedRelease,
  NotCounting,
  NotHeldActivity,
  PublicationResult,
} from '#domain/indicators/publication.ts';
import { periodKey } from '#domain/period-text.ts';
import type { Period } from '#domain/period.ts';
import type { Release } from '#domain/release.ts';
import type { FigureData } from './figure-data.ts';

export interface PublicationRequest {
  readonly kind: 'publication';
  readonly period: Period;
  readonly asOf: string;
}

/** What a list says of an activity. */
export type ActivityRow = Pick<Activity, 'id' | 'name' | 'start' | 'organiser' | 'status'>;
export type ReleaseRow = Pick<Release, 'id' | 'title' | 'medium' | 'mediaKind' | 'publishedOn' | 'url'>;

export interface JudgedRow {
  readonly release: ReleaseRow;
  readonly reasons: readonly NotCounting[];
}

/** An activity of the denominator and what was published about it. */
export interface CountedRow {
  readonly activity: ActivityRow;
  readonly counting: readonly ReleaseRow[];
  readonly notCounting: readonly JudgedRow[];
}

export interface PublicationHeadline {
  readonly period: Period;
  readonly percentage: Hundredths | null;
  readonly releasedCount: number;
  readonly activityCount: number;
  readonly cutOff: string;
}

/** The percentage with its four lists: each activity of the period stands in exactly one of them. */
export interface PublicationAnswer extends PublicationHeadline {
  readonly released: readonly CountedRow[];
  readonly unreleased: readonly CountedRow[];
  readonly excluded: readonly { readonly activity: ActivityRow; readonly reason: string }[];
  readonly notHeld: readonly { readonly activity: ActivityRow; readonly why: NotHeldActivity['why'] }[];
  readonly notCounting: readonly JudgedRow[];
}

/**
 * The domain's percentage, given only the documents that the period can need, and worked out once. Only an entry that is
 * still "scheduled" makes the result depend on the moment it is seen at.
 */
export function publicationOf(data: FigureData, period: Period, asOf: string): PublicationResult {
  const { documents } = data;
  const activities = documents.activitiesIn(period);
  const passing = activities.some(({ status }) => status === 'terjadwal');
  const results = passing ? data.publicationsAsOf(asOf) : data.settledPublications;
  const known = results.get(periodKey(period));
  if (known !== undefined) return known;
  const releases = documents.releasesOf(activities);
  const result = publicationPercentage(activities, releases, period, documents.settings, asOf);
  results.set(periodKey(period), result);
  return result;
}

export function publicationHeadline(result: PublicationResult): PublicationHeadline {
  const { period, percentage, releasedCount, activityCount, cutOff } = result;
  return { period, percentage, releasedCount, activityCount, cutOff };
}

export function publicationFigures(data: FigureData, request: PublicationRequest): PublicationAnswer {
  const result = publicationOf(data, request.period, request.asOf);
  return {
    ...publicationHeadline(result),
    released: result.released.map(countedRow),
    unreleased: result.unreleased.map(countedRow),
    excluded: result.excluded.map(excludedRow),
    notHeld: result.notHeld.map(({ activity, why }) => ({ activity: activityRow(activity), why })),
    notCounting: result.notCounting.map(judgedRow),
  };
}

export function activityRow({ id, name, start, organiser, status }: Activity): ActivityRow {
  return { id, name, start, organiser, status };
}

export function judgedRow({ release, reasons }: JudgedRelease): JudgedRow {
  return { release: releaseRow(release), reasons };
}

export function releaseRow({ id, title, medium, mediaKind, publishedOn, url }: Release): ReleaseRow {
  return { id, title, medium, mediaKind, publishedOn, url };
}

function countedRow(entry: PublicationResult['released'][number]): CountedRow {
  return {
    activity: activityRow(entry.activity),
    counting: entry.counting.map(releaseRow),
    notCounting: entry.notCounting.map(judgedRow),
  };
}

function excludedRow({ activity, reason }: ExcludedActivity) {
  return { activity: activityRow(activity), reason };
}
