import { createHash, randomUUIDv7 } from 'node:crypto';
import { join } from 'node:path';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import type { Answer } from '#domain/questionnaire.ts';
import type { SurveyResponse } from '#domain/response.ts';
import { openSqlite } from '#server/storage/sqlite.ts';

const BATCH = 500;
/** Of one activity, before the next one begins. */
const AT_ONCE = 200;
const MINUTE_MS = 60_000;

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
 * activity after the other, no comments. Returns the agency.
 */
export async function fillWithResponses(dataDir: string, count: number): Promise<string> {
  const storage = openSqlite(join(dataDir, 'skm.db'));
  const agency = (await storage.agencies.first())?.id ?? '';
  const random = generator();
  const [batch, activities] = [randomUUIDv7(), new Map<number, string>()];
  let row = 1;
  for (let from = 0; from < count; from += BATCH) {
    const items = Array.from({ length: Math.min(BATCH, count - from) }, (_, place) => {
      const number = Math.floor((from + place) / AT_ONCE);
      const activity = activities.get(number) ?? randomUUIDv7();
      activities.set(number, activity);
      row += 1;
      return itemOf(agency, activity, { batch, row }, random);
    });
    await storage.responses.deliver({ agency, receivedAt: Date.now(), contact: null, items });
  }
  await storage.close();
  return agency;
}

function itemOf(
  agency: string,
  activity: string,
  place: { batch: string; row: number },
  random: () => number,
) {
  const submitted = Date.UTC(2026, 0, 5, 2) + place.row * 3 * MINUTE_MS + Math.floor(random() * MINUTE_MS);
  const id = randomUUIDv7();
  const response: SurveyResponse = {
    ...{ format: 1, id, agency, activity, channel: 'kiosk', place, comment: '', language: 'id' },
    questionnaire: { id: 'layanan-keprotokolan', version: 1, hash: 'a'.repeat(64) },
    answers: Object.fromEntries(
      DEFAULT_QUESTIONNAIRE.questions.map(({ key }) => [key, answerOf(random())] as const),
    ),
    profile: Object.fromEntries(
      DEFAULT_QUESTIONNAIRE.profile.map(({ key, options }) => {
        return [key, options[Math.floor(random() * options.length)]?.key ?? ''] as const;
      }),
    ),
    submittedAt: new Date(submitted).toISOString(),
    durationMs: 20_000 + Math.floor(random() * 60_000),
    flags: random() < 0.05 ? ['all-same'] : [],
  };
  const body = JSON.stringify(response);
  const hash = createHash('sha256').update(body).digest('hex');
  return { accepted: true as const, id, hash, body, activity, place, submittedAt: submitted, marks: [] };
}

/** Mostly content, as surveys of public services find. */
function answerOf(dice: number): Answer {
  return dice < 0.4 ? 4 : dice < 0.85 ? 3 : dice < 0.95 ? 2 : 1;
}
