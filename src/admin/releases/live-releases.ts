import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { DEFAULT_INDICATOR_SETTINGS } from '#domain/agency.ts';
import type { Activity } from '#domain/activity.ts';
import type { DocumentBody } from '#protocol/document.ts';
import { useDocuments } from '../documents/live-documents.ts';
import { releaseRow } from './release-rows.ts';
import type { ReleaseRow } from './release-rows.ts';

export interface LiveReleases {
  /** All releases, the newest first; those without a date stand at the top. */
  readonly rows: ComputedRef<ReleaseRow[]>;
  readonly releases: ComputedRef<DocumentBody<'release'>[]>;
  readonly activities: ComputedRef<Activity[]>;
  readonly ready: ComputedRef<boolean>;
  readonly problem: ComputedRef<unknown>;
}

/** Releases with their activities and whether they count, kept up to date. */
export function useReleaseRows(): LiveReleases {
  const releases = useDocuments('release');
  const activities = useDocuments('activity');
  const agencies = useDocuments('agency');
  const rows = computed(() => {
    const settings = agencies.items.value[0]?.body.indicators ?? DEFAULT_INDICATOR_SETTINGS;
    const byId = new Map(activities.items.value.map(({ id, body }) => [id, body]));
    return releases.items.value
      .map(({ body, dirty }) => releaseRow(body, dirty.length > 0, byId, settings))
      .toSorted((a, b) => (orderOf(a.release) < orderOf(b.release) ? 1 : -1));
  });
  return {
    rows,
    releases: computed(() => releases.items.value.map(({ body }) => body)),
    activities: computed(() => activities.items.value.map(({ body }) => body)),
    ready: computed(() => releases.ready.value && activities.ready.value),
    problem: computed(() => releases.problem.value ?? activities.problem.value),
  };
}

function orderOf({ publishedOn, id }: ReleaseRow['release']): string {
  return `${publishedOn === '' ? '9' : publishedOn} ${id}`;
}
