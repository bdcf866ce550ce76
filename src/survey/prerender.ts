/** Run at build time: the first screen as HTML, so that it is painted before any program has arrived. */
import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { canonicalJson } from '#domain/canonical-json.ts';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { stepsOf } from '#domain/flow.ts';
import type { Step } from '#domain/flow.ts';
import { sha256Hex } from '#protocol/hash.ts';
import { inOrder } from './drawn-step.ts';
import { FRONT, makeFront } from './front.ts';
import SurveyApp from './SurveyApp.vue';
import { initialState } from './visit-state.ts';

export interface Prerendered {
  readonly html: string;
  /** Content hash of the questionnaire whose first question waits behind the welcome screen. */
  readonly hash: string;
  readonly firstStep: Step;
}

export async function prerender(): Promise<Prerendered> {
  const first = stepsOf(DEFAULT_QUESTIONNAIRE)[0];
  if (first?.kind !== 'question') throw new Error('The default questionnaire has no question.');
  const options = inOrder(first.question.options, DEFAULT_QUESTIONNAIRE.optionOrder);
  const firstStep = { ...first, question: { ...first.question, options } };
  const shown = { screen: 'welcome', event: null, starting: false, tapped: undefined } as const;
  const front = makeFront(initialState(shown));
  const html = await renderToString(createSSRApp(SurveyApp, { firstStep }).provide(FRONT, front));
  return { html, hash: await sha256Hex(canonicalJson(DEFAULT_QUESTIONNAIRE)), firstStep };
}
