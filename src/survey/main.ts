import '#ui/tokens.css';
import './styles/base.css';
import './styles/welcome.css';
import './styles/question.css';
import { createSSRApp } from 'vue';
import { readAnswer } from './answer-value.ts';
import { FRONT, makeFront } from './front.ts';
import { persistently } from './persistently.ts';
import SurveyApp from './SurveyApp.vue';
import { initialState } from './visit-state.ts';
import type { Shown } from './visit-state.ts';

const later = persistently(() => import('./later.ts'));
const root = document.getElementById('app');
if (root === null) throw new Error('No #app.');

const early = window.skmEarly;
const prerendered = document.documentElement.dataset['boot'] === 'welcome';
// What was tapped before this line must be read before Vue draws, which would reset it.
const tapped = root.querySelector<HTMLInputElement>('.question input:checked')?.value;
if (!prerendered) root.textContent = '';

const shown = (): Pick<Shown, 'screen' | 'event' | 'starting'> => ({
  screen: !prerendered ? 'wait' : early?.asking === true ? 'form' : 'welcome',
  event: early?.event ?? null,
  starting: early?.startedAt !== undefined && !early.asking,
});
const front = makeFront(
  initialState({ ...shown(), tapped: tapped === undefined ? undefined : readAnswer(tapped) }),
  root.dataset['questionnaire'],
);
createSSRApp(SurveyApp, { firstStep: __FIRST_STEP__ }).provide(FRONT, front).mount(root);
early?.drawn(() => Object.assign(front.state, shown(), early.asking ? {} : { tapped: undefined }));
void later.then((arrived) => {
  front.later = arrived;
  arrived.takeOver(front, early);
});
