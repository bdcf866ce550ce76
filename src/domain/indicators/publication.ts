import { tookPlace } from '../activity.ts';
import type { Activity } from '../activity.ts';
import type { IndicatorSettings } from '../agency.ts';
import { addDays, isCalendarDate } from '../calendar.ts';
import { fraction, toHundredths } from '../fraction.ts';
import type { Fraction, Hundredths } from '../fraction.ts';
import { bounds, lastDay } from '../period.ts';
import type { Period } from '../period.ts';
import { missingEvidence } from '../release.ts';
import type { MissingEvidence, Release } from '../release.ts';

/** Why a linked release does not make its activity count as released. */
export type NotCounting = MissingEvidence | 'media-kind' | 'staff-decision' | 'late';

export interface JudgedRelease {
  readonly release: Release;
  /** Empty: it counts. */
  readonly reasons: readonly NotCounting[];
}

/** An activity of the denominator with all releases linked to it. */
export interface CountedActivity {
  readonly activity: Activity;
  /** Those that make it count as released. */
  readonly counting: readonly Release[];
  readonly notCounting: readonly JudgedRelease[];
}

export interface ExcludedActivity {
  readonly activity: Activity;
  readonly reason: string;
}

/** Entries in the period that were cancelled, postponed, or whose start has not come yet. */
export interface NotHeldActivity {
  readonly activity: Activity;
  readonly why: 'batal' | 'ditunda' | 'belum-berlangsung';
}

/** IKU 1 with the lists behind it: every activity of the period stands in exactly one of the four. */
export interface PublicationResult {
  readonly period: Period;
  /** Last date of publication that still changes the result. */
  readonly cutOff: string;
  /** Numerator: distinct counted activities with a counting release. */
  readonly releasedCount: number;
  /** Denominator: distinct activities that took place and are not excluded. */
  readonly activityCount: number;
  /** Percent before rounding; `null` is "no result": no activity. */
  readonly exact: Fraction | null;
  /** Percent rounded once, half-up: 3333 is 33.33 %. */
  readonly percentage: Hundredths | null;
  readonly released: readonly CountedActivity[];
  readonly unreleased: readonly CountedActivity[];
  readonly excluded: readonly ExcludedActivity[];
  readonly notHeld: readonly NotHeldActivity[];
  /** Releases of counted activities that would count had they not been published after the cut-off. */
  readonly late: readonly Release[];
  /** All releases of counted activities that do not count, with every reason. */
  readonly notCounting: readonly JudgedRelease[];
}

/**
 * Percentage of the period's activities that were released (IKU 1), as seen at `asOf` (ISO 8601 UTC).
 *
 * The date of publication decides whether a release is late, not the day somebody typed it in: the indicator measures
 * publishing, and a clipping found later is still proof of what was published in time. What was already reported is
 * protected by publishing the period, which locks it.
 */
export function publicationPercentage(
  activities: Iterable<Activity>,
  releases: Iterable<Release>,
  period: Period,
  settings: Pick<IndicatorSettings, 'countedMedia' | 'cutOffDays'>,
  asOf: string,
): PublicationResult {
  const { from, until } = bounds(period);
  const cutOff = addDays(lastDay(period), settings.cutOffDays);
  const excluded: ExcludedActivity[] = [];
  const notHeld: NotHeldActivity[] = [];
  const counted = new Map<
    string,
    { activity: Activity; counting: Release[]; notCounting: JudgedRelease[] }
  >();

  for (const activity of activities) {
    const start = Date.parse(activity.start);
    if (!(start >= from && start < until)) continue;
    if (!tookPlace(activity, asOf)) notHeld.push({ activity, why: whyNotHeld(activity) });
    else if (activity.exclusion !== null && activity.exclusion.trim() !== '') {
      excluded.push({ activity, reason: activity.exclusion.trim() });
    } else counted.set(activity.id, { activity, counting: [], notCounting: [] });
  }

  const notCounting: JudgedRelease[] = [];
  for (const release of releases) {
    const linked = [...new Set(release.activities)].flatMap((id) => counted.get(id) ?? []);
    if (linked.length === 0) continue;
    const judged: JudgedRelease = { release, reasons: reasonsAgainst(release, settings, cutOff) };
    if (judged.reasons.length > 0) notCounting.push(judged);
    for (const entry of linked) {
      if (judged.reasons.length === 0) entry.counting.push(release);
      else entry.notCounting.push(judged);
    }
  }

  const entries = [...counted.values()];
  const released = entries.filter((entry) => entry.counting.length > 0);
  const exact = entries.length === 0 ? null : fraction(released.length * 100, entries.length);
  return {
    period,
    cutOff,
    releasedCount: released.length,
    activityCount: entries.length,
    exact,
    percentage: exact === null ? null : toHundredths(exact),
    released,
    unreleased: entries.filter((entry) => entry.counting.length === 0),
    excluded,
    notHeld,
    late: notCounting.filter((judged) => judged.reasons.join() === 'late').map((judged) => judged.release),
    notCounting,
  };
}

/** Everything that speaks against a release counting; empty when it counts. `cutOff` is the last date in time. */
export function reasonsAgainst(
  release: Release,
  settings: Pick<IndicatorSettings, 'countedMedia'>,
  cutOff: string,
): NotCounting[] {
  const reasons: NotCounting[] = [...missingEvidence(release)];
  if (release.publishedOn !== '' && !isCalendarDate(release.publishedOn)) reasons.push('date');
  if (!settings.countedMedia.includes(release.mediaKind)) reasons.push('media-kind');
  if (!release.counted) reasons.push('staff-decision');
  if (isCalendarDate(release.publishedOn) && release.publishedOn > cutOff) reasons.push('late');
  return reasons;
}

function whyNotHeld(activity: Activity): NotHeldActivity['why'] {
  return activity.status === 'batal' || activity.status === 'ditunda' ? activity.status : 'belum-berlangsung';
}
