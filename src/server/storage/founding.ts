import { randomUUIDv7 } from 'node:crypto';
import { DEFAULT_INDICATOR_SETTINGS } from '#domain/agency.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import {
  DEFAULT_QUESTIONNAIRE,
  DEFAULT_QUESTIONNAIRE_ID,
  DEFAULT_QUESTIONNAIRE_VERSION,
} from '#domain/default-questionnaire.ts';
import type { DocumentKind } from '#protocol/document.ts';
import { sha256Hex } from '#protocol/hash.ts';
import type { Body, EditOutcome } from './document-store.ts';
import type { AccountRecord } from './account-store.ts';
import type { AgencyRecord, Storage } from './storage.ts';

/**
 * Creates the first agency with its default questionnaire, settings and first account; `null` when there is an agency
 * already.
 */
export async function foundAgency(
  storage: Storage,
  names: { readonly name: string; readonly parent: string; readonly city: string },
  account: AccountRecord,
  at: number,
): Promise<AgencyRecord | null> {
  const agency = randomUUIDv7();
  const [id, version] = [DEFAULT_QUESTIONNAIRE_ID, DEFAULT_QUESTIONNAIRE_VERSION];
  const hash = await sha256Hex(canonicalJson(DEFAULT_QUESTIONNAIRE));
  const questionnaire = { id, version, hash, content: DEFAULT_QUESTIONNAIRE };
  const settings = { indicators: DEFAULT_INDICATOR_SETTINGS, questionnaire: { id, version } };
  const author = { by: account.id, at };
  return storage.agencies.create({
    ...{ id: agency, at, onlyIfNone: true, account },
    documents: [
      newDocument('questionnaire', { id: `${id}:${version}`, questionnaire }, author),
      newDocument('agency', { id: agency, ...names, ...settings }, author),
    ],
  });
}

/** The writing of a document that is not there yet. */
export function newDocument(
  kind: DocumentKind,
  body: Body & { readonly id: string },
  { by, at }: { readonly by: string; readonly at: number },
): EditOutcome {
  const fieldRevisions = Object.fromEntries(Object.keys(body).map((field) => [field, 1]));
  return {
    ...{ kind, document: body.id, sawRevision: 0, changes: body, madeAt: at, receivedAt: at, by },
    edit: { id: randomUUIDv7(), status: 'applied', revision: 1, fields: [] },
    next: {
      ...{ kind, id: body.id, revision: 1, deleted: false, body, fieldRevisions },
      ...{ changedAt: at, changedBy: by },
    },
    conflicts: [],
    settles: null,
  };
}
