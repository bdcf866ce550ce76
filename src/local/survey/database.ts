import type { Dexie, Table } from 'dexie';
import { Store } from '../store.ts';
import type { StoreForm, StoreOptions } from '../store.ts';
import type { AgendaRow, ContextRow, Draft, LedgerRow, MetaRow, OutboxRow, ResponseRow } from './rows.ts';

export const SURVEY_DATABASE = 'skm-survey';
export const SURVEY_SCHEMA_VERSION = 1;

export interface SurveyTables {
  readonly contexts: Table<ContextRow, string>;
  readonly agendas: Table<AgendaRow, string>;
  readonly drafts: Table<Draft, string>;
  readonly responses: Table<ResponseRow, string>;
  readonly outbox: Table<OutboxRow, string>;
  readonly ledgers: Table<LedgerRow, string>;
  readonly meta: Table<MetaRow, string>;
}

export type SurveyDatabase = Store<SurveyTables>;
/** The open database, as an operation gets it. */
export type OpenSurvey = Dexie & SurveyTables;

/** Every shipped schema, oldest first; a shipped one never changes, a new one is added below it. */
function declare(db: Dexie): void {
  db.version(1).stores({
    contexts: 'id, token',
    agendas: 'contextId',
    drafts: 'contextId',
    responses: 'id, [contextId+submittedAt], receipt.status',
    outbox: 'responseId, [device+nextAt+sequence], submittedAt, lastProblem',
    ledgers: 'device, [contextId+current]',
    meta: 'key',
  });
}

/** A survey goes on when somebody deletes the site's data: the next response starts a new identity. */
const FORM: StoreForm = { version: SURVEY_SCHEMA_VERSION, declare, whenDeleted: 'make-anew' };

/**
 * Opens what this survey device keeps, every transaction strictly durable. Throws StoreUnavailable when the browser has
 * no store or does not answer, StoreTooNew when a newer build was here.
 */
export async function openSurveyDatabase(options: StoreOptions = {}): Promise<SurveyDatabase> {
  const store: SurveyDatabase = new Store(SURVEY_DATABASE, FORM, options);
  await store.open();
  return store;
}
