import { liveQuery } from 'dexie';
import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

export interface Live<T> {
  /** The answer of the query, replaced as a whole whenever the tables it reads change, also from another tab. */
  readonly value: Readonly<ShallowRef<T>>;
  /** `false` until the first answer has come from the database. */
  readonly ready: Readonly<ShallowRef<boolean>>;
  /** Why the database did not answer; `null` while it does. */
  readonly problem: Readonly<ShallowRef<unknown>>;
}

/** A query over the local copy that stays up to date until the component that asked goes away. */
export function useLive<T>(initial: T, query: () => Promise<T>): Live<T> {
  const value = shallowRef(initial);
  const ready = shallowRef(false);
  const problem = shallowRef<unknown>(null);
  const subscription = liveQuery(query).subscribe({
    next(found) {
      value.value = found;
      ready.value = true;
      problem.value = null;
    },
    error(reason: unknown) {
      problem.value = reason;
    },
  });
  onScopeDispose(() => subscription.unsubscribe());
  return { value, ready, problem };
}
