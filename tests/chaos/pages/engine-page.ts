/**
 * The survey's own store and sync in an empty page at the survey's origin, without its screens: for numbers of responses
 * that nobody can tap. Each thank-you is told the moment the app's own submit resolves, which is earlier than painted.
 */
import type { Score } from '#domain/questionnaire.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { Draft } from '#local/survey/drafts.ts';
import type { Engine } from '#survey/engine.ts';
import { createEngine } from '#survey/store-engine.ts';
import type { EnginePage } from './engine-page-form.ts';

declare global {
  interface Window {
    chaosEngine: EnginePage;
  }
}

let engine: Engine | null = null;
let context: SurveyContext | null = null;

window.chaosEngine = {
  async open() {
    engine = createEngine('chaos');
    const opened = await engine.open({ kind: 'stored' }, null);
    if (opened.kind !== 'ready') throw new Error(`The survey does not open: ${opened.kind} ${opened.code}`);
    if (opened.context.activities.length === 0) throw new Error('The survey does not open: no event');
    ({ context } = opened);
  },

  async answer(people, { times = 1, tries = 1 } = {}) {
    for (const [place, { ticket, score }] of people.entries()) {
      let draft: Draft | null = null;
      for (let left = tries; ;) {
        try {
          draft = await startedDraft(draft, ticket, score);
          await submit(draft, times);
          break;
        } catch (reason) {
          left -= 1;
          if (left <= 0) return { place, reason: String(reason) };
        }
      }
      window.chaosThanked(ticket);
    }
    return null;
  },
};

/** The same person's form, however often it has to be sent. */
async function startedDraft(known: Draft | null, ticket: string, score: Score): Promise<Draft> {
  if (known !== null) return known;
  if (engine === null || context === null) throw new Error('The survey is not open.');
  const draft = await engine.startDraft(context, 'id');
  return { ...draft, answers: { penilaian: score }, comment: ticket, step: ':comment' };
}

async function submit(draft: Draft, times: number): Promise<void> {
  if (engine === null || context === null) throw new Error('The survey is not open.');
  await engine.saveDraft(draft);
  const [within, on] = [engine, context];
  await Promise.all(Array.from({ length: times }, () => within.submit(on, draft, 41_000)));
}
