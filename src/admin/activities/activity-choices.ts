import type { Activity } from '#domain/activity.ts';
import type { Language } from '#domain/questionnaire.ts';
import { formatShortDate } from '#ui/format.ts';
import { plainWords } from '../agenda-import/words.ts';

/** One line of a list to choose activities from; `value` is the id. */
export interface ActivityChoice {
  readonly value: string;
  readonly title: string;
  readonly subtitle: string;
}

/** The activities as lines to choose from, the newest first. */
export function activityChoices(activities: readonly Activity[], language: Language): ActivityChoice[] {
  return activities
    .toSorted((a, b) => (a.start < b.start ? 1 : -1))
    .map(({ id, name, start, place }) => ({
      value: id,
      title: name,
      subtitle: [formatShortDate(start, language), place].filter(Boolean).join(' · '),
    }));
}

/** Every typed word must occur in the name, the place or the date. For `custom-filter` of the library. */
export function matchesChoice(_title: string, query: string, item?: { raw: ActivityChoice }): boolean {
  const text = plainWords(`${item?.raw.title} ${item?.raw.subtitle}`);
  return plainWords(query)
    .split(' ')
    .every((word) => text.includes(word));
}
