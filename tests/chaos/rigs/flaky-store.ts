/**
 * Runs inside a page before its own programs and makes its store as unreliable as browsers have been seen to be: opening
 * is not answered, connections close by themselves, transactions abort after their last write.
 */
export function makeStoreFlaky(seed: number, often: number): void {
  let state = seed >>> 0;
  const chance = (probability: number): boolean => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296 < probability;
  };
  const { transaction, close } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function flaky(this: IDBDatabase, names, mode, options) {
    const made = transaction.call(this, names, mode, options);
    if (chance(often)) {
      // What was under way completes; the page is told that the connection is gone.
      close.call(this);
      queueMicrotask(() => this.dispatchEvent(new Event('close')));
    }
    return made;
  };
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function flaky(this: IDBObjectStore, value, key) {
    const request = key === undefined ? put.call(this, value) : put.call(this, value, key);
    if (chance(often)) request.addEventListener('success', () => abort(this.transaction));
    return request;
  };
  const abort = (running: IDBTransaction): void => {
    try {
      running.abort();
    } catch {
      // It has ended already.
    }
  };
  const open = IDBFactory.prototype.open;
  let silences = 0;
  IDBFactory.prototype.open = function flaky(this: IDBFactory, name, version) {
    if (silences < 2 && chance(0.2)) {
      silences += 1;
      return new EventTarget() as IDBOpenDBRequest;
    }
    return version === undefined ? open.call(this, name) : open.call(this, name, version);
  };
}
