import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';

// A browser has ranges of keys; Node has not.
globalThis.IDBKeyRange ??= IDBKeyRange;

interface Browser {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** An empty browser store of its own for one test. */
export function freshBrowser(): Browser {
  return { indexedDB: new IDBFactory(), IDBKeyRange };
}
