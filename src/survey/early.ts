/**
 * The inline script of index.html, run before anything is painted. It decides which first screen is shown, asks for the
 * link's event while the program is still on its way, and keeps every tap made before the program is there.
 */
import type { LinkAnswer } from '#protocol/survey.ts';
import { linkAuthorization } from '#protocol/link-authorization.ts';
import { leadsTo } from '#protocol/link-mark.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { minutesInIndonesian } from '#ui/texts/survey.id.ts';
import { afterPaint } from './after-paint.ts';
import { leavesChoice, movesChoice } from './choice-keys.ts';
import type { EarlyPage } from './early-page.ts';
import type { WireAnswer } from './engine.ts';
import { eventOfAnswer, takesAnswers } from './event-view.ts';
import type { EventView } from './event-view.ts';
import { readGlance } from './glance.ts';
import { readOpening } from './opening.ts';
import { persistently } from './persistently.ts';
import { welcomeWords } from './welcome-words.ts';

const { dataset } = document.documentElement;
const opening = readOpening(location.hash);
const glance = opening.kind === 'stored' ? readGlance() : null;
const known = glance?.mode === 'link' ? glance.event : null;
const onKiosk = opening.kind === 'enrolment' || glance?.mode === 'kiosk';
const watching = new AbortController();
const early = { capture: true, signal: watching.signal };
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
  show(loadProgram) {
    if (known !== null) learn(known);
    else moveOn();
    page.link?.then(read).catch(() => undefined);
    afterPaint(() => afterPaint(() => void persistently(loadProgram)));
  },
  drawn(onChange) {
    draw = onChange;
  },
  handOver(onEvent) {
    draw = () => page.event && onEvent(page.event);
    watching.abort();
    return page.taps;
  },
};
window.skmEarly = page;
addEventListener('click', keepTap, early);
addEventListener('keydown', noteKey, early);
addEventListener('keyup', noteKey, early);

async function ask(token: string): Promise<WireAnswer> {
  const answer = await fetch('/api/v1/link', {
    headers: { Authorization: linkAuthorization(token), Accept: 'application/json' },
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
  arrow = movesChoice(event);
  if (leavesChoice(event)) keepTap(event);
}

function keepTap({ target }: Event): void {
  const element = target instanceof Element ? target.closest<HTMLElement>('input,button') : null;
  if (element === null) return;
  page.taps = [...page.taps, { element, next: arrow ? 'stay' : 'go' }];
  if (element.matches('.start')) page.startedAt ??= performance.now();
  moveOn();
}

/**
 * The first question is shown once it was asked for, if it is the one that the build drew into the page: as the event
 * says, or as the link says while the event is on its way.
 */
function moveOn(): void {
  const wasAsking = page.asking;
  page.asking = page.startedAt !== undefined && isDrawnHere(find('#app')?.dataset['questionnaire'] ?? '');
  if (wasAsking && !page.asking) forgetAnswers();
  draw();
}

function isDrawnHere(questionnaire: string): boolean {
  const { event } = page;
  if (event !== null) return event.questionnaire === questionnaire && takesAnswers(event, Date.now());
  return opening.kind === 'link' && leadsTo(opening.token, questionnaire);
}

/** They were answers to another question than the event's. */
function forgetAnswers(): void {
  page.taps = page.taps.filter(({ element }) => !(element instanceof HTMLInputElement));
  document.querySelectorAll<HTMLInputElement>('.question input').forEach((input) => (input.checked = false));
}

/** What the app draws later, by hand: the words of the event, the first question, or a word that it is coming. */
function paint(): void {
  const { event, asking, startedAt } = page;
  if (event) {
    for (const [slot, words] of Object.entries(welcomeWords(event, 'id', minutesInIndonesian))) {
      const element = find(`[data-slot=${slot}]`);
      if (element) element.textContent = words;
    }
    document.querySelectorAll<HTMLElement>('.demo').forEach((mark) => (mark.hidden = !event.demo));
  }
  const [welcome, question, busy] = [find('.welcome'), find('.question'), find('.start-busy')];
  if (!welcome || !question || !busy) return;
  const moves = question.hidden && asking;
  busy.hidden = startedAt === undefined || asking;
  welcome.hidden = asking;
  question.hidden = !asking;
  // Whoever has gone on meanwhile is left where they are. The focus needs the layout, which is not to be made twice.
  if (moves)
    afterPaint(
      () => question.contains(document.activeElement) || find('.question:not([hidden]) h1')?.focus(),
    );
}

function find(selector: string): HTMLElement | null {
  return document.querySelector(selector);
}
