import { canonicalJson } from '#domain/canonical-json.ts';
import { questionnaireProblems } from '#domain/questionnaire-validation.ts';
import { DOCUMENTS } from '#protocol/document.ts';
import type { DocumentKind } from '#protocol/document.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { placeOf } from '../http/body.ts';
import type { Body, DocumentRecord } from '../storage/document-store.ts';

/** A version that answers point at never changes, and an import is the origin of its answers. */
const NEVER_DELETED: readonly DocumentKind[] = ['agency', 'questionnaire', 'import'];
const NEVER_CHANGED: readonly DocumentKind[] = ['questionnaire', 'import'];

export interface Proposal {
  readonly kind: DocumentKind;
  readonly document: string;
  readonly agency: string;
  readonly current: DocumentRecord | null;
  readonly body: Body;
  readonly deleted: boolean;
  /** Whether any field changes. */
  readonly changes: boolean;
}

/**
 * What keeps a merged document from being stored, in words for staff and developers; `null` when nothing does.
 * Whether linked activities exist is not asked: an offline office may send them in any order, and the indicators count
 * only what is there.
 */
export async function proposalProblem(proposal: Proposal): Promise<string | null> {
  const { kind, document, current, body, deleted } = proposal;
  if (deleted && NEVER_DELETED.includes(kind)) return `A document of the kind ${kind} cannot be deleted.`;
  if (current !== null && proposal.changes && NEVER_CHANGED.includes(kind)) {
    return `A document of the kind ${kind} never changes; make a new one.`;
  }
  const parsed = DOCUMENTS[kind].safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return issue === undefined ? 'Wrong form.' : `${placeOf(issue)}: ${issue.code}`;
  }
  if (parsed.data.id !== document) return 'id: must be the id of the document.';
  if (kind === 'agency' && document !== proposal.agency) return 'id: there is one agency, and it is yours.';
  if (kind === 'target') return targetProblem(body);
  if (kind === 'comparability') return comparabilityProblem(body);
  return kind === 'questionnaire' ? questionnaireProblem(document, body) : null;
}

function targetProblem(body: Body): string | null {
  return body['id'] === `${String(body['indicator'])}-${String(body['year'])}`
    ? null
    : 'id: must be the indicator and the year.';
}

/** Whether the versions exist and ask these elements is judged by whoever computes: they may be sent in any order. */
function comparabilityProblem(body: Body): string | null {
  const { versions, elements } = DOCUMENTS.comparability.parse(body);
  const names = new Set(versions.map(({ id, version }) => `${id}:${version}`));
  if (names.size < versions.length) return 'versions: names a version twice.';
  return new Set(elements).size < elements.length ? 'elements: names an element twice.' : null;
}

async function questionnaireProblem(document: string, body: Body): Promise<string | null> {
  const { questionnaire } = DOCUMENTS.questionnaire.parse(body);
  const { id, version, hash, content } = questionnaire;
  if (document !== `${id}:${version}`) return 'id: must be the questionnaire and its version.';
  const problem = questionnaireProblems(content)[0];
  if (problem !== undefined) return `questionnaire.content.${problem.path}: ${problem.code}`;
  return (await sha256Hex(canonicalJson(content))) === hash
    ? null
    : 'questionnaire.hash: not of this content.';
}
