import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIMITS } from '#protocol/limits.ts';
import type { PullAnswer, PulledConflict, PulledDocument, PullItem } from '#protocol/office.ts';
import { may } from '#protocol/role.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { packed } from '../compression.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { Problem } from '../http/problem.ts';
import type { Change } from '../storage/document-store.ts';
import { ResponseColumns } from './response-columns.ts';
import type { StaffCall } from './route.ts';

/** Changes after a cursor in commit order, at most `limit` of them. */
export async function pull({ endpoint, request, session }: StaffCall): Promise<Answer> {
  const query = new URL(request.url).searchParams;
  const after = numberOf(query, 'after', 0, Number.MAX_SAFE_INTEGER);
  const limit = Math.max(1, numberOf(query, 'limit', LIMITS.pullItems, LIMITS.pullItems));
  const { head, changes } = await endpoint.storage.documents.changes(session.agency.id, after, limit);
  const accounts = await endpoint.storage.accounts.list(session.agency.id);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const { items, cursor } = await pageOf(changes, names, may(session.account.role, 'read-comments'));
  const answer: PullAnswer = {
    ...{ marker: PROTOCOL_MARKER, serverTime: instant(endpoint.now()) },
    ...{ after, items, cursor: cursor ?? after, head },
  };
  return packed(jsonAnswer(answer), request);
}

/** Responses put into columns before others are served. */
const IN_A_TURN = 500;

/** Ends before a response that does not fit in with the others; `cursor` is `null` when there is nothing. */
async function pageOf(
  changes: readonly Change[],
  names: Names,
  withComments: boolean,
): Promise<{ items: PullItem[]; cursor: number | null }> {
  const items: PullItem[] = [];
  const responses = new ResponseColumns(changes.length, withComments);
  let cursor: number | null = null;
  for (const [at, change] of changes.entries()) {
    if (at % IN_A_TURN === IN_A_TURN - 1) await nextTurn();
    if (change.type === 'document') items.push(pulledDocument(change, names));
    else if (change.type === 'conflict') items.push(pulledConflict(change, names));
    else if (!responses.add(change.response)) break;
    cursor = change.seq;
  }
  const columns = responses.finish();
  return { items: columns === null ? items : [...items, columns], cursor };
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

function pulledDocument(
  { seq, document }: Extract<Change, { type: 'document' }>,
  names: Names,
): PulledDocument {
  const { kind, id, revision, deleted, body, changedAt, changedBy } = document;
  return {
    ...{ type: 'document', seq, kind, id, revision, deleted, body },
    changedAt: instant(changedAt),
    changedBy: names.get(changedBy) ?? changedBy,
  };
}

function pulledConflict(
  { seq, conflict }: Extract<Change, { type: 'conflict' }>,
  names: Names,
): PulledConflict {
  const wantedBy = names.get(conflict.wantedBy) ?? conflict.wantedBy;
  const wantedAt = instant(conflict.wantedAt);
  return { type: 'conflict', seq, ...conflict, wantedBy, wantedAt };
}
