import { tookPlace } from '#domain/activity.ts';
import type { Activity } from '#domain/activity.ts';
import type { IndicatorSettings } from '#domain/agency.ts';
import { reasonsAgainst } from '#domain/indicators/publication.ts';
import type { Release } from '#domain/release.ts';

/**
 * `released`: at least one release counts. `not-counting`: releases are linked, but none counts (evidence missing, a
 * medium that does not count, or decided so). `none`: nothing linked. `upcoming`: still to come. `left-out`: not in the
 * denominator (cancelled, postponed or excluded).
 */
export type ReleaseState = 'released' | 'not-counting' | 'none' | 'upcoming' | 'left-out';

/** Later than every date, so that nothing is late: a list over all time has no single cut-off. */
const NO_CUT_OFF = '9999-12-31';

/** Releases by the activity they are linked to. */
export function releasesByActivity(releases: readonly Release[]): Map<string, Release[]> {
  const byActivity = new Map<string, Release[]>();
  for (const release of releases) {
    for (const id of new Set(release.activities)) {
      const linked = byActivity.get(id);
      if (linked === undefined) byActivity.set(id, [release]);
      else linked.push(release);
    }
  }
  return byActivity;
}

/** Whether the activity is out yet, as seen at `asOf` (ISO 8601 UTC), by the office's definition of what counts. */
export function releaseState(
  activity: Activity,
  linked: readonly Release[],
  settings: Pick<IndicatorSettings, 'countedMedia'>,
  asOf: string,
): ReleaseState {
  if (linked.some((release) => reasonsAgainst(release, settings, NO_CUT_OFF).length === 0)) return 'released';
  if (activity.exclusion !== null) return 'left-out';
  if (!tookPlace(activity, asOf)) return activity.status === 'terjadwal' ? 'upcoming' : 'left-out';
  return linked.length > 0 ? 'not-counting' : 'none';
}
