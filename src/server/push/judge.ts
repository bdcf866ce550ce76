import { hash } from 'node:crypto';
import type { ResponseFlag, SurveyResponse } from '#domain/response.ts';
import { LIMITS } from '#protocol/limits.ts';
import type { QuarantineCode } from '#protocol/problem.ts';
import { SurveyResponse as ResponseForm } from '#protocol/response.ts';
import type { PushItem } from '#protocol/survey.ts';
import { placeOf } from '../http/body.ts';
import { poisonedKey } from '../http/json-guard.ts';
import type { AcceptedItem, JudgedItem, RefusedItem } from '../storage/response-store.ts';
import type { Library } from './library.ts';
import { usualResponse } from './usual-form.ts';

/** What this sender may send. */
export interface Sender {
  readonly agency: string;
  readonly library: Library;
  /** Judges channel, place and coverage; returns a reason to put the response aside, or the endpoint's marks. */
  judge(response: SurveyResponse, item: PushItem): Promise<Verdict>;
}

export type Verdict =
  | { readonly code: QuarantineCode; readonly detail: string }
  | {
      readonly code: null;
      readonly marks: readonly ResponseFlag[];
      readonly burst?: AcceptedItem['burst'];
    };

/**
 * Judges one item by everything that needs no other response. Never throws for bad data: an item that does not pass is
 * put aside with its reason, and the others of the batch go on.
 */
export async function judgeItem(item: PushItem, sender: Sender): Promise<JudgedItem> {
  const bodyHash = hash('sha256', item.body);
  const aside = (code: QuarantineCode, detail: string, response: SurveyResponse | null): RefusedItem => {
    const place = response !== null && 'device' in response.place ? response.place : null;
    return { accepted: false, ...item, bodyHash, code, detail, place };
  };
  const parsed = parseBody(item.body);
  if (parsed.response === null) return aside(parsed.code, parsed.detail, null);
  const { response } = parsed;
  if (bodyHash !== item.hash)
    return aside('hash-mismatch', 'The text has another hash than named.', response);
  if (response.id !== item.id) return aside('id-mismatch', 'The text holds another id than named.', response);
  if (response.agency !== sender.agency)
    return aside('foreign-agency', 'It belongs to another agency.', response);
  const verdict = await sender.judge(response, item);
  if (verdict.code !== null) return aside(verdict.code, verdict.detail, response);
  const misfit = await questionnaireMisfit(response, sender.library);
  if (misfit !== null) return aside(misfit.code, misfit.detail, response);
  return { ...accepted(item, response, verdict.marks), burst: verdict.burst };
}

type Parsed =
  | { readonly response: SurveyResponse }
  | { readonly response: null; readonly code: QuarantineCode; readonly detail: string };

function parseBody(body: string): Parsed {
  const refused = (code: QuarantineCode, detail: string): Parsed => ({ response: null, code, detail });
  if (body.length > LIMITS.responseBytes || Buffer.byteLength(body) > LIMITS.responseBytes) {
    return refused('invalid-response', `Larger than ${LIMITS.responseBytes} bytes.`);
  }
  if (!body.isWellFormed()) return refused('invalid-json', 'Not well-formed Unicode.');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return refused('invalid-json', 'Not JSON.');
  }
  const usual = usualResponse(value);
  if (usual !== null) return { response: usual };
  const poisoned = poisonedKey(value);
  if (poisoned !== null) return refused('invalid-response', `The key ${poisoned} is not allowed.`);
  const parsed = ResponseForm.safeParse(value);
  if (parsed.success) return { response: parsed.data };
  const issue = parsed.error.issues[0];
  return refused(
    'invalid-response',
    issue === undefined ? 'Wrong form.' : `${placeOf(issue)}: ${issue.code}`,
  );
}

async function questionnaireMisfit(
  response: SurveyResponse,
  library: Library,
): Promise<{ code: QuarantineCode; detail: string } | null> {
  const { questionnaire: named } = response;
  const known = await library.questionnaire(named.id, named.version);
  if (known === null || known.hash !== named.hash) {
    return {
      code: 'unknown-questionnaire',
      detail: `Version ${named.version} with this content is not known.`,
    };
  }
  const misfit = known.fitProblems(response)[0];
  return misfit === undefined
    ? null
    : { code: 'answers-do-not-fit', detail: `${misfit.code} ${misfit.key}`.trim() };
}

function accepted(item: PushItem, response: SurveyResponse, marks: readonly ResponseFlag[]): AcceptedItem {
  const { activity, place } = response;
  const submittedAt = Date.parse(response.submittedAt);
  return { accepted: true, ...item, activity, place, submittedAt, marks };
}
