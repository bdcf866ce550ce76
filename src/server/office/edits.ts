import { EditsRequest } from '#protocol/office.ts';
import type { EditResult, EditsAnswer } from '#protocol/office.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { applyEdit } from '../edits/apply-edit.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import type { StaffCall } from './route.ts';

/** Applies edits in the order given: a later one may build on an earlier one. */
export async function edits({ endpoint, request, session }: StaffCall): Promise<Answer> {
  const batch = await readJson(request, EditsRequest);
  const { storage, now } = endpoint;
  const { id, role } = session.account;
  const editor = { storage, agency: session.agency.id, account: id, role, now };
  const results: EditResult[] = [];
  for (const edit of batch.edits) results.push(await applyEdit(editor, edit));
  const answer: EditsAnswer = { marker: PROTOCOL_MARKER, serverTime: instant(now()), results };
  return jsonAnswer(answer);
}
