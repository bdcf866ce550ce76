import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { texts as activityTexts } from '../activities/texts.ts';
import { useDocuments } from '../documents/live-documents.ts';
import { useTexts } from '../language.ts';
import { texts as releaseTexts } from '../releases/texts.ts';
import type { ValueWords } from './field-value.ts';
import { texts } from './texts.ts';

/** Everything that documents store as a key, with the words a person knows it by; activities by their names. */
export function useValueWords(): ComputedRef<ValueWords> {
  const t = useTexts(texts);
  const ofActivities = useTexts(activityTexts);
  const ofReleases = useTexts(releaseTexts);
  const { items: activities } = useDocuments('activity');
  return computed(() => ({
    empty: t.value.empty,
    yes: t.value.yes,
    no: t.value.no,
    names: {
      ...Object.fromEntries(activities.value.map(({ id, body }) => [id, body.name])),
      ...t.value.fields,
      ...ofActivities.value.statuses,
      ...ofActivities.value.categories,
      ...ofActivities.value.leaders,
      ...ofReleases.value.kinds,
    },
  }));
}
