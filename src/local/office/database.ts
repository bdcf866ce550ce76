import type { Dexie, Table } from 'dexie';
import { CODE_BYTES } from '#protocol/pulled-responses.ts';
import { Store } from '../store.ts';
import type { StoreOptions } from '../store.ts';
import { StoreUnavailable } from '../store-problem.ts';
import type { ResponseColumns, ResponseDetails } from './columns.ts';
import { connectDexie } from './dexie-form.ts';
import type {
  ClippingRow,
  ConflictRow,
  DocumentRow,
  EditRow,
  ImportPart,
  ImportProgress,
  MetaRow,
} from './rows.ts';

export const OFFICE_DATABASE = 'skm-office';
export const OFFICE_SCHEMA_VERSION = 2;

export interface OfficeTables {
  /** As the endpoint gave them; edits of this device lie beside, in `edits`. */
  readonly documents: Table<DocumentRow, [string, string]>;
  readonly conflicts: Table<ConflictRow, string>;
  readonly edits: Table<EditRow, number, Omit<EditRow, 'order'>>;
  readonly chunks: Table<ResponseColumns, number>;
  readonly details: Table<ResponseDetails, number>;
  readonly importParts: Table<ImportPart, number, Omit<ImportPart, 'order'>>;
  readonly imports: Table<ImportProgress, string>;
  readonly clippings: Table<ClippingRow, string>;
  readonly meta: Table<MetaRow, string>;
}

/** The open database, as an operation gets it. */
export type OpenOffice = Dexie & OfficeTables;
export type OfficeDatabase = Store<OpenOffice>;

export interface OfficeOptions extends StoreOptions {
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

/** Every shipped schema, oldest first; a shipped one never changes, a new one is added below it. */
function declare(db: Dexie): void {
  db.version(1).stores({
    documents: '[kind+id]',
    conflicts: 'id',
    edits: '++order, &id, [kind+document], state',
    chunks: 'chunk',
    details: 'chunk',
    importParts: '++order, batch',
    imports: 'batch',
    clippings: 'sha256, state',
    meta: 'key',
  });
  // Of each id only what people name a response by is kept, and nothing of how long it took, which no screen tells.
  db.version(2).upgrade((tables) =>
    tables
      .table<DetailsOfVersion1, number, ResponseDetails>('details')
      .toCollection()
      .modify((row, kept) => {
        kept.value = withCodes(row);
      }),
  );
}

interface DetailsOfVersion1 extends Omit<ResponseDetails, 'codes'> {
  /** 16 bytes a response. */
  readonly ids: Uint8Array;
  readonly durationMs: Uint32Array;
}

function withCodes({ ids, durationMs: _durationMs, ...rest }: DetailsOfVersion1): ResponseDetails {
  return { ...rest, codes: ids.filter((_, at) => at % 16 >= 16 - CODE_BYTES) };
}

/** Opens the local copy of one agency. Whose copy it is, `claimOfficeDatabase` tells. Throws like `Store.open`. */
export async function openOfficeDatabase(
  agency: string,
  options: OfficeOptions = {},
): Promise<OfficeDatabase> {
  const connect = connectDexie<OfficeTables>(
    { version: OFFICE_SCHEMA_VERSION, declare },
    options.IDBKeyRange,
  );
  // After a sign-out in another tab this one must not begin to collect anew.
  const store: OfficeDatabase = new Store(nameOf(agency), { connect, whenDeleted: 'stay-closed' }, options);
  await store.open();
  return store;
}

/**
 * Deletes the local copy of an agency, with or without network. First all rows, so that nothing is left to read even
 * when a frozen tab keeps the database itself from being deleted; then the database, also one this build cannot read.
 * Throws StoreUnavailable when neither was possible.
 */
export async function wipeOfficeDatabase(agency: string, options: OfficeOptions = {}): Promise<void> {
  const cleared = await clearAll(agency, options);
  const name = options.name ?? nameOf(agency);
  const factory = options.indexedDB ?? indexedDB;
  await new Promise<void>((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => (cleared ? resolve() : reject(new StoreUnavailable(name, 'blocked')));
    request.onerror = () => reject(new StoreUnavailable(name, 'failed', request.error));
  });
}

async function clearAll(agency: string, options: OfficeOptions): Promise<boolean> {
  try {
    const store = await openOfficeDatabase(agency, options);
    await store.run((db) =>
      db.transaction('rw', db.tables, () => Promise.all(db.tables.map((table) => table.clear()))),
    );
    store.close();
    return true;
  } catch {
    return false;
  }
}

function nameOf(agency: string): string {
  return `${OFFICE_DATABASE}:${agency}`;
}
