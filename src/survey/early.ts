/**
 * The inline script of index.html, run before anything is painted. It decides which first screen is shown, asks for the
 * link's event while the program is still on its way, and keeps every tap made before the program is there.
 */
import type { LinkAnswer } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { minutesInIndonesian } from '#ui/texts/survey.id.ts';
import type { EarlyPage } from './early-page.ts';
import type { WireAnswer } from './engine.ts';
import { eventOfAnswer, takesAnswers } from './event-view.ts';
import type { EventView } from './event-view.ts';
import { readGlance } from './glance.ts';
import { readOpening } from './opening.ts';
import { welcomeWords } from './welcome-words.ts';

const { dataset } = document.documentElement;
const opening = readOpening(location.hash);
const glance = opening.kind === 'stored' ? readGlance() : null;
const known = glance?.mode === 'link' ? glance.event : null;
const onKiosk = opening.kind === 'kiosk' || glance?.mode === 'kiosk';
let arrow = false;
let draw = paint;

dataset['boot'] = opening.kind === 'link' || known !== null ? 'welcome' : onKiosk ? 'kiosk' : 'wait';

const page: EarlyPage = {
  opening,
  link: opening.kind === 'link' ? ask(opening.token) : null,
  taps: [],
  event: null,
  startedAt: undefined,
  asking: false,
  show() {
    if (known !== null) learn(known);
    page.link?.then(read).catch(() => undefined);
  },
  drawn(onChange) {
    draw = onChange;
  },
  handOver(onEvent) {
    draw = () => page.event && onEvent(page.event);
    removeEventListener('click', keepTap, true);
    removeEventListener('keydown', noteKey, true);
    removeEventListener('keyup', noteKey, true);
    return page.taps;
  },
};
window.skmEarly = page;
addEventListener('click', keepTap, true);
addEventListener('keydown', noteKey, true);
addEventListener('keyup', noteKey, true);

async function ask(token: string): Promise<WireAnswer> {
  const answer = await fetch('/api/v1/link', {
    headers: { Authorization: `Link ${token}`, Accept: 'application/json' },
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(60_000),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Only a look at the answer, which the app checks whole; whatever is odd about it is left to the app. */
function read({ status, text }: WireAnswer): void {
  const answer = status === 200 ? (JSON.parse(text) as LinkAnswer) : null;
  if (answer?.marker === PROTOCOL_MARKER) learn(eventOfAnswer(answer));
}

function learn(event: EventView): void {
  page.event = event;
  moveOn();
}

function noteKey(event: KeyboardEvent): void {
  arrow = event.type === 'keydown' && event.key.startsWith('Arrow');
}

function keepTap({ target }: MouseEvent): void {
  const element = target instanceof Element ? target.closest<HTMLElement>('input,button') : null;
  if (element === null) return;
  page.taps.push({ element, next: arrow ? 'stay' : 'go' });
  if (element.matches('.start')) page.startedAt ??= performance.now();
  moveOn();
}

/** The first question is shown once it was asked for and is known to be the one that the build drew into the page. */
function moveOn(): void {
  const { event, startedAt } = page;
  const drawnHere = find('#app')?.dataset['questionnaire'];
  const right = event !== null && event.questionnaire === drawnHere && takesAnswers(event, Date.now());
  page.asking = startedAt !== undefined && right;
  draw();
}

/** What the app draws later, by hand: the words of the event, the first question, or a word that it is coming. */
function paint(): void {
  const { event, asking, startedAt } = page;
  for (const [slot, words] of Object.entries(welcomeWords(event, 'id', minutesInIndonesian))) {
    const element = find(`[data-slot=${slot}]`);
    if (element) element.textContent = words;
  }
  document.querySelectorAll<HTMLElement>('.demo').forEach((mark) => (mark.hidden = !event?.demo));
  const [welcome, question, busy] = [find('.welcome'), find('.question'), find('.start-busy')];
  if (!welcome || !question || !busy) return;
  const moves = question.hidden && asking;
  busy.hidden = startedAt === undefined || asking;
  welcome.hidden = asking;
  question.hidden = !asking;
  if (moves) find('.question h1')?.focus();
}

function find(selector: string): HTMLElement | null {
  return document.querySelector(selector);
}
