import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { OfficeDatabase } from '#local/office/database.ts';

const opened = shallowRef<OfficeDatabase | null>(null);

/** The office's database on this device while somebody is signed in; `null` before sign-in and after sign-out. */
export const database: Readonly<ShallowRef<OfficeDatabase | null>> = opened;

/** Called by the session alone, when it opens or closes the local copy. */
export function setDatabase(next: OfficeDatabase | null): void {
  opened.value = next;
}

/** The opened database, for screens that exist only while somebody is signed in. */
export function useDatabase(): OfficeDatabase {
  if (opened.value === null) throw new Error('The office database is used before sign-in.');
  return opened.value;
}
