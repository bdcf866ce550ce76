import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Activity } from '#domain/activity.ts';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { FIRST_PREVIOUS_HASH } from '#domain/response.ts';
import type { SurveyResponse } from '#domain/response.ts';
import { DOCUMENTS } from '#protocol/document.ts';
import type { PushItem } from '#protocol/survey.ts';
import { signLink } from '#server/security/link-token.ts';
import { foundAgency, newDocument } from '#server/storage/founding.ts';
import { openSqlite } from '#server/storage/sqlite.ts';

/** What a load generator needs to know of a data folder. */
export interface Stage {
  readonly agency: string;
  readonly activity: string;
  readonly token: string;
  readonly questionnaire: SurveyResponse['questionnaire'];
}

/** Sets an office up with one activity that kiosks may be used for. */
export async function setStage(file: string): Promise<Stage> {
  const storage = openSqlite(file);
  const at = Date.now();
  const admin = { id: randomUUIDv7(), username: 'admin', name: 'Admin', role: 'admin' as const };
  const account = { ...admin, disabled: false, password: 'none' };
  const agency = await foundAgency(storage, { name: 'Kantor', parent: '', city: '' }, account, at);
  if (agency === null) throw new Error('The data folder is not empty.');
  const activity: Activity = {
    ...{
      id: randomUUIDv7(),
      name: 'Upacara',
      category: 'upacara',
      start: new Date(at).toISOString(),
      end: null,
    },
    ...{ place: '', organiser: '', leaders: [], dress: '', status: 'selesai', officers: '', invited: null },
    ...{ notes: '', exclusion: null, survey: { open: true, closesAt: null, questionnaire: null } },
  };
  const audit = { by: account.id, at };
  await storage.documents.write(agency.id, newDocument('activity', { ...activity }, audit));
  const link = {
    channel: 'kiosk' as const,
    subject: randomUUIDv7(),
    label: 'Tablet',
    activities: [activity.id],
  };
  const { generation } = await storage.links.issue(agency.id, link, audit);
  const expires = Math.floor(at / 1000) + 86_400;
  const claims = { agency: agency.number, channel: link.channel, subject: link.subject, generation, expires };
  const [document] = await storage.documents.list(agency.id, 'questionnaire');
  const { id, version, hash } = DOCUMENTS.questionnaire.parse(document?.body).questionnaire;
  await storage.close();
  const token = signLink(claims, agency.linkKey);
  return { agency: agency.id, activity: activity.id, token, questionnaire: { id, version, hash } };
}

/** Responses of one tablet, numbered and chained, of the size that people's answers have. */
export function madeResponses(stage: Stage, device: string, count: number): PushItem[] {
  const answers = Object.fromEntries(DEFAULT_QUESTIONNAIRE.questions.map(({ key }) => [key, 3 as const]));
  let previousHash = FIRST_PREVIOUS_HASH;
  return Array.from({ length: count }, (_, at) => {
    const response: SurveyResponse = {
      ...{ format: 1, id: randomUUIDv7(), agency: stage.agency, activity: stage.activity, channel: 'kiosk' },
      ...{ questionnaire: stage.questionnaire, place: { device, sequence: at + 1, previousHash }, answers },
      ...{ profile: { gender: 'l' }, comment: '', language: 'id', submittedAt: new Date().toISOString() },
      ...{ durationMs: 42_000, flags: [] },
    };
    const body = JSON.stringify(response);
    const hash = createHash('sha256').update(body).digest('hex');
    previousHash = hash;
    return { id: response.id, hash, body };
  });
}
