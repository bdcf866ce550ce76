/** This browser as a kiosk: how it comes to an identity, and what it was enrolled for. Phones never need this. */
import type { DeviceAnswer, PublicActivity } from '#protocol/survey.ts';
import { askForPersistence } from '../persistence.ts';
import { KIOSK_CONTEXT } from './contexts.ts';
import type { SurveyContext } from './contexts.ts';
import type { SurveyDatabase, Tables } from './database.ts';
import { isCurrent, makeIdentity } from './identity.ts';
import { currentLedger, newLedger } from './ledger.ts';
import type { ContextRow, IdentityRow } from './rows.ts';

/**
 * The identity that is shown to the endpoint with a one-time code, on the disk before it is: so an answer that was lost
 * is asked for again by the same device with the same key. A kiosk that has no valid enrolment shows the identity it
 * already numbers responses with; a kiosk that has one gets another identity, and the old one goes on sending.
 */
export async function identityFor(db: SurveyDatabase, code: string): Promise<IdentityRow> {
  const fresh = await makeIdentity();
  return db.write(['identities', 'ledgers'], async (tables) => {
    const { identities, ledgers } = tables;
    const all = await identities.list();
    const current = await currentLedger(tables, KIOSK_CONTEXT);
    // One that has a ledger has given out numbers, whatever an older row of it says.
    const numbered = new Set((await ledgers.list()).map(({ device }) => device));
    const same = all.find(
      (known) =>
        known.code === code &&
        known.refused !== 'device-revoked' &&
        ((!known.begun && !numbered.has(known.device)) || known.device === current?.device),
    );
    if (same) return same;
    const waiting = all.find(({ device }) => device === current?.device);
    const shown = { ...(waiting && mayBeShownAgain(waiting) ? waiting : fresh), code };
    await identities.put(shown);
    return shown;
  });
}

/** It numbers responses that the endpoint could take under no other identity. */
function mayBeShownAgain({ enrolment, refused }: IdentityRow): boolean {
  return enrolment === null ? refused === null : refused === 'device-unknown';
}

/** The code can never be used: an identity that was made for it alone is dropped. */
export function forgetRefused(db: SurveyDatabase, device: string): Promise<void> {
  return db.write(['identities'], async ({ identities }) => {
    const identity = await identities.get(device);
    if (identity && !identity.begun) await identities.delete(device);
    else if (identity && !identity.enrolment) await identities.put({ ...identity, code: null });
  });
}

/**
 * Takes the identity into use, with everything the kiosk needs to work offline. One that it had before is retired: its
 * responses stay, and are sent under it. `now`: milliseconds since 1970, device clock.
 * Throws a RangeError when the identity is gone from this browser meanwhile, or had been in use and retired.
 */
export function keepEnrolment(
  db: SurveyDatabase,
  device: string,
  answer: DeviceAnswer,
  now: number,
): Promise<SurveyContext> {
  askForPersistence();
  return db.write(['identities', 'contexts', 'agendas', 'drafts', 'ledgers', 'meta'], async (tables) => {
    await welcome(tables);
    const identity = await enrolled(tables, device, answer);
    if (!identity.begun) {
      if (await tables.ledgers.get(device)) throw new RangeError(`The device ${device} was in use before.`);
      await retire(tables);
      await tables.ledgers.put(newLedger(device, KIOSK_CONTEXT));
      await tables.identities.put({ ...identity, begun: true });
    }
    for (const other of await tables.identities.list()) {
      if (!other.begun && other.device !== device) await tables.identities.delete(other.device);
    }
    return keepContext(tables, device, answer, now);
  });
}

/**
 * The events and settings of an enrolled kiosk as they are now. `null`, and nothing is written, when another identity
 * took its place meanwhile.
 */
export function keepRenewal(
  db: SurveyDatabase,
  device: string,
  answer: DeviceAnswer,
  now: number,
): Promise<SurveyContext | null> {
  return db.write(['identities', 'contexts', 'agendas', 'ledgers'], async (tables) => {
    if (!(await isCurrent(tables, device))) return null;
    await enrolled(tables, device, answer);
    return keepContext(tables, device, answer, now);
  });
}

/** A code from the office is the way out when the PIN was forgotten, and puts the tablet on duty. */
async function welcome({ meta }: Tables<'meta'>): Promise<void> {
  await meta.delete('staff-pin');
  const settings = await meta.get('kiosk-settings');
  if (!settings) return;
  await meta.put({ ...settings, value: { ...(settings.value as object), offDuty: false, running: null } });
}

async function enrolled(
  { identities }: Tables<'identities'>,
  device: string,
  { agency, label, epoch, endpointKey, serverTime }: DeviceAnswer,
): Promise<IdentityRow> {
  const identity = await identities.get(device);
  if (!identity) throw new RangeError(`This browser is not the device ${device}.`);
  const enrolment = { agency: agency.id, label, epoch, endpointKey, at: serverTime };
  const row = { ...identity, enrolment, refused: null };
  await identities.put(row);
  return row;
}

/** What the kiosk was before goes on sending under its own identity. */
async function retire({
  contexts,
  agendas,
  drafts,
  ledgers,
}: Tables<'contexts' | 'agendas' | 'drafts' | 'ledgers'>): Promise<void> {
  const old = await contexts.get(KIOSK_CONTEXT);
  if (!old) return;
  const contextId = `${KIOSK_CONTEXT}:${old.device}`;
  await contexts.put({ ...old, id: contextId });
  await contexts.delete(KIOSK_CONTEXT);
  await agendas.delete(KIOSK_CONTEXT);
  await drafts.delete(KIOSK_CONTEXT);
  const retired = await ledgers.by('[contextId+current]').list([KIOSK_CONTEXT, 1]);
  await ledgers.putEach(retired.map((ledger) => ({ ...ledger, contextId, current: 0 })));
}

async function keepContext(
  { contexts, agendas }: Tables<'contexts' | 'agendas'>,
  device: string,
  answer: DeviceAnswer,
  now: number,
): Promise<SurveyContext> {
  const { agency, demo, label, idleSeconds, activities, serverTime } = answer;
  const known = await contexts.get(KIOSK_CONTEXT);
  const row: ContextRow = {
    ...{ id: KIOSK_CONTEXT, mode: 'kiosk', token: '', device, agency, demo, label, idleSeconds },
    currentActivity: stillThere(known?.currentActivity, activities),
    fetchedAt: new Date(now).toISOString(),
    clockOffsetMs: Date.parse(serverTime) - now,
  };
  await contexts.put(row);
  await agendas.put({ contextId: KIOSK_CONTEXT, activities });
  return { ...row, activities };
}

function stillThere(chosen: string | undefined, activities: readonly PublicActivity[]): string {
  return activities.some(({ id }) => id === chosen) ? chosen! : (activities[0]?.id ?? '');
}
