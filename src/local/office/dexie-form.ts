import { Dexie } from 'dexie';
import { installedVersion } from '../installed-version.ts';
import { OPEN_MS, UPGRADE_MS, within } from '../patience.ts';
import type { Place, StoreForm } from '../store.ts';
import { StoreTooNew, StoreUnavailable } from '../store-problem.ts';

export interface DexieSchema {
  /** Highest schema version this build knows. */
  readonly version: number;
  /** Declares every shipped schema version. */
  readonly declare: (db: Dexie) => void;
}

/**
 * How a store opens its database through Dexie, every transaction strictly durable. By itself Dexie would let an older
 * build write into a newer database and reopen a dropped connection: here both are refused. Only tests bring their own
 * `IDBKeyRange`.
 */
export function connectDexie<Tables>(
  schema: DexieSchema,
  keyRange?: typeof IDBKeyRange,
): StoreForm<Dexie & Tables>['connect'] {
  return async (place) => {
    const { name, factory } = place;
    const found = await within(OPEN_MS, installedVersion(factory, name), name);
    refuseNewer(found, schema, name);
    const db = new Dexie(name, {
      autoOpen: false,
      chromeTransactionDurability: 'strict',
      cache: 'disabled',
      indexedDB: factory,
      ...(keyRange && { IDBKeyRange: keyRange }),
    }) as Dexie & Tables;
    schema.declare(db);
    const upgrading = found > 0 && found < schema.version * 10;
    await openWithin(upgrading ? UPGRADE_MS : OPEN_MS, db, place);
    try {
      refuseNewer(db.backendDB().version, schema, name);
    } catch (error) {
      db.close();
      throw error;
    }
    // By itself Dexie would reopen a dropped connection without asking which version is there by now.
    db.open = () => Dexie.Promise.reject(new Dexie.DatabaseClosedError('reopened by the store only'));
    return db;
  };
}

async function openWithin(ms: number, db: Dexie, { name, onVersionChange }: Place): Promise<void> {
  let blocked = false;
  db.on('blocked', () => (blocked = true));
  // `false` keeps Dexie's own answer out.
  db.on('versionchange', ({ newVersion }) => {
    onVersionChange(newVersion);
    db.close();
    return false;
  });
  const opening = db.open();
  try {
    await within(ms, opening, name);
  } catch (error) {
    void opening.then(
      () => db.close(),
      () => undefined,
    );
    if (error instanceof StoreUnavailable && !blocked) throw error;
    throw new StoreUnavailable(name, blocked ? 'blocked' : 'failed', error);
  }
}

/** Dexie counts versions in tenths: 1 is 10 for the browser, and 11..19 are repairs of the same form. */
function refuseNewer(found: number, { version }: DexieSchema, name: string): void {
  if (Math.floor(found / 10) > version) throw new StoreTooNew(name);
}
