import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { StoreOptions } from '#local/store.ts';

/** An empty browser store of its own for one test. */
export function freshBrowser(): Required<Pick<StoreOptions, 'indexedDB' | 'IDBKeyRange'>> {
  return { indexedDB: new IDBFactory(), IDBKeyRange };
}
