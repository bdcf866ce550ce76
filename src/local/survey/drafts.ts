import type { Language } from '#domain/questionnaire.ts';
import { newId } from '../identifier.ts';
import type { SurveyContext } from './contexts.ts';
import type { SurveyDatabase } from './database.ts';
import { count, currentLedger } from './ledger.ts';
import type { Draft } from './rows.ts';

export type { Draft } from './rows.ts';
export type DiscardReason = 'abandoned' | 'event-change' | 'finished';

/**
 * Starts a form about the context's current activity, with the final id of the response it will become. An unfinished
 * form of the same context is replaced and counted as abandoned. `now`: milliseconds since 1970, device clock.
 * Throws a RangeError when the context has no current activity.
 */
export function startDraft(
  db: SurveyDatabase,
  context: SurveyContext,
  language: Language,
  now: number,
): Promise<Draft> {
  const activity = context.activities.find(({ id }) => id === context.currentActivity);
  if (!activity) return Promise.reject(new RangeError(`The context ${context.id} has no current activity.`));
  const { id, version, hash } = activity.questionnaire;
  const draft: Draft = {
    contextId: context.id,
    responseId: newId(now),
    activity: activity.id,
    questionnaire: { id, version, hash },
    answers: {},
    profile: {},
    comment: '',
    step: '',
    language,
    startedAt: new Date(now).toISOString(),
    elapsedMs: 0,
  };
  return db.write(['drafts', 'ledgers'], async (tables) => {
    const replaced = await tables.drafts.get(context.id);
    if (replaced) await count(tables, await currentLedger(tables, context.id), 'abandoned', 1);
    await tables.drafts.put(draft);
    return draft;
  });
}

/**
 * Keeps the form as it is now. Returns `false`, and writes nothing, when the form is no longer the context's: finished,
 * dropped or replaced. So a late save never brings back what the person before left.
 */
export function saveDraft(db: SurveyDatabase, draft: Draft): Promise<boolean> {
  // Screens hand over reactive objects, which the store cannot keep.
  const plain = JSON.parse(JSON.stringify(draft)) as Draft;
  return db.write(['drafts'], async ({ drafts }) => {
    const kept = await drafts.get(draft.contextId);
    if (kept?.responseId !== draft.responseId) return false;
    await drafts.put(plain);
    return true;
  });
}

export function getDraft(db: SurveyDatabase, contextId: string): Promise<Draft | null> {
  return db.read(['drafts'], async ({ drafts }) => (await drafts.get(contextId)) ?? null);
}

/** Wipes the form of a context and counts why; nothing happens without one. */
export function discardDraft(db: SurveyDatabase, contextId: string, reason: DiscardReason): Promise<void> {
  return db.write(['drafts', 'ledgers'], async (tables) => {
    if (!(await tables.drafts.get(contextId))) return;
    await tables.drafts.delete(contextId);
    if (reason === 'finished') return;
    const counter = reason === 'abandoned' ? 'abandoned' : 'eventChanges';
    await count(tables, await currentLedger(tables, contextId), counter, 1);
  });
}
