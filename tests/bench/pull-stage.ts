import { createHash, randomUUIDv7 } from 'node:crypto';
import { join } from 'node:path';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import type { Answer } from '#domain/questionnaire.ts';
import type { SurveyResponse } from '#domain/response.ts';
import { DOCUMENTS } from '#protocol/document.ts';
import { newDocument } from '#server/storage/founding.ts';
import type { Storage } from '#server/storage/storage.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { anActivity } from './endpoint-stage.ts';

const BATCH = 500;
/** Of one activity, before the next one begins. */
export const AT_ONCE = 200;
const MINUTE_MS = 60_000;
const YEAR_MS = 364 * 24 * 60 * MINUTE_MS;
export const FILLED_YEAR = 2026;

/** The same numbers every time, from 0 to below 1. */
function generator(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/**
 * Puts `count` responses into a data folder, as an import does: answers and profiles as people give them, 200 of an
 * activity after the other, all of `FILLED_YEAR`, no comments. Returns the agency.
 */
export async function fillWithResponses(dataDir: string, count: number): Promise<string> {
  const storage = openSqlite(join(dataDir, 'skm.db'));
  const agency = (await storage.agencies.first())?.id ?? '';
  const questionnaire = await standard(storage, agency);
  const activities = await writeActivities(storage, agency, Math.ceil(count / AT_ONCE));
  const random = generator();
  const batch = randomUUIDv7();
  for (let from = 0; from < count; from += BATCH) {
    const items = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => {
      const row = from + at;
      const activity = activities[Math.floor(row / AT_ONCE)]!;
      return itemOf({ agency, questionnaire, activity, place: { batch, row: row + 1 } }, random);
    });
    await storage.responses.deliver({ agency, receivedAt: Date.now(), contact: null, items });
  }
  await storage.close();
  return agency;
}

interface Heading {
  readonly agency: string;
  readonly questionnaire: SurveyResponse['questionnaire'];
  readonly activity: { readonly id: string; readonly start: string };
  readonly place: { readonly batch: string; readonly row: number };
}

async function standard(storage: Storage, agency: string): Promise<SurveyResponse['questionnaire']> {
  const [document] = await storage.documents.list(agency, 'questionnaire');
  const { id, version, hash } = DOCUMENTS.questionnaire.parse(document?.body).questionnaire;
  return { id, version, hash };
}

/** So many activities, evenly over the year. */
async function writeActivities(storage: Storage, agency: string, count: number) {
  const [first] = await storage.accounts.list(agency);
  const audit = { by: first?.id ?? '', at: Date.now() };
  const start = Date.UTC(FILLED_YEAR, 0, 1, 2);
  const activities = Array.from({ length: count }, (_, at) => {
    return anActivity(start + Math.floor((at / count) * YEAR_MS), `Upacara ${at + 1}`);
  });
  for (const activity of activities) {
    await storage.documents.write(agency, newDocument('activity', { ...activity }, audit));
  }
  return activities;
}

function itemOf({ agency, questionnaire, activity, place }: Heading, random: () => number) {
  // Within the two hours of its activity, one after the other.
  const minutes = ((place.row % AT_ONCE) + random()) * (120 / AT_ONCE);
  const submitted = Math.floor(Date.parse(activity.start) + minutes * MINUTE_MS);
  const id = randomUUIDv7();
  const response: SurveyResponse = {
    ...{ format: 1, id, agency, activity: activity.id, channel: 'kiosk', questionnaire, place },
    answers: Object.fromEntries(
      DEFAULT_QUESTIONNAIRE.questions.map(({ key }) => [key, answerOf(random())] as const),
    ),
    profile: Object.fromEntries(
      DEFAULT_QUESTIONNAIRE.profile.map(({ key, options }) => {
        return [key, options[Math.floor(random() * options.length)]?.key ?? ''] as const;
      }),
    ),
    ...{ comment: '', language: 'id', submittedAt: new Date(submitted).toISOString() },
    durationMs: 20_000 + Math.floor(random() * 60_000),
    flags: random() < 0.05 ? ['all-same'] : [],
  };
  const body = JSON.stringify(response);
  const hash = createHash('sha256').update(body).digest('hex');
  const head = { accepted: true as const, id, hash, body, activity: activity.id, place, marks: [] };
  return { ...head, submittedAt: submitted };
}

/** Mostly content, as surveys of public services find. */
function answerOf(dice: number): Answer {
  return dice < 0.4 ? 4 : dice < 0.85 ? 3 : dice < 0.95 ? 2 : 1;
}
