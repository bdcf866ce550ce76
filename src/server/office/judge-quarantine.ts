import type { SurveyResponse } from '#domain/response.ts';
import { Id } from '#protocol/common.ts';
import { JudgeQuarantineRequest } from '#protocol/device.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { endpointMarks } from '../push/endpoint-marks.ts';
import type { Moments } from '../push/endpoint-marks.ts';
import { judgeItem } from '../push/judge.ts';
import type { Verdict } from '../push/judge.ts';
import { Library } from '../push/library.ts';
import type { AcceptedItem, QuarantineRecord } from '../storage/response-store.ts';
import type { AgencyRecord } from '../storage/storage.ts';
import type { StaffCall } from './route.ts';

/**
 * Staff decide about an item put aside. Who may send what is theirs to waive; what cannot be counted (no response, of
 * another agency, of an unknown activity or questionnaire, answers that do not fit) stays aside. An item that was refused
 * by mistake may still be accepted; one that was accepted is counted for good.
 */
export async function judgeQuarantine({
  endpoint,
  request,
  parameters,
  session,
}: StaffCall): Promise<Answer> {
  const { decision, reason } = await readJson(request, JudgeQuarantineRequest);
  const agency = session.agency.id;
  const { responses } = endpoint.storage;
  const id = Id.safeParse(parameters['id']);
  const item = id.success ? await responses.putAside(agency, id.data) : null;
  if (item === null) throw new Problem('not-found', 'There is no such item.');
  const audit = { by: session.account.id, at: endpoint.now() };
  if (decision === 'refused') {
    if (item.judged?.decision === 'accepted') {
      throw new Problem('bad-request', 'decision: it was accepted before and is counted.');
    }
    await responses.refuse(agency, item.id, reason, audit);
  } else {
    const response = await responseIn(item, session.agency, new Library(endpoint.storage, agency));
    if ((await responses.accept(agency, item.id, response, reason, audit)) === 'id-taken') {
      throw new Problem('bad-request', 'decision: a response with this id and another content is counted.');
    }
  }
  return jsonAnswer({ marker: PROTOCOL_MARKER });
}

/** The response in an item put aside. Throws a Problem that says why it cannot be counted. */
async function responseIn(
  item: QuarantineRecord,
  agency: AgencyRecord,
  library: Library,
): Promise<AcceptedItem> {
  const { body, hash } = item;
  const moments = {
    ...{ receivedAt: item.receivedAt, foundedAt: agency.foundedAt },
    expiresAt: Number.POSITIVE_INFINITY,
  };
  const judge = (response: SurveyResponse): Promise<Verdict> => countable(response, library, moments);
  const sender = { agency: agency.id, library, judge };
  const judged = await judgeItem({ id: idIn(body) ?? item.item, hash, body }, sender);
  if (judged.accepted) return judged;
  throw new Problem('bad-request', `decision: cannot be counted, ${judged.code}: ${judged.detail}`);
}

/** Its own id, when the sender named another one for it. */
function idIn(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body);
    const id = Id.safeParse(typeof value === 'object' && value !== null && 'id' in value ? value.id : null);
    return id.success ? id.data : null;
  } catch {
    return null;
  }
}

async function countable(response: SurveyResponse, library: Library, moments: Moments): Promise<Verdict> {
  const { activity, channel, place } = response;
  if (activity === null) {
    return channel === 'import'
      ? { code: null, marks: [] }
      : { code: 'unknown-activity', detail: 'It names no activity.' };
  }
  const known = await library.activity(activity);
  if (known === null) return { code: 'unknown-activity', detail: 'The activity is not known.' };
  if ((channel === 'import') !== 'batch' in place) {
    return { code: 'invalid-response', detail: 'Its place does not fit its channel.' };
  }
  const marks = channel === 'import' ? [] : endpointMarks(response, known, moments);
  return { code: null, marks };
}
