import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import { keepFieldCopy, keptFieldCopy } from '#local/office/field-copy.ts';
import type { FieldCopy } from '#local/office/field-copy.ts';
import { useDatabase } from '../database.ts';
import { useLive } from '../documents/live.ts';
import { useAction } from '../endpoint/action.ts';
import type { Action } from '../endpoint/action.ts';
import { fetchDevices, fetchQuarantine } from '../endpoint/link-calls.ts';
import { useSession } from '../session.ts';
import { useSynchronisation } from '../synchronisation.ts';

/** How often the endpoint is asked while somebody looks. */
const EVERY_MS = 60_000;

export interface LiveField {
  /** As kept on this device; `null` before the endpoint was ever asked. */
  readonly copy: Readonly<ShallowRef<FieldCopy | null>>;
  readonly ready: Readonly<ShallowRef<boolean>>;
  /** Milliseconds since 1970; moves on while somebody looks. */
  readonly now: Readonly<ShallowRef<number>>;
  /** Asks the endpoint; what it answers is kept. */
  readonly asking: Action<[]>;
}

/** The devices in the field, from the copy on this device; it is renewed while the component is there. */
export function useFieldCopy(): LiveField {
  const db = useDatabase();
  const session = useSession();
  const synchronisation = useSynchronisation();
  const { value: copy, ready } = useLive<FieldCopy | null>(null, () => keptFieldCopy(db));
  const now = shallowRef(Date.now());
  let gone = false;
  const asking = useAction(async () => {
    const at = new Date().toISOString();
    const [{ devices }, aside] = await Promise.all([
      fetchDevices(),
      session.may('review-quarantine') ? fetchQuarantine() : null,
    ]);
    // After a sign-out there is no copy to keep anything in.
    if (!gone) await keepFieldCopy(db, { devices, aside: aside?.items ?? null, at });
  });
  // What one may see depends on the role.
  watch(
    () => [session.role, synchronisation.changes],
    ([role]) => {
      if (role !== null) void asking.run();
    },
    { immediate: true },
  );
  watch(copy, () => (now.value = Date.now()));
  const timer = setInterval(() => {
    now.value = Date.now();
    void asking.run();
  }, EVERY_MS);
  onScopeDispose(() => {
    gone = true;
    clearInterval(timer);
  });
  return { copy, ready, now, asking };
}
