/**
 * Runs inside a page before its own programs: tells when the transaction that stores a response has completed, before the
 * app hears of it, and then lets nothing on the page happen for a while.
 */
export function holdAfterCommit(ms: number, nth: number): void {
  const { transaction } = IDBDatabase.prototype;
  let commits = 0;
  IDBDatabase.prototype.transaction = function watched(this: IDBDatabase, names, mode, options) {
    const made = transaction.call(this, names, mode, options);
    const stores = [...made.objectStoreNames];
    if (mode !== 'readwrite' || !stores.includes('outbox') || !stores.includes('drafts')) return made;
    made.addEventListener('complete', () => {
      commits += 1;
      if (commits !== nth) return;
      window.chaosCommitted('');
      for (const end = performance.now() + ms; performance.now() < end;);
    });
    return made;
  };
}

declare global {
  interface Window {
    chaosCommitted(nothing: string): void;
  }
}
