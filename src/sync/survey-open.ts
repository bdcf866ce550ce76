import {
  kioskContext,
  kioskDeviceId,
  renewKioskDevice,
  saveKioskContext,
  saveLinkContext,
} from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import type { Wire } from './ask.ts';
import { deviceClock } from './clock.ts';
import { enrolKiosk, fetchLink } from './survey-transport.ts';

/** Fetches what a link opens and keeps it for working offline. Throws a TransportProblem or a store's problem. */
export async function openLink(db: SurveyDatabase, token: string, wire: Wire = {}): Promise<SurveyContext> {
  const answer = await fetchLink(token, wire);
  return saveLinkContext(db, token, answer, now(wire));
}

/**
 * Enrols this browser as a kiosk and keeps what it needs for working offline; opening the same enrolment again renews
 * its activities. A kiosk that comes from another agency gets a new identity, and what it took there is still sent.
 * Throws a TransportProblem or a store's problem.
 */
export async function openKiosk(
  db: SurveyDatabase,
  token: string,
  appVersion: string,
  wire: Wire = {},
): Promise<SurveyContext> {
  const device = await kioskDeviceId(db);
  const answer = await enrolKiosk(token, device, appVersion, wire);
  const known = await kioskContext(db);
  if (!known || known.agency.id === answer.agency.id) return saveKioskContext(db, token, answer, now(wire));
  const renewed = await renewKioskDevice(db);
  return saveKioskContext(db, token, await enrolKiosk(token, renewed, appVersion, wire), now(wire));
}

function now(wire: Wire): number {
  return (wire.clock ?? deviceClock).now();
}
