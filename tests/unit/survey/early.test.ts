import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { FRONT, makeFront } from '#survey/front.ts';
import { writeGlance } from '#survey/glance.ts';
import SurveyApp from '#survey/SurveyApp.vue';
import { initialState } from '#survey/visit-state.ts';
import type { Shown } from '#survey/visit-state.ts';
import { ACTIVITY, firstStep, hash, html, linkAnswer, PROMISING } from './early-scene.ts';
import type { WireReply } from './early-scene.ts';
import { aContext, anActivity, eventOf } from './scene.ts';

const root = document.documentElement;
let loadProgram = vi.fn(async () => undefined);

/** Answers the request that the page made; at once when `arrive` was given the answer. */
let reply: (answer: WireReply) => void;

/** The page as it arrives: address, prerendered screen, inline script before and after it. */
async function arrive(address: string, answer?: WireReply, onTheWay?: () => void): Promise<void> {
  leave();
  location.hash = address;
  const answered = new Promise<Response>((resolve) => {
    reply = ({ status, body }) => resolve(new Response(JSON.stringify(body), { status }));
  });
  if (answer !== undefined) reply(answer);
  vi.stubGlobal(
    'fetch',
    vi.fn(() => answered),
  );
  vi.resetModules();
  const page = (part: string): string => `<div id="app" data-questionnaire="${hash}">${part}</div>`;
  document.body.innerHTML = page(html.slice(0, html.indexOf('<section class="screen question"')));
  await import('#survey/early.ts');
  onTheWay?.();
  document.body.innerHTML = page(html);
  loadProgram = vi.fn(async () => undefined);
  window.skmEarly?.show(loadProgram);
}

/** The page's listeners go with it. */
function leave(): void {
  window.skmEarly?.handOver(() => undefined);
  delete window.skmEarly;
}

function shown(name: string): boolean {
  return document.querySelector<HTMLElement>(name)?.hidden === false;
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ now: new Date('2026-09-04T03:00:00Z'), toFake: ['Date'] });
});
afterEach(() => {
  leave();
  location.hash = '';
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('which screen is painted first', () => {
  it('is the welcome for a link', async () => {
    await arrive('#l=TOKEN');
    expect(root.dataset['boot']).toBe('welcome');
  });

  it('is the ground of a kiosk for an enrolment, and for a browser that is one', async () => {
    await arrive('#e=TOKEN');
    expect(root.dataset['boot']).toBe('kiosk');
    writeGlance({ mode: 'kiosk', event: null });
    await arrive('');
    expect(root.dataset['boot']).toBe('kiosk');
  });

  it('is the welcome with the known event for a phone that comes back', async () => {
    writeGlance({ mode: 'link', event: eventOf(aContext()) });
    await arrive('');
    expect(root.dataset['boot']).toBe('welcome');
    expect(document.querySelector('[data-slot=name]')?.textContent).toBe(ACTIVITY.name);
  });

  it('is nothing yet for a phone in the middle of a form, and for a stranger', async () => {
    writeGlance({ mode: 'link', event: null });
    await arrive('');
    expect(root.dataset['boot']).toBe('wait');
    localStorage.setItem('skm-survey-glance-1', '{broken');
    await arrive('');
    expect(root.dataset['boot']).toBe('wait');
  });

  it('does not show a phone’s last event for a new link', async () => {
    writeGlance({ mode: 'link', event: eventOf(aContext()) });
    await arrive('#l=OTHER');
    expect(document.querySelector('[data-slot=name]')?.textContent).toBe('');
  });
});

describe('the event of the link', () => {
  it('is asked for at once, with the token where no log sees it', async () => {
    await arrive('#l=TOKEN', linkAnswer());
    const [address, request] = vi.mocked(fetch).mock.calls[0]!;
    expect(address).toBe('/api/v1/link');
    expect(request?.headers).toMatchObject({ Authorization: 'Link TOKEN' });
  });

  it('fills in the words of the welcome', async () => {
    await arrive('#l=TOKEN', linkAnswer());
    await vi.waitFor(() =>
      expect(document.querySelector('[data-slot=name]')?.textContent).toBe(ACTIVITY.name),
    );
    expect(document.querySelector('[data-slot=when]')?.textContent).toBe(
      'Jumat, 4 September 2026 · 08.00 WIB',
    );
    expect(document.querySelector('[data-slot=duration]')?.textContent).toBe('± 1 menit');
  });

  it.each([
    ['a portal’s page', { status: 200, body: '<html>' }],
    ['a refusal', { status: 401, body: { marker: PROTOCOL_MARKER, problem: 'link-altered' } }],
    ['a stranger’s JSON', { status: 200, body: { activity: {} } }],
  ])('is left alone when the answer is %s', async (_name, answer) => {
    await arrive('#l=TOKEN', answer);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(window.skmEarly?.event).toBeNull();
  });
});

describe('taps before the program is there', () => {
  const start = (): void => document.querySelector<HTMLElement>('.start')?.click();
  const radio = (value: string) =>
    document.querySelector<HTMLInputElement>(`.question input[value="${value}"]`);

  it('show the first question at once when the event is known', async () => {
    await arrive('#l=TOKEN', linkAnswer());
    await vi.waitFor(() => expect(window.skmEarly?.event).not.toBeNull());
    start();
    expect(shown('.question')).toBe(true);
    expect(shown('.welcome')).toBe(false);
    radio('3')?.click();
    expect(radio('3')?.checked).toBe(true);
    expect(window.skmEarly?.taps.map(({ next }) => next)).toEqual(['go', 'go']);
  });

  it('wait for the event with a word that it is coming', async () => {
    await arrive('#l=TOKEN');
    start();
    expect(shown('.welcome')).toBe(true);
    expect(shown('.start-busy')).toBe(true);
  });

  it('show no question of another questionnaire, nor of a closed event', async () => {
    for (const other of [{ questionnaire: anActivity().questionnaire }, { open: false }]) {
      await arrive('#l=TOKEN', linkAnswer(other));
      await vi.waitFor(() => expect(window.skmEarly?.event).not.toBeNull());
      start();
      expect(shown('.question')).toBe(false);
    }
  });

  it('show the question that the link promises while the event is on its way', async () => {
    await arrive(`#l=${PROMISING}`);
    expect(shown('.question')).toBe(false);
    start();
    expect(shown('.question')).toBe(true);
    expect(shown('.start-busy')).toBe(false);
    radio('3')?.click();
    reply(linkAnswer());
    await vi.waitFor(() => expect(window.skmEarly?.event).not.toBeNull());
    expect(shown('.question')).toBe(true);
    expect(radio('3')?.checked).toBe(true);
    expect(window.skmEarly?.taps).toHaveLength(2);
  });

  it('show it also when they were made while the page was still on its way', async () => {
    await arrive(`#l=${PROMISING}`, undefined, start);
    expect(shown('.question')).toBe(true);
  });

  it('come before the program, which begins when the first screen has been painted', async () => {
    await arrive(`#l=${PROMISING}`);
    expect(loadProgram).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(loadProgram).toHaveBeenCalledTimes(1));
  });

  it('keep the focus where they put it', async () => {
    await arrive(`#l=${PROMISING}`);
    start();
    radio('2')?.focus();
    await vi.waitFor(() => expect(loadProgram).toHaveBeenCalled());
    expect(document.activeElement).toBe(radio('2'));
  });

  it.each([
    ['of another questionnaire', { questionnaire: anActivity().questionnaire }],
    ['closed', { open: false }],
  ])('on a promised question are forgotten when the event is %s, the start is not', async (_name, other) => {
    await arrive(`#l=${PROMISING}`);
    start();
    radio('3')?.click();
    reply(linkAnswer(other));
    await vi.waitFor(() => expect(shown('.welcome')).toBe(true));
    expect(shown('.question')).toBe(false);
    expect(shown('.start-busy')).toBe(true);
    expect(radio('3')?.checked).toBe(false);
    expect(window.skmEarly?.taps.map(({ element }) => element.className)).toEqual([
      'button button-large start',
    ]);
  });

  it('tell an arrow key from a finger', async () => {
    await arrive('#l=TOKEN', linkAnswer());
    const input = radio('2')!;
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    input.click();
    input.dispatchEvent(new KeyboardEvent('keyup', { key: 'ArrowDown', bubbles: true }));
    input.click();
    // Of what is chosen already a browser reports no click.
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    expect(window.skmEarly?.taps.map(({ next }) => next)).toEqual(['stay', 'go', 'go']);
  });

  it('are not kept twice once the program acts itself', async () => {
    await arrive('#l=TOKEN', linkAnswer());
    start();
    expect(window.skmEarly?.handOver(() => undefined)).toHaveLength(1);
    start();
    expect(window.skmEarly?.taps).toHaveLength(1);
  });
});

describe('once the app draws', () => {
  it('hears of what is tapped and of the event, and nothing is painted by hand any more', async () => {
    await arrive('#l=TOKEN');
    const heard = vi.fn();
    window.skmEarly?.drawn(heard);
    document.querySelector<HTMLElement>('.start')?.click();
    expect(heard).toHaveBeenCalledOnce();
    expect(shown('.start-busy')).toBe(false);
    expect(window.skmEarly?.startedAt).toBeGreaterThan(0);
  });

  it('and acts, an event that comes late still reaches it', async () => {
    await arrive('#l=TOKEN');
    const learned = vi.fn();
    window.skmEarly?.handOver(learned);
    reply(linkAnswer());
    await vi.waitFor(() =>
      expect(learned).toHaveBeenCalledWith(expect.objectContaining({ name: ACTIVITY.name })),
    );
  });
});

describe('the app takes the page over', () => {
  function draw(changes: Partial<Shown>): void {
    const event = window.skmEarly?.event ?? null;
    const state = initialState({ screen: 'welcome', event, starting: false, tapped: undefined, ...changes });
    createSSRApp(SurveyApp, { firstStep }).provide(FRONT, makeFront(state)).mount('#app');
  }

  async function arriveAndLearn(): Promise<void> {
    await arrive('#l=TOKEN', linkAnswer());
    await vi.waitFor(() => expect(window.skmEarly?.event).not.toBeNull());
  }

  it.each(['welcome', 'form'] as const)('and draws exactly what is there: the %s', async (screen) => {
    const said = [
      vi.spyOn(console, 'warn').mockImplementation(() => undefined),
      vi.spyOn(console, 'error').mockImplementation(() => undefined),
    ];
    await arriveAndLearn();
    if (screen === 'form') document.querySelector<HTMLElement>('.start')?.click();
    draw({ screen });
    expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
    for (const spy of said) spy.mockRestore();
  });

  it('and keeps the very radio that was tapped, chosen', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await arriveAndLearn();
    document.querySelector<HTMLElement>('.start')?.click();
    const radio = document.querySelector<HTMLInputElement>('.question input[value="3"]')!;
    radio.click();
    draw({ screen: 'form', tapped: 3 });
    expect(document.querySelector('.question input[value="3"]')).toBe(radio);
    expect(radio.checked).toBe(true);
    vi.restoreAllMocks();
  });

  it('from a page that is the same each time it is built, without a style in an attribute', async () => {
    const state = initialState({ screen: 'welcome', event: null, starting: false, tapped: undefined });
    const again = await renderToString(
      createSSRApp(SurveyApp, { firstStep }).provide(FRONT, makeFront(state)),
    );
    expect(again).toBe(html);
    expect(html).not.toContain('style=');
  });
});
