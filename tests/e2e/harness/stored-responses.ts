import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SurveyResponse } from '#domain/response.ts';
import { responsesIn } from '../../unit/server/responses-in.ts';
import type { EndpointProcess } from './endpoint.ts';

/**
 * The responses of a pulled page, whole: the office is told no more of them than it shows, so the endpoint's database is
 * asked for the rest. Throws when the page and the database do not tell of the same responses.
 */
export function wholeResponses(
  endpoint: EndpointProcess,
  page: { readonly items: readonly unknown[]; readonly after: number; readonly cursor: number },
): SurveyResponse[] {
  const stored = storedBetween(endpoint.dataDir, page.after, page.cursor);
  const told = responsesIn(page.items).map(({ code }) => code);
  const kept = stored.map(({ id }) => id.slice(-8).toUpperCase());
  if (told.join() !== kept.join()) throw new Error(`Pulled are ${told.join()}, stored are ${kept.join()}.`);
  return stored;
}

/** In commit order. */
function storedBetween(dataDir: string, after: number, upTo: number): SurveyResponse[] {
  const database = new DatabaseSync(join(dataDir, 'skm.db'), { readOnly: true });
  try {
    const rows = database
      .prepare('SELECT body FROM responses WHERE seq > ? AND seq <= ? ORDER BY seq')
      .all(after, upTo);
    return rows.map(({ body }) => JSON.parse(String(body)) as SurveyResponse);
  } finally {
    database.close();
  }
}
