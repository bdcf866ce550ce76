/**
 * Asks the browser to keep this site's data when space runs out. Never wait for the answer: Firefox asks a person, and
 * until then it stays pending. Nothing depends on it being granted.
 */
export function askForPersistence(storage: StorageManager | undefined = globalThis.navigator?.storage): void {
  void storage?.persist?.().catch(() => false);
}
