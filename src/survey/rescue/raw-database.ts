/** Everything in a database, without knowing its version or form. */
export interface RawDatabase {
  /** `absent`: there is none. `unreadable`: the browser gives nothing of it. */
  readonly state: 'read' | 'partly' | 'absent' | 'unreadable';
  /** As the browser counts it: tenths of the app's own; 0 when there is none. */
  readonly version: number;
  readonly tables: readonly RawTable[];
}

export interface RawTable {
  readonly name: string;
  readonly rows: readonly unknown[];
  /** Some of its rows could not be read. */
  readonly isPart: boolean;
}

const PATIENCE_MS = 8_000;
const NOTHING: RawDatabase = { state: 'unreadable', version: 0, tables: [] };

/**
 * Reads a database as it lies there: opened without a version, so that a newer or half-made form is no obstacle, and
 * never made when it is not there. What cannot be read is left out; this never fails.
 */
export async function readDatabase(name: string): Promise<RawDatabase> {
  const opened = await open(name).catch(() => 'unreadable' as const);
  if (opened === 'unreadable') return NOTHING;
  if (opened === null) return { state: 'absent', version: 0, tables: [] };
  opened.onversionchange = () => opened.close();
  const tables: RawTable[] = [];
  for (const table of opened.objectStoreNames) tables.push(await readTable(opened, table));
  const { version } = opened;
  opened.close();
  return { state: tables.some(({ isPart }) => isPart) ? 'partly' : 'read', version, tables };
}

/** `null`: there is no such database. Rejects when the browser does not open it in time. */
function open(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
    let isAbsent = false;
    request.onupgradeneeded = () => {
      isAbsent = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
    request.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      if (isAbsent) resolve(null);
      else reject(request.error ?? new Error('not opened'));
    };
  });
}

async function readTable(db: IDBDatabase, name: string): Promise<RawTable> {
  try {
    return { name, rows: await all(db, name), isPart: false };
  } catch {
    return { name, rows: await oneByOne(db, name), isPart: true };
  }
}

function all(db: IDBDatabase, name: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const request = db.transaction(name).objectStore(name).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not read'));
  });
}

/** As far as it goes from the beginning, then as far as it goes from the end. */
async function oneByOne(db: IDBDatabase, name: string): Promise<unknown[]> {
  const rows = new Map<string, unknown>();
  for (const direction of ['next', 'prev'] as const) await walk(db, name, direction, rows);
  return [...rows.values()];
}

function walk(
  db: IDBDatabase,
  name: string,
  direction: IDBCursorDirection,
  rows: Map<string, unknown>,
): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = db.transaction(name).objectStore(name).openCursor(null, direction);
      request.onerror = () => resolve();
      request.onsuccess = () => {
        const cursor = request.result;
        if (cursor === null) return resolve();
        rows.set(JSON.stringify(cursor.key), cursor.value);
        cursor.continue();
      };
    } catch {
      resolve();
    }
  });
}
