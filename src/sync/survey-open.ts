import { saveLinkContext } from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import type { Wire } from './ask.ts';
import { deviceClock } from './clock.ts';
import { fetchLink } from './survey-transport.ts';

/** Fetches what a link opens and keeps it for working offline. Throws a TransportProblem or a store's problem. */
export async function openLink(db: SurveyDatabase, token: string, wire: Wire = {}): Promise<SurveyContext> {
  const answer = await fetchLink(token, wire);
  return saveLinkContext(db, token, answer, (wire.clock ?? deviceClock).now());
}
