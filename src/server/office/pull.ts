import { LIMITS } from '#protocol/limits.ts';
import type { PulledConflict, PulledDocument } from '#protocol/office.ts';
import { may } from '#protocol/role.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { packed } from '../compression.ts';
import { instant } from '../endpoint.ts';
import { jsonTextAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { Problem } from '../http/problem.ts';
import type { Change } from '../storage/document-store.ts';
import type { StoredResponse } from '../storage/response-store.ts';
import type { StaffCall } from './route.ts';

/** Changes after a cursor in commit order. Frozen responses go out as the text they are, without being parsed. */
export async function pull({ endpoint, request, session }: StaffCall): Promise<Answer> {
  const query = new URL(request.url).searchParams;
  const after = numberOf(query, 'after', 0, Number.MAX_SAFE_INTEGER);
  const limit = Math.max(1, numberOf(query, 'limit', LIMITS.pullItems, LIMITS.pullItems));
  const { head, changes } = await endpoint.storage.documents.changes(session.agency.id, after, limit);
  const withComments = may(session.account.role, 'read-comments');
  const accounts = await endpoint.storage.accounts.list(session.agency.id);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const items = changes.map((change) => itemText(change, withComments, names));
  const cursor = changes.at(-1)?.seq ?? after;
  const top = JSON.stringify({ marker: PROTOCOL_MARKER, serverTime: instant(endpoint.now()), cursor, head });
  return packed(jsonTextAnswer(`${top.slice(0, -1)},"items":[${items.join(',')}]}`), request);
}

function numberOf(query: URLSearchParams, name: string, otherwise: number, most: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : -1;
  if (value < 0 || value > most)
    throw new Problem('bad-request', `${name} must be a number from 0 to ${most}.`);
  return value;
}

/** Account id to the name people know. */
type Names = ReadonlyMap<string, string>;

function itemText(change: Change, withComments: boolean, names: Names): string {
  switch (change.type) {
    case 'document':
      return documentText(change, names);
    case 'conflict':
      return conflictText(change, names);
    case 'response': {
      const { seq, response } = change;
      const head = JSON.stringify({ type: 'response', seq, receivedAt: instant(response.receivedAt) });
      return `${head.slice(0, -1)},"response":${responseText(response, withComments)}}`;
    }
  }
}

function documentText({ seq, document }: Extract<Change, { type: 'document' }>, names: Names): string {
  const { kind, id, revision, deleted, body, changedAt, changedBy } = document;
  const item: PulledDocument = {
    ...{ type: 'document', seq, kind, id, revision, deleted, body },
    changedAt: instant(changedAt),
    changedBy: names.get(changedBy) ?? changedBy,
  };
  return JSON.stringify(item);
}

function conflictText({ seq, conflict }: Extract<Change, { type: 'conflict' }>, names: Names): string {
  const wantedBy = names.get(conflict.wantedBy) ?? conflict.wantedBy;
  const wantedAt = instant(conflict.wantedAt);
  const item: PulledConflict = { type: 'conflict', seq, ...conflict, wantedBy, wantedAt };
  return JSON.stringify(item);
}

/** The frozen text with the endpoint's marks among the flags, and without the comment for roles that may not read it. */
function responseText({ body, marks }: StoredResponse, withComment: boolean): string {
  if (withComment && marks.length === 0) return body;
  const response: unknown = JSON.parse(body);
  if (typeof response !== 'object' || response === null)
    throw new TypeError('A stored response is not an object.');
  const flags = 'flags' in response && Array.isArray(response.flags) ? response.flags : [];
  const shown = { ...response, flags: [...new Set<unknown>([...flags, ...marks])] };
  return JSON.stringify(withComment ? shown : { ...shown, comment: '' });
}
