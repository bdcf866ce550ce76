import type { freshBrowser } from '../../unit/local/fresh.ts';

type Browser = ReturnType<typeof freshBrowser>;

/** What versions are counted in; see `connectStrictly`. */
const ONE_VERSION = 10;

/**
 * The same browser as a build sees it that is `ahead` versions ahead: today's code, which there brings the store into
 * versions that today's code does not know.
 */
export function asSeenAhead({ indexedDB, ...rest }: Browser, ahead: number): Browser {
  const open = (name: string, version?: number): IDBOpenDBRequest =>
    version === undefined ? indexedDB.open(name) : indexedDB.open(name, version + ahead * ONE_VERSION);
  const seen = new Proxy(indexedDB, {
    get: (factory, key) => {
      if (key === 'open') return open;
      const value: unknown = Reflect.get(factory, key);
      return typeof value === 'function' ? value.bind(factory) : value;
    },
  });
  return { indexedDB: seen, ...rest };
}
