import { LIMITS } from '#protocol/limits.ts';
import { EditsRequest, ImportRequest } from '#protocol/office.ts';
import type { Edit, EditResult } from '#protocol/office.ts';
import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { PushResult } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { merge, nextFieldRevisions } from '#server/edits/merge.ts';
import type { DocumentRecord } from '#server/storage/document-store.ts';
import { page } from '../local/office-scene.ts';
import type { PageItem } from '../local/office-scene.ts';

export type OfficeFault = 'none' | 'unreachable' | 'answer-lost' | 'portal' | ProblemCode;

const AT = '2026-08-17T05:00:00.000Z';
type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never;

/** The office's endpoint in memory, with the real rule for merging edits, behind a network that has faults. */
export class OfficeEndpoint {
  readonly log: PageItem[] = [];
  readonly documents = new Map<string, DocumentRecord>();
  readonly results = new Map<string, EditResult>();
  readonly imported = new Map<string, string>();
  readonly clippings = new Set<string>();
  readonly requests: string[] = [];
  faults: OfficeFault[] = [];
  /** Documents that this endpoint refuses, with its reason. */
  readonly refuses = new Map<string, string>();

  /** The endpoint as one account reaches it. */
  fetchAs(account: string): typeof fetch {
    return async (input, init = {}) => {
      const url = new URL(String(input), 'http://office.test');
      const path = url.pathname.replace('/api/v1/', '');
      this.requests.push(`${init.method} ${path}`);
      const fault = this.faults.shift() ?? 'none';
      if (fault === 'unreachable') throw new TypeError('Failed to fetch');
      if (fault === 'portal') return new Response('<html></html>');
      if (fault in PROBLEMS) return problem(fault as ProblemCode);
      const answer = this.#handle(url, path, init, account);
      if (fault === 'answer-lost') throw new TypeError('reset');
      return new Response(JSON.stringify({ marker: PROTOCOL_MARKER, serverTime: AT, ...answer }));
    };
  }

  append(item: Unnumbered<PageItem>): void {
    this.log.push({ ...item, seq: this.log.length + 1 } as PageItem);
  }

  #handle(url: URL, path: string, init: RequestInit, account: string): object {
    if (path === 'pull') return this.#pull(url);
    if (path === 'edits') {
      const { edits } = EditsRequest.parse(JSON.parse(String(init.body)));
      return { results: edits.map((edit) => this.#edit(edit, account)) };
    }
    if (path === 'responses') {
      const { items } = ImportRequest.parse(JSON.parse(String(init.body)));
      return { results: items.map(({ id, hash }) => this.#import(id, hash)) };
    }
    this.clippings.add(path.replace('clippings/', ''));
    return {};
  }

  #pull(url: URL): object {
    const after = Number(url.searchParams.get('after'));
    const limit = Math.min(LIMITS.pullItems, Number(url.searchParams.get('limit')));
    return page(this.log.slice(after, after + limit), this.log.length, after);
  }

  #edit(edit: Edit, account: string): EditResult {
    const earlier = this.results.get(edit.id);
    if (earlier) return { ...earlier, status: earlier.status === 'conflict' ? 'conflict' : 'same' };
    const reason = this.refuses.get(edit.document);
    if (reason) return { edit: edit.id, status: 'refused', revision: 0, fields: [], detail: reason };
    const result = this.#merge(edit, account);
    this.results.set(edit.id, result);
    return result;
  }

  #merge(edit: Edit, account: string): EditResult {
    const { kind, document } = edit;
    const current = this.documents.get(document) ?? null;
    const { body, deleted, changed, contested } = merge(current, edit);
    const before = current?.revision ?? 0;
    const changes = Object.keys(changed).length > 0;
    const revision = changes ? Math.max(before, edit.baseRevision) + 1 : before;
    if (changes) {
      const fieldRevisions = nextFieldRevisions(current, changed, revision);
      const stamp = { changedAt: Date.parse(AT), changedBy: account };
      this.documents.set(document, { kind, id: document, revision, deleted, body, fieldRevisions, ...stamp });
      const pulled = { kind, id: document, revision, deleted, body, changedAt: AT, changedBy: account };
      this.append({ type: 'document', ...pulled });
    }
    for (const [field, wanted] of Object.entries(contested)) {
      const by = { wanted, wantedBy: account, wantedAt: AT, settled: false };
      this.append({ type: 'conflict', id: crypto.randomUUID(), kind, document, field, ...by });
    }
    if (edit.settles !== null) this.#settle(edit.settles);
    const fields = Object.keys(contested);
    return { edit: edit.id, status: fields.length > 0 ? 'conflict' : 'applied', revision, fields };
  }

  #settle(id: string): void {
    const open = this.log.findLast((item) => item.type === 'conflict' && item.id === id);
    if (open?.type === 'conflict') this.append({ ...open, settled: true });
  }

  #import(id: string, hash: string): PushResult {
    const status = this.imported.get(id) === hash ? 'same' : 'stored';
    this.imported.set(id, hash);
    return { id, hash, status };
  }
}

function problem(code: ProblemCode): Response {
  const body = { marker: PROTOCOL_MARKER, problem: code, detail: 'told so' };
  return new Response(JSON.stringify(body), { status: PROBLEMS[code].status });
}
