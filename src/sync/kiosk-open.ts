/** How a kiosk comes to its events: once by a code, then by its own key. Phones never need this. */
import { KIOSK_CONTEXT } from '#local/survey/contexts.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { forgetRefused, identityFor, keepEnrolment, keepRenewal } from '#local/survey/kiosk.ts';
import { noteRefusal } from '#local/survey/identity.ts';
import { currentLedger } from '#local/survey/ledger.ts';
import type { Wire } from './ask.ts';
import { deviceClock } from './clock.ts';
import { enrolDevice, renewDevice } from './kiosk-transport.ts';
import { TransportProblem } from './transport-problem.ts';

/** The code itself is the reason; the same one will never do. */
const CODE_IS_BAD = new Set<string>(['code-wrong', 'code-expired', 'code-used', 'bad-request']);
/** The identity that was shown is; the code was not used. */
const IDENTITY_IS_BAD = new Set<string>(['device-revoked', 'bad-request']);

/**
 * Enrols this browser as a kiosk by a one-time code and keeps all it needs to work offline. An enrolment it had before is
 * retired, and what was taken under it is still sent. When the answer is lost, asking again with the same code is right.
 * Throws a TransportProblem or a store's problem.
 */
export async function enrolKiosk(
  db: SurveyDatabase,
  code: string,
  appVersion: string,
  wire: Wire = {},
): Promise<SurveyContext> {
  const identity = await identityFor(db, code);
  try {
    const answer = await enrolDevice(identity, code, appVersion, wire);
    return await keepEnrolment(db, identity.device, answer, (wire.clock ?? deviceClock).now());
  } catch (error) {
    const problem = error instanceof TransportProblem ? error.code : '';
    if (identity.begun && IDENTITY_IS_BAD.has(problem)) {
      await noteRefusal(db, identity.device, 'device-revoked');
      return enrolKiosk(db, code, appVersion, wire);
    }
    if (CODE_IS_BAD.has(problem)) await forgetRefused(db, identity.device);
    throw error;
  }
}

/**
 * The kiosk's events and settings as the office wants them now. `null`: it is not enrolled, or another enrolment took its
 * place meanwhile. Throws a TransportProblem or a store's problem.
 */
export async function renewKiosk(
  db: SurveyDatabase,
  appVersion: string,
  wire: Wire = {},
): Promise<SurveyContext | null> {
  const identity = await db.read(['ledgers', 'identities'], async (tables) => {
    const ledger = await currentLedger(tables, KIOSK_CONTEXT);
    return ledger && tables.identities.get(ledger.device);
  });
  if (!identity?.enrolment) return null;
  const answer = await renewDevice(db, identity, appVersion, wire);
  return keepRenewal(db, identity.device, answer, (wire.clock ?? deviceClock).now());
}

/** Whether the kiosk was enrolled by just this code, so that opening it again asks for nothing. */
export function isEnrolledBy(db: SurveyDatabase, code: string): Promise<boolean> {
  return db.read(['ledgers', 'identities'], async (tables) => {
    const ledger = await currentLedger(tables, KIOSK_CONTEXT);
    const identity = ledger && (await tables.identities.get(ledger.device));
    return Boolean(identity?.enrolment) && identity?.code === code && identity.refused !== 'device-unknown';
  });
}
