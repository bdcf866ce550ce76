/** The smallest store of each kind, so that both are shown to survive the same things. */
import { Dexie } from 'dexie';
import type { Table as DexieTable } from 'dexie';
import { connectDexie } from '#local/office/dexie-form.ts';
import { Store } from '#local/store.ts';
import type { Connection, StoreForm } from '#local/store.ts';
import { connectStrictly } from '#local/survey/strict-connection.ts';
import type { StrictConnection, Upgrade } from '#local/survey/strict-connection.ts';
import type { Table } from '#local/survey/table.ts';
import { freshBrowser } from './fresh.ts';

interface Note {
  readonly id: number;
  readonly text: string;
}

/** A store of notes. */
export interface Notebook extends Pick<Store<Connection>, 'close' | 'onEnd' | 'onReopened'> {
  open(): Promise<Connection>;
  /** One operation, which may write. */
  run<R>(operation: (write: (note: Note) => Promise<void>) => PromiseLike<R>, timeoutMs?: number): Promise<R>;
  write(id: number): Promise<void>;
  readAll(): Promise<Note[]>;
}

/** What a kind of store does to an open database. */
interface NotebookKind<Open extends Connection> {
  readonly connect: (version: number) => StoreForm<Open>['connect'];
  readonly put: (db: Open, note: Note) => Promise<void>;
  readonly all: (db: Open) => Promise<Note[]>;
}

interface DexieTables {
  readonly notes: DexieTable<Note, number>;
}

const dexie: NotebookKind<Dexie & DexieTables> = {
  connect: (version) =>
    connectDexie(
      {
        version,
        declare: (db) => {
          db.version(1).stores({ notes: 'id' });
          if (version > 1) db.version(version).stores({ notes: 'id, text', added: 'id' });
        },
      },
      freshBrowser().IDBKeyRange,
    ),
  put: async (db, note) => {
    await db.transaction('rw', db.notes, () => db.notes.put(note));
  },
  all: async (db) => db.notes.toArray(),
};

const NOTES: Upgrade = (db) => void db.createObjectStore('notes', { keyPath: 'id' });

const strict: NotebookKind<StrictConnection<{ readonly notes: Table<Note> }>> = {
  connect: (version) => {
    const later = Array.from({ length: version - 1 }, (_, place): Upgrade => {
      return (db) => void db.createObjectStore(`added-${place}`, { keyPath: 'id' });
    });
    return (place) => connectStrictly(place, [NOTES, ...later]);
  },
  put: (db, note) => db.transact('readwrite', ['notes'], async ({ notes }) => void (await notes.put(note))),
  all: (db) => db.transact('readonly', ['notes'], ({ notes }) => notes.list()),
};

type WhenDeleted = StoreForm<Connection>['whenDeleted'];
export type Shelf = (version?: number, whenDeleted?: WhenDeleted, elsewhere?: Partial<Browser>) => Notebook;

export interface Browser {
  readonly indexedDB: IDBFactory;
  /** What it opened; the last one is in use. */
  readonly connections: IDBDatabase[];
  /** What it cannot open, because an older form is still open elsewhere. */
  readonly blocked: IDBOpenDBRequest[];
}

export function watchedBrowser(): Browser {
  const { indexedDB } = freshBrowser();
  const connections: IDBDatabase[] = [];
  const blocked: IDBOpenDBRequest[] = [];
  const opening = indexedDB.open.bind(indexedDB);
  indexedDB.open = (name, version) => {
    const request = opening(name, version);
    request.addEventListener('success', () => connections.push(request.result));
    request.addEventListener('blocked', () => blocked.push(request));
    return request;
  };
  return { indexedDB, connections, blocked };
}

/** Both kinds of stores: makes notebooks of a kind in a browser. */
export const SHELVES: readonly {
  readonly kind: string;
  readonly in: (browser: Partial<Browser>) => Shelf;
}[] = [
  { kind: 'of the office', in: shelfOf(dexie) },
  { kind: 'of the survey', in: shelfOf(strict) },
];

function shelfOf<Open extends Connection>(kind: NotebookKind<Open>): (browser: Partial<Browser>) => Shelf {
  return (browser) =>
    (version = 1, whenDeleted = 'make-anew', elsewhere = {}) => {
      const form = { connect: kind.connect(version), whenDeleted };
      const store = new Store('notes', form, { ...browser, ...elsewhere });
      const run: Notebook['run'] = (operation, timeoutMs) =>
        store.run((db) => operation((note) => kind.put(db, note)), timeoutMs);
      return {
        open: () => store.open(),
        close: () => store.close(),
        onEnd: (callback) => store.onEnd(callback),
        onReopened: (callback) => store.onReopened(callback),
        run,
        write: (id) => run((write) => write({ id, text: `note ${id}` })),
        readAll: () => store.run((db) => kind.all(db)),
      };
    };
}
