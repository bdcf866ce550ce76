import { Store } from '../store.ts';
import type { StoreForm, StoreOptions } from '../store.ts';
import type {
  AgendaRow,
  ContextRow,
  Draft,
  IdentityRow,
  LedgerRow,
  MetaRow,
  OutboxRow,
  ResponseRow,
} from './rows.ts';
import { connectStrictly } from './strict-connection.ts';
import type { StrictConnection, Upgrade } from './strict-connection.ts';
import type { Table } from './table.ts';

export const SURVEY_DATABASE = 'skm-survey';

export interface SurveyTables {
  readonly contexts: Table<ContextRow, 'token'>;
  readonly agendas: Table<AgendaRow>;
  readonly drafts: Table<Draft>;
  readonly identities: Table<IdentityRow>;
  readonly responses: Table<ResponseRow, '[contextId+submittedAt]' | '[device+sequence]' | 'receipt.status'>;
  readonly outbox: Table<OutboxRow, '[device+nextAt+sequence]' | 'submittedAt' | 'lastProblem'>;
  readonly ledgers: Table<LedgerRow, '[contextId+current]'>;
  readonly meta: Table<MetaRow>;
}

type TableName = keyof SurveyTables;
/** The tables that a transaction was opened over. */
export type Tables<Name extends TableName> = Pick<SurveyTables, Name>;
type Work<Name extends TableName, R> = (tables: Tables<Name>, last: () => void) => R | PromiseLike<R>;

/** Every shipped schema, oldest first; a shipped one never changes, a new one is added below it. */
const UPGRADES: readonly Upgrade[] = [
  (db) => {
    db.createObjectStore('contexts', { keyPath: 'id' }).createIndex('token', 'token');
    db.createObjectStore('agendas', { keyPath: 'contextId' });
    db.createObjectStore('drafts', { keyPath: 'contextId' });
    const responses = db.createObjectStore('responses', { keyPath: 'id' });
    responses.createIndex('[contextId+submittedAt]', ['contextId', 'submittedAt']);
    responses.createIndex('receipt.status', 'receipt.status');
    const outbox = db.createObjectStore('outbox', { keyPath: 'responseId' });
    outbox.createIndex('[device+nextAt+sequence]', ['device', 'nextAt', 'sequence']);
    outbox.createIndex('submittedAt', 'submittedAt');
    outbox.createIndex('lastProblem', 'lastProblem');
    const ledgers = db.createObjectStore('ledgers', { keyPath: 'device' });
    ledgers.createIndex('[contextId+current]', ['contextId', 'current']);
    db.createObjectStore('meta', { keyPath: 'key' });
  },
  // Kiosks with keys of their own, and responses that are removed once they are safe.
  (db, transaction) => {
    db.createObjectStore('identities', { keyPath: 'device' });
    transaction.objectStore('responses').createIndex('[device+sequence]', ['device', 'sequence']);
  },
];
export const SURVEY_SCHEMA_VERSION = UPGRADES.length;

/** A survey goes on when somebody deletes the site's data: the next response starts a new identity. */
const FORM: StoreForm<StrictConnection<SurveyTables>> = {
  connect: (place) => connectStrictly(place, UPGRADES),
  whenDeleted: 'make-anew',
};

/** What numbers and signs the next response of a context. */
export interface Place {
  readonly ledger: LedgerRow;
  /** What a kiosk signs with; a phone has no key. */
  readonly key: CryptoKey | null;
}

/** Where the chain of a context's responses ends. */
export interface ChainEnd extends Place {
  /** Something was submitted under the context before. */
  readonly earlier: boolean;
}

/** What this survey device keeps. Both ways of access throw like `Store.run`. */
export class SurveyDatabase extends Store<StrictConnection<SurveyTables>> {
  /** By context, as last seen in this tab: saves a look before storing, which is where it is checked. */
  readonly chainEnds = new Map<string, ChainEnd>();

  constructor(options: StoreOptions) {
    super(SURVEY_DATABASE, FORM, options);
  }

  /** One consistent moment of the tables named. */
  read<Name extends TableName, R>(
    names: readonly Name[],
    work: Work<Name, R>,
    silenceMs?: number,
  ): Promise<R> {
    return this.run((db) => db.transact('readonly', names, work), silenceMs);
  }

  /** All of it or nothing, and on the disk for good when this resolves. */
  write<Name extends TableName, R>(
    names: readonly Name[],
    work: Work<Name, R>,
    silenceMs?: number,
  ): Promise<R> {
    return this.run((db) => db.transact('readwrite', names, work), silenceMs);
  }
}

/**
 * Opens what this survey device keeps, every transaction strictly durable. Throws StoreUnavailable when the browser has
 * no store or does not answer, StoreTooNew when a newer build was here.
 */
export async function openSurveyDatabase(options: StoreOptions = {}): Promise<SurveyDatabase> {
  const store = new SurveyDatabase(options);
  await store.open();
  return store;
}
