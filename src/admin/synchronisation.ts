import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
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

  function kick(reason: string): void {
    running?.kick(reason);
  }

  async function end(): Promise<void> {
    await running?.stop();
    running = null;
    status.value = null;
  }

  const signedOut = computed(() => status.value?.phase === 'signed-out');
  return { status, changes, signedOut, begin, kick, end };
});
