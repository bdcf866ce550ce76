import { Id } from '#protocol/common.ts';
import { PersonalCodesRequest } from '#protocol/device.ts';
import type { PersonalCodesAnswer, PersonalCodesCount, WithdrawnCodes } from '#protocol/device.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { Library } from '../push/library.ts';
import { codeHash, freshPersonalCode } from '../security/enrolment-code.ts';
import { requireActivities } from './known-activities.ts';
import { tokenOf } from './links.ts';
import type { StaffCall } from './route.ts';

/** Makes one-time codes for invited people. They are told once; only their hashes stay, and nothing names a person. */
export async function newPersonalCodes(call: StaffCall): Promise<Answer> {
  const { endpoint, request, session } = call;
  const { count } = await readJson(request, PersonalCodesRequest);
  const { agency } = session;
  const { links } = endpoint.storage;
  const id = activityOf(call);
  const known = await requireActivities(new Library(endpoint.storage, agency.id), [id]);
  const at = endpoint.now();
  const audit = { by: session.account.id, at };
  const label = known[0]?.name ?? '';
  const link =
    (await links.get(agency.id, 'link', id)) ??
    (await links.issue(agency.id, { channel: 'link', subject: id, label, activities: [id] }, audit));
  const { token } = tokenOf(agency, link, known, at);
  const codes = Array.from({ length: count }, freshPersonalCode);
  await links.addPersonalCodes(agency.id, id, codes.map(codeHash), audit);
  const answer: PersonalCodesAnswer = {
    marker: PROTOCOL_MARKER,
    codes: codes.map((code) => ({ code, url: `${endpoint.surveyOrigin}/#p=${token}.${code}` })),
  };
  return jsonAnswer(answer);
}

/** Takes back every code that was not used. What was answered without network with one of them waits for staff. */
export async function withdrawPersonalCodes(call: StaffCall): Promise<Answer> {
  const { endpoint, session } = call;
  const audit = { by: session.account.id, at: endpoint.now() };
  const { links } = endpoint.storage;
  const withdrawn = await links.withdrawPersonalCodes(session.agency.id, activityOf(call), audit);
  const answer: WithdrawnCodes = { marker: PROTOCOL_MARKER, withdrawn };
  return jsonAnswer(answer);
}

/** How many codes of an activity were made and how many are used up; which ones, nobody can tell. */
export async function countPersonalCodes(call: StaffCall): Promise<Answer> {
  const { endpoint, session } = call;
  const counts = await endpoint.storage.links.countPersonalCodes(session.agency.id, activityOf(call));
  const answer: PersonalCodesCount = { marker: PROTOCOL_MARKER, ...counts };
  return jsonAnswer(answer);
}

function activityOf({ parameters }: StaffCall): string {
  const id = Id.safeParse(parameters['id']);
  if (!id.success) throw new Problem('activity-unknown', 'There is no such activity.');
  return id.data;
}
