import type { SurveyResponse } from '#domain/response.ts';
import { ImportRequest } from '#protocol/office.ts';
import type { ImportAnswer } from '#protocol/office.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { judgeItem } from '../push/judge.ts';
import type { Verdict } from '../push/judge.ts';
import { Library } from '../push/library.ts';
import { readBatch } from '../push/read-batch.ts';
import type { StaffCall } from './route.ts';

/** Takes responses of an imported file; the import document must have arrived before. */
export async function importResponses({ endpoint, request, session }: StaffCall): Promise<Answer> {
  const { items } = await readBatch(request, ImportRequest);
  const agency = session.agency.id;
  const library = new Library(endpoint.storage, agency);
  const sender = {
    agency,
    library,
    judge: (response: SurveyResponse): Promise<Verdict> => judgeImport(response, library),
  };
  const judged = await Promise.all(items.map((item) => judgeItem(item, sender)));
  const receivedAt = endpoint.now();
  const delivery = { agency, receivedAt, contact: null, items: judged };
  const { results } = await endpoint.storage.responses.deliver(delivery);
  const answer: ImportAnswer = {
    marker: PROTOCOL_MARKER,
    serverTime: instant(endpoint.now()),
    results: [...results],
  };
  return jsonAnswer(answer);
}

async function judgeImport(response: SurveyResponse, library: Library): Promise<Verdict> {
  const { channel, place, activity } = response;
  if (channel !== 'import' || !('batch' in place)) {
    return { code: 'not-covered-by-link', detail: 'Only responses of the channel import are taken here.' };
  }
  if (!(await library.isImport(place.batch))) {
    return {
      code: 'unknown-import',
      detail: 'The import it belongs to is not known (refused as a repetition?).',
    };
  }
  if (activity !== null && (await library.activity(activity)) === null) {
    return { code: 'unknown-activity', detail: 'The activity is not known.' };
  }
  return { code: null, marks: [] };
}
