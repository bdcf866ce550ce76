/** Documents and responses for the tests of the office side. */
import type { Activity } from '#domain/activity.ts';
import type { ImportRecord } from '#domain/agency.ts';
import type { SurveyResponse } from '#domain/response.ts';
import type { PullAnswer, PulledConflict, PulledDocument } from '#protocol/office.ts';
import type { PulledResponses } from '#protocol/pulled-responses.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { applyPull, pullState } from '#local/office/pull.ts';
import { listDocuments } from '#local/office/documents.ts';
import type { OfficeDatabase } from '#local/office/database.ts';
import { ResponseColumns } from '#server/office/response-columns.ts';

export const NOON = Date.parse('2026-08-17T05:00:00.000Z');
export const AGENCY_ID = '0190a000-0000-7000-8000-00000000a001';
export const SERVER_TIME = '2026-08-17T05:00:00.000Z';

export function idOf(kind: string, number: number): string {
  const code = { activity: 'ac', response: 'ee', import: 'ff', account: 'dd', conflict: 'cc' }[kind] ?? 'aa';
  return `0190a000-0000-7000-8000-${code}${String(number).padStart(10, '0')}`;
}

export function activity(
  number = 1,
  changes: Partial<Activity> = {},
): Activity & { leaders: Activity['leaders'][number][] } {
  const base = {
    id: idOf('activity', number),
    name: `Upacara ${number}`,
    category: 'upacara',
    start: '2026-08-17T01:00:00Z',
    end: null,
    place: 'Alun-alun',
    organiser: 'Sekretariat Daerah',
    leaders: [],
    dress: 'PDU',
    status: 'selesai',
    officers: '',
    invited: null,
    notes: '',
    exclusion: null,
    survey: { open: true, closesAt: null, questionnaire: null },
    ...changes,
  } satisfies Activity;
  return { ...base, leaders: [...base.leaders] };
}

export function importRecord(number = 1, fileHash = 'a'.repeat(64)): ImportRecord {
  return {
    id: idOf('import', number),
    fileName: `survei-${number}.xlsx`,
    fileHash,
    rows: 2,
    activity: idOf('activity', 1),
    period: null,
    importedAt: SERVER_TIME,
  };
}

export function pulledActivity(
  seq: number,
  revision: number,
  body: Activity,
  deleted = false,
): PulledDocument {
  return {
    ...{ type: 'document', seq, kind: 'activity', id: body.id, revision, deleted, body },
    ...{ changedAt: SERVER_TIME, changedBy: idOf('account', 1) },
  };
}

/** A response as the endpoint keeps it, before it becomes a row of columns. */
export interface KeptResponse {
  readonly type: 'response';
  readonly seq: number;
  readonly receivedAt: string;
  readonly response: SurveyResponse;
}

export function pulledResponse(
  seq: number,
  number: number,
  changes: Partial<SurveyResponse> = {},
): KeptResponse {
  return {
    type: 'response',
    seq,
    receivedAt: '2026-08-17T06:00:59.999Z',
    response: {
      format: 1,
      id: idOf('response', number),
      agency: AGENCY_ID,
      activity: idOf('activity', 1),
      questionnaire: { id: 'protokol', version: 1, hash: 'c'.repeat(64) },
      channel: 'kiosk',
      place: { device: idOf('device', 1), sequence: number, previousHash: '0'.repeat(64) },
      answers: { waktu: 4, sarana: null },
      profile: { usia: '41-50' },
      comment: '',
      language: 'id',
      submittedAt: '2026-08-17T05:30:31.000Z',
      durationMs: 41_000,
      flags: [],
      ...changes,
    },
  };
}

/** The endpoint's own columns of some responses, in as many pages as it needs. */
export function columnsOf(responses: readonly KeptResponse[]): PulledResponses[] {
  const pages: PulledResponses[] = [];
  let columns = new ResponseColumns(responses.length, true);
  for (const { seq, receivedAt, response } of responses) {
    const { id, activity: about } = response;
    const row = {
      ...{ seq, id: id.replaceAll('-', ''), activity: about, body: JSON.stringify(response), marks: [] },
      receivedAt: Date.parse(receivedAt),
    };
    if (columns.add(row)) continue;
    pages.push(columns.finish()!);
    columns = new ResponseColumns(responses.length, true);
    columns.add(row);
  }
  const last = columns.finish();
  return last === null ? pages : [...pages, last];
}

export type PageItem = PulledDocument | PulledConflict | KeptResponse;

/** A page that goes on after `after` and ends at its last item; `head` is there too unless told otherwise. */
export function page(items: readonly PageItem[], head = items.at(-1)?.seq ?? 0, after = 0): PullAnswer {
  const responses = columnsOf(items.filter((item) => item.type === 'response'));
  return {
    ...{ marker: PROTOCOL_MARKER, serverTime: SERVER_TIME, after, head },
    items: [...items.filter((item) => item.type !== 'response'), ...responses],
    cursor: items.at(-1)?.seq ?? Math.max(head, after),
  };
}

/** Takes what follows the own cursor, whatever that is. */
export async function takeNext(db: OfficeDatabase, items: readonly PageItem[]) {
  const { cursor } = await pullState(db);
  return applyPull(db, page(items, undefined, cursor));
}

export async function activities(db: OfficeDatabase): Promise<Activity[]> {
  return (await listDocuments(db, 'activity')).map(({ body }) => body);
}
