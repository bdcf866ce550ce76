import type { LinkAnswer, PublicActivity } from '#protocol/survey.ts';
import { newIdentity } from '../identifier.ts';
import type { SurveyDatabase, Tables } from './database.ts';
import { newLedger, renewIdentity } from './ledger.ts';
import type { ContextRow } from './rows.ts';

/** What this browser was opened for, with all it needs to work offline. */
export interface SurveyContext extends ContextRow {
  readonly activities: readonly PublicActivity[];
}

export const KIOSK_CONTEXT = 'kiosk';

/**
 * Keeps what a link opened. The first time an activity is opened here it gets a fresh random device identity, so that
 * answers to two activities cannot be linked; later times keep it and take the new token. The card of an invited person
 * is a context of its own: two guests may share a phone, and each answer is sent with its own card.
 * `now`: milliseconds since 1970, device clock.
 */
export function saveLinkContext(
  db: SurveyDatabase,
  token: string,
  answer: LinkAnswer,
  now: number,
): Promise<SurveyContext> {
  const { activity, agency, demo, serverTime } = answer;
  const [, code] = token.split('.', 2);
  const id = ['link', activity.id, ...(code === undefined ? [] : [code])].join(':');
  const activities = [activity];
  return db.write(['contexts', 'agendas', 'ledgers', 'responses', 'identities'], async (tables) => {
    const { contexts, agendas, ledgers } = tables;
    const known = await contexts.get(id);
    const row: ContextRow = {
      ...{ id, mode: 'link', token, device: known?.device ?? newIdentity(), agency, demo },
      ...{ label: activity.name, idleSeconds: 0, currentActivity: activity.id },
      fetchedAt: new Date(now).toISOString(),
      clockOffsetMs: Date.parse(serverTime) - now,
    };
    await contexts.put(row);
    await agendas.put({ contextId: id, activities });
    if (!known) await ledgers.put(newLedger(row.device, id));
    // Identity and ledger are born together: an identity without a ledger is one whose ledger was lost.
    const isLost = !(await ledgers.get(row.device));
    const device = isLost ? (await renewIdentity(tables, row, null)).device : row.device;
    return { ...row, device, activities };
  });
}

export function getContext(db: SurveyDatabase, id: string): Promise<SurveyContext | null> {
  return read(db, ({ contexts }) => contexts.get(id));
}

/**
 * The context that a link opened earlier, so that the same address works offline. One that came back out of the second
 * journal has no activities, and has to be fetched again.
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
