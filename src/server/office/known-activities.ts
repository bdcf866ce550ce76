import type { Activity } from '#domain/activity.ts';
import { Problem } from '../http/problem.ts';
import type { Library } from '../push/library.ts';

/** Activities that staff name in a request. Throws `activity-unknown` when one of them is not here. */
export async function requireActivities(library: Library, ids: readonly string[]): Promise<Activity[]> {
  const found: Activity[] = [];
  for (const id of ids) {
    const known = await library.activity(id);
    if (known === null || known.deleted) {
      throw new Problem('activity-unknown', 'The activity has not reached the endpoint yet, or was deleted.');
    }
    found.push(known.activity);
  }
  return found;
}
