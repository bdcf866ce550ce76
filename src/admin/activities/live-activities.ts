import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { DEFAULT_INDICATOR_SETTINGS } from '#domain/agency.ts';
import { loadColumns } from '#local/office/responses.ts';
import { useDatabase } from '../database.ts';
import { useDocuments } from '../documents/live-documents.ts';
import { useLive } from '../documents/live.ts';
import type { ActivityRow } from './activity-rows.ts';
import { countAnswers, totalOf } from './answer-counts.ts';
import type { ChannelCounts } from './answer-counts.ts';
import { releasesByActivity, releaseState } from './release-state.ts';

export interface LiveActivities {
  /** All activities, the newest first. */
  readonly rows: ComputedRef<ActivityRow[]>;
  readonly counts: ComputedRef<ReadonlyMap<string, ChannelCounts>>;
  readonly ready: ComputedRef<boolean>;
  readonly problem: ComputedRef<unknown>;
}

/** Activities with what is known about their releases and answers, kept up to date. */
export function useActivityRows(): LiveActivities {
  const db = useDatabase();
  const activities = useDocuments('activity');
  const releases = useDocuments('release');
  const agencies = useDocuments('agency');
  const answers = useLive<ReadonlyMap<string, ChannelCounts>>(new Map(), async () =>
    countAnswers(await loadColumns(db)),
  );

  const rows = computed(() => {
    const asOf = new Date().toISOString();
    const settings = agencies.items.value[0]?.body.indicators ?? DEFAULT_INDICATOR_SETTINGS;
    const linked = releasesByActivity(releases.items.value.map(({ body }) => body));
    return activities.items.value
      .map(({ body: activity, dirty }) => ({
        activity,
        release: releaseState(activity, linked.get(activity.id) ?? [], settings, asOf),
        answers: totalOf(answers.value.value.get(activity.id)),
        unsent: dirty.length > 0,
      }))
      .toSorted((a, b) => (a.activity.start < b.activity.start ? 1 : -1));
  });
  return {
    rows,
    counts: computed(() => answers.value.value),
    ready: computed(() => activities.ready.value && releases.ready.value),
    problem: computed(() => activities.problem.value ?? releases.problem.value ?? answers.problem.value),
  };
}
