import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Trigger } from '#sync/loop.ts';
import { startOfficeSync } from '#sync/office-schedule.ts';
import type { OfficeSync, OfficeSyncStatus } from '#sync/office-schedule.ts';
import { useDatabase } from './database.ts';

/** The exchange with the endpoint as screens see it; runs from sign-in to sign-out. */
export const useSynchronisation = defineStore('synchronisation', () => {
  const status = shallowRef<OfficeSyncStatus | null>(null);
  /** Rises by one whenever new data arrived, for those who compute over the local copy. */
  const changes = shallowRef(0);
  let running: OfficeSync | null = null;

  function begin(): void {
    if (running !== null) return;
    running = startOfficeSync({
      db: useDatabase(),
      onStatus: (next) => (status.value = next),
      onChange: () => (changes.value += 1),
    });
  }

  function kick(trigger: Trigger): void {
    running?.kick(trigger);
  }

  async function end(): Promise<void> {
    await running?.stop();
    running = null;
    status.value = null;
  }

  /** The endpoint no longer accepts the session; the local copy stays readable until sign-out. */
  const signedOut = computed(() => status.value?.phase === 'signed-out');
  /** Changes of this device that only this device has: a wipe would lose them. */
  const unsent = computed(() => {
    const work = status.value?.work;
    return work === undefined ? 0 : work.edits + work.importing + work.clippings + work.handovers;
  });
  /** What waits for a person: conflicts to settle and edits that were refused. */
  const attention = computed(() => {
    const work = status.value?.work;
    return work === undefined ? 0 : work.conflicts + work.refused;
  });
  return { status, changes, signedOut, unsent, attention, begin, kick, end };
});
