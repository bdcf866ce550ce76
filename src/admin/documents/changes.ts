/**
 * The top-level fields in which `next` differs from `before`: what an edit carries, so that two people who change
 * different fields do not get in each other's way. Values are compared as JSON, which is what is stored and sent.
 */
export function changedFields<T extends object>(before: T, next: Partial<T>): Partial<T> {
  const changes: Partial<T> = {};
  for (const field of Object.keys(next) as (keyof T)[]) {
    if (JSON.stringify(next[field]) !== JSON.stringify(before[field])) changes[field] = next[field];
  }
  return changes;
}
