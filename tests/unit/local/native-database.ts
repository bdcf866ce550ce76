import { KEY_ALGORITHM } from '#protocol/signature.ts';

/** Databases as the browser itself sees them, to keep what older builds left and to lay it before newer ones. */

export interface NativeStore {
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: Readonly<
    Record<string, { keyPath: string | string[]; unique: boolean; multiEntry: boolean }>
  >;
  readonly rows: readonly unknown[];
}

export interface NativeDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: Readonly<Record<string, NativeStore>>;
}

export async function readNative(factory: IDBFactory, name: string): Promise<NativeDatabase> {
  const db = await answer(factory.open(name));
  const stores: Record<string, NativeStore> = {};
  for (const storeName of db.objectStoreNames) {
    const store = db.transaction(storeName).objectStore(storeName);
    const indexes: Record<string, NativeStore['indexes'][string]> = {};
    for (const index of store.indexNames) {
      const { keyPath, unique, multiEntry } = store.index(index);
      indexes[index] = { keyPath, unique, multiEntry };
    }
    const { keyPath, autoIncrement } = store;
    stores[storeName] = { keyPath, autoIncrement, indexes, rows: await answer(store.getAll()) };
  }
  const { version } = db;
  db.close();
  return { name, version, stores };
}

export async function writeNative(
  factory: IDBFactory,
  { name, version, stores }: NativeDatabase,
): Promise<void> {
  const request = factory.open(name, version);
  request.onupgradeneeded = () => {
    for (const [storeName, { keyPath, autoIncrement, indexes, rows }] of Object.entries(stores)) {
      const store = request.result.createObjectStore(storeName, { keyPath, autoIncrement });
      for (const [index, options] of Object.entries(indexes))
        store.createIndex(index, options.keyPath, options);
      for (const row of rows) store.put(row);
    }
  };
  (await answer(request)).close();
}

/** Typed arrays survive as JSON; of a key, which nobody can read, only its place does. */
export function toText(database: NativeDatabase): string {
  const asJson = (_key: string, value: unknown): unknown => {
    if (value instanceof CryptoKey) return { $key: value.type };
    if (!ArrayBuffer.isView(value)) return value;
    return { $array: value.constructor.name, values: [...(value as Uint8Array)] };
  };
  return `${JSON.stringify(database, asJson, 2)}\n`;
}

const ARRAYS = { Uint8Array, Uint16Array, Uint32Array, Int32Array };

const { privateKey } = await crypto.subtle.generateKey(KEY_ALGORITHM, false, ['sign', 'verify']);

interface Written {
  readonly $array?: keyof typeof ARRAYS;
  readonly values?: number[];
  readonly $key?: string;
}

export function fromText(text: string): NativeDatabase {
  return JSON.parse(text, (_key, value: Written | null) => {
    if (value?.$key) return privateKey;
    return value?.$array ? ARRAYS[value.$array].from(value.values ?? []) : value;
  }) as NativeDatabase;
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database did not open.'));
  });
}
