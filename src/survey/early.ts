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
let onEvent = fill;

dataset['boot'] = opening.kind === 'link' || known !== null ? 'welcome' : onKiosk ? 'kiosk' : 'wait';

const page: EarlyPage = {
  opening,
  link: opening.kind === 'link' ? ask(opening.token) : null,
  taps: [],
  event: null,
  startedAt: undefined,
  asking: false,
  show() {
    if (known !== null) onEvent(known);
    page.link?.then(read).catch(() => undefined);
  },
  drawn(listener) {
    onEvent = listener;
  },
  handOver() {
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
  if (answer?.marker === PROTOCOL_MARKER) onEvent(eventOfAnswer(answer));
}

function fill(event: EventView): void {
  page.event = event;
  for (const [slot, words] of Object.entries(welcomeWords(event, 'id', minutesInIndonesian))) {
    const element = find(`[data-slot=${slot}]`);
    if (element) element.textContent = words;
  }
  document.querySelectorAll<HTMLElement>('.demo').forEach((mark) => (mark.hidden = !event.demo));
  moveOn();
}

function noteKey(event: KeyboardEvent): void {
  arrow = event.type === 'keydown' && event.key.startsWith('Arrow');
}

function keepTap({ target }: MouseEvent): void {
  const element = target instanceof Element ? target.closest<HTMLElement>('input,button') : null;
  if (element === null) return;
  page.taps.push({ element, next: arrow ? 'stay' : 'go' });
  if (!element.matches('.start')) return;
  page.startedAt ??= performance.now();
  moveOn();
}

/** "Mulai" was tapped: the prerendered first question if it is this event's, else a word that it is coming. */
function moveOn(): void {
  const { event, startedAt } = page;
  const [welcome, question, busy] = [find('.welcome'), find('.question'), find('.start-busy')];
  if (startedAt === undefined || page.asking || !welcome || !question || !busy) return;
  const same = event?.questionnaire === find('#app')?.dataset['questionnaire'];
  page.asking = event !== null && same && takesAnswers(event, Date.now());
  busy.hidden = page.asking;
  welcome.hidden = page.asking;
  question.hidden = !page.asking;
  if (page.asking) find('.question h1')?.focus();
}

function find(selector: string): HTMLElement | null {
  return document.querySelector(selector);
}
