import type { EnrolAnswer, LinkAnswer, PublicActivity } from '#protocol/survey.ts';
import { newIdentity } from '../identifier.ts';
import { askForPersistence } from '../persistence.ts';
import type { SurveyDatabase, Tables } from './database.ts';
import { KIOSK_DEVICE, newLedger, renewIdentity } from './ledger.ts';
import type { ContextRow } from './rows.ts';

/** What this browser was opened for, with all it needs to work offline. */
export interface SurveyContext extends ContextRow {
  readonly activities: readonly PublicActivity[];
}

export const KIOSK_CONTEXT = 'kiosk';

/** The kiosk's identity would be shared by two agencies; see `renewKioskDevice`. */
export class KioskOfOtherAgency extends Error {
  constructor() {
    super('This kiosk is enrolled with another agency. It needs a new device identity first.');
    this.name = 'KioskOfOtherAgency';
  }
}

/**
 * Keeps what a link opened. The first time an activity is opened here it gets a fresh random device identity, so that
 * answers to two activities cannot be linked; later times keep it and take the new token.
 * `now`: milliseconds since 1970, device clock.
 */
export async function saveLinkContext(
  db: SurveyDatabase,
  token: string,
  answer: LinkAnswer,
  now: number,
): Promise<SurveyContext> {
  const id = `link:${answer.activity.id}`;
  return keep(db, id, [answer.activity], (known) => ({
    ...common(token, answer, now),
    id,
    mode: 'link',
    device: known?.device ?? newIdentity(),
    label: answer.activity.name,
    idleSeconds: 0,
    currentActivity: answer.activity.id,
  }));
}

/**
 * Keeps what an enrolment opened, under the device identity of `kioskDeviceId`. The chosen activity stays chosen while
 * it is among the new ones. Throws KioskOfOtherAgency when the identity already numbers responses of another agency.
 */
export async function saveKioskContext(
  db: SurveyDatabase,
  token: string,
  answer: EnrolAnswer,
  now: number,
): Promise<SurveyContext> {
  const device = await kioskDeviceId(db);
  askForPersistence();
  return keep(db, KIOSK_CONTEXT, answer.activities, (known) => {
    if (known && known.agency.id !== answer.agency.id) throw new KioskOfOtherAgency();
    return {
      ...common(token, answer, now),
      id: KIOSK_CONTEXT,
      mode: 'kiosk',
      device,
      label: answer.label,
      idleSeconds: answer.idleSeconds,
      currentActivity: stillThere(known?.currentActivity, answer.activities),
    };
  });
}

/** The identity of this browser as a kiosk: made once, before the first enrolment, and kept when the link is opened again. */
export function kioskDeviceId(db: SurveyDatabase): Promise<string> {
  return db.write(['meta', 'ledgers'], async (tables) => {
    const known = await tables.meta.get(KIOSK_DEVICE);
    return typeof known?.value === 'string' ? known.value : startKioskIdentity(tables);
  });
}

/**
 * A new identity for a kiosk that moves to another agency. What it took before stays under the old identity, context
 * and token, and is still sent.
 */
export function renewKioskDevice(db: SurveyDatabase): Promise<string> {
  return db.write(['meta', 'contexts', 'agendas', 'ledgers', 'drafts'], async (tables) => {
    const { contexts, agendas, drafts, ledgers } = tables;
    const old = await contexts.get(KIOSK_CONTEXT);
    if (old) {
      const contextId = `${KIOSK_CONTEXT}:${old.device}`;
      await contexts.put({ ...old, id: contextId });
      await contexts.delete(KIOSK_CONTEXT);
      await agendas.delete(KIOSK_CONTEXT);
      await drafts.delete(KIOSK_CONTEXT);
      const retired = await ledgers.by('[contextId+current]').list([KIOSK_CONTEXT, 1]);
      await ledgers.putEach(retired.map((ledger) => ({ ...ledger, contextId, current: 0 })));
    }
    return startKioskIdentity(tables);
  });
}

/** Identity and ledger are born together: an identity without a ledger is one whose ledger was lost. */
async function startKioskIdentity(tables: Tables<'meta' | 'ledgers'>): Promise<string> {
  const device = newIdentity();
  await tables.meta.put({ key: KIOSK_DEVICE, value: device });
  await tables.ledgers.put(newLedger(device, KIOSK_CONTEXT));
  return device;
}

export function getContext(db: SurveyDatabase, id: string): Promise<SurveyContext | null> {
  return read(db, ({ contexts }) => contexts.get(id));
}

/**
 * The context that a link or enrolment opened earlier, so that the same address works offline. One that came back out of
 * the second journal has no activities, and has to be fetched again.
 */
export async function findContextByToken(db: SurveyDatabase, token: string): Promise<SurveyContext | null> {
  const context = await read(db, ({ contexts }) => contexts.by('token').get(token));
  return context !== null && context.activities.length > 0 ? context : null;
}

export function kioskContext(db: SurveyDatabase): Promise<SurveyContext | null> {
  return getContext(db, KIOSK_CONTEXT);
}

/** The link opened last, for a visit without any token in the address. */
export function latestLinkContext(db: SurveyDatabase): Promise<SurveyContext | null> {
  return db.read(['contexts', 'agendas'], async ({ contexts, agendas }) => {
    const links = await contexts.list(IDBKeyRange.bound('link:', 'link:\uffff'));
    for (const link of links.sort((a, b) => (a.fetchedAt < b.fetchedAt ? 1 : -1))) {
      const agenda = await agendas.get(link.id);
      if (agenda) return { ...link, activities: agenda.activities };
    }
    return null;
  });
}

/** Chooses the activity that the next response is about. Throws a RangeError when the context does not have it. */
export function selectActivity(db: SurveyDatabase, contextId: string, activityId: string): Promise<void> {
  return db.write(['contexts', 'agendas'], async ({ contexts, agendas }) => {
    const context = await contexts.get(contextId);
    const agenda = await agendas.get(contextId);
    if (!context || !agenda?.activities.some(({ id }) => id === activityId)) {
      throw new RangeError(`The context ${contextId} does not have the activity ${activityId}.`);
    }
    await contexts.put({ ...context, currentActivity: activityId });
  });
}

function common(token: string, answer: LinkAnswer | EnrolAnswer, now: number) {
  return {
    token,
    agency: answer.agency,
    demo: answer.demo,
    fetchedAt: new Date(now).toISOString(),
    clockOffsetMs: Date.parse(answer.serverTime) - now,
  };
}

function stillThere(chosen: string | undefined, activities: readonly PublicActivity[]): string {
  return activities.some(({ id }) => id === chosen) ? chosen! : (activities[0]?.id ?? '');
}

/** Context, activities and ledger in one transaction: none is ever seen without the others. */
function keep(
  db: SurveyDatabase,
  id: string,
  activities: readonly PublicActivity[],
  make: (known: ContextRow | undefined) => ContextRow,
): Promise<SurveyContext> {
  return db.write(['contexts', 'agendas', 'ledgers', 'responses', 'meta'], async (tables) => {
    const { contexts, agendas, ledgers } = tables;
    const known = await contexts.get(id);
    const row = make(known);
    await contexts.put(row);
    await agendas.put({ contextId: id, activities });
    const ledger = await ledgers.get(row.device);
    const isNew = !known && row.mode === 'link';
    if (!ledger && isNew) await ledgers.put(newLedger(row.device, id));
    const device = ledger || isNew ? row.device : (await renewIdentity(tables, row)).device;
    return { ...row, device, activities };
  });
}

function read(
  db: SurveyDatabase,
  find: (tables: Tables<'contexts'>) => Promise<ContextRow | undefined>,
): Promise<SurveyContext | null> {
  return db.read(['contexts', 'agendas'], async (tables) => {
    const row = await find(tables);
    if (!row) return null;
    const agenda = await tables.agendas.get(row.id);
    return { ...row, activities: agenda?.activities ?? [] };
  });
}
