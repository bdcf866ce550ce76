import { mount } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { stepsOf } from '#domain/flow.ts';
import { markOf } from '#protocol/link-mark.ts';
import type { EarlyPage, EarlyTap } from '#survey/early-page.ts';
import type { EventView } from '#survey/event-view.ts';
import { FRONT, makeFront } from '#survey/front.ts';
import type { Front } from '#survey/front.ts';
import SurveyApp from '#survey/SurveyApp.vue';
import { takeOver } from '#survey/take-over.ts';
import { initialState } from '#survey/visit-state.ts';
import { aContext, aDraft, eventOf, FakeEngine, readyWith, settle } from './scene.ts';

const engines = vi.hoisted(() => ({ next: undefined as unknown }));
vi.mock('#survey/store-engine.ts', () => ({ createEngine: () => engines.next }));
vi.mock('#pwa/registration.ts', () => ({ keepCurrent: () => ({ setIdle: () => undefined }) }));

let wrapper: VueWrapper;
let front: Front;
let tellEvent: (event: EventView) => void;

/** The page as the inline script and the first drawing left it. */
function drawn(event: EarlyPage['event'], asking: boolean, questionnaire?: string): void {
  const screen = asking ? 'form' : 'welcome';
  front = makeFront(initialState({ screen, event, starting: false, tapped: undefined }), questionnaire);
  wrapper = mount(SurveyApp, {
    attachTo: document.body,
    props: { firstStep: stepsOf(DEFAULT_QUESTIONNAIRE)[0]! },
    global: { provide: { [FRONT as symbol]: front } },
  });
}

function earlyWith(taps: readonly EarlyTap[], event: EarlyPage['event']): EarlyPage {
  return {
    opening: { kind: 'link', token: 'TOKEN' },
    link: null,
    taps: [...taps],
    event,
    startedAt: 100,
    asking: event !== null,
    show: () => undefined,
    drawn: () => undefined,
    handOver: (onEvent) => {
      tellEvent = onEvent;
      return taps;
    },
  };
}

function tapOn(selector: string): EarlyTap {
  return { element: wrapper.get(selector).element as HTMLElement, next: 'go' };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-09-04T03:00:00Z') });
  localStorage.clear();
});
afterEach(() => {
  wrapper.unmount();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

describe('what was tapped before the program was there', () => {
  it('is done in order: start, and the first answer, which moves on by itself', async () => {
    const event = eventOf(aContext());
    engines.next = readyWith(aContext());
    drawn(event, true);
    takeOver(front, earlyWith([tapOn('.start'), tapOn('.question input[value="2"]')], event));
    expect(front.state.form?.answers).toEqual({ persyaratan: 2 });
    await settle();
    expect(wrapper.text()).toContain('2 dari 9');
  });

  it('is a start that waits for the event, and begins when it is known', async () => {
    const engine = readyWith(aContext());
    engines.next = engine;
    drawn(null, false);
    takeOver(front, earlyWith([tapOn('.start')], null));
    expect(front.state.starting).toBe(true);
    await settle();
    expect(front.state.screen).toBe('form');
    expect(engine.log).toEqual(['open', 'start']);
  });

  it('begins with the link’s own answer when that comes before the store', async () => {
    engines.next = new FakeEngine({ kind: 'notice', code: 'busy' });
    (engines.next as FakeEngine).open = () => new Promise(() => undefined);
    drawn(null, false);
    takeOver(front, earlyWith([tapOn('.start')], null));
    tellEvent(eventOf(aContext()));
    await settle();
    expect(front.state.screen).toBe('form');
  });

  describe('on a question that the link only promised', () => {
    const event = eventOf(aContext());
    const asked = () => wrapper.find('.question:not([hidden])').exists();

    function takeOverEarly(engine: FakeEngine, drawnHere: string): void {
      engines.next = engine;
      drawn(null, true, drawnHere);
      const early = earlyWith([tapOn('.start'), tapOn('.question input[value="2"]')], null);
      takeOver(front, { ...early, asking: true });
    }

    function waiting(): FakeEngine {
      const engine = readyWith(aContext());
      engine.open = () => new Promise(() => undefined);
      return engine;
    }

    it('is kept, with a word that the rest is coming, until the event is known', async () => {
      takeOverEarly(waiting(), event.questionnaire);
      await settle();
      expect(asked()).toBe(true);
      expect(wrapper.get<HTMLInputElement>('.question input[value="2"]').element.checked).toBe(true);
      expect(wrapper.get('.question .start-busy').text()).toContain('Menyiapkan');
      tellEvent(event);
      expect(front.state.form?.answers).toEqual({ persyaratan: 2 });
      await settle();
      expect(wrapper.text()).toContain('2 dari 9');
    });

    it('is kept until the store knows the event', async () => {
      const engine = readyWith(aContext());
      takeOverEarly(engine, event.questionnaire);
      await settle();
      expect(front.state.form?.answers).toEqual({ persyaratan: 2 });
      expect(engine.log.filter((entry) => entry === 'start')).toHaveLength(1);
    });

    it('is kept as well when the program had arrived before the start was tapped', async () => {
      engines.next = waiting();
      drawn(null, false, event.questionnaire);
      const token = btoa(String.fromCharCode(1, markOf(event.questionnaire) << 1, 0));
      takeOver(front, { ...earlyWith([], null), opening: { kind: 'link', token }, startedAt: undefined });
      await wrapper.get('.start').trigger('click');
      expect(asked()).toBe(true);
      await wrapper.get('.question input[value="3"]').trigger('click');
      expect(wrapper.get('.question .start-busy').text()).toContain('Menyiapkan');
      tellEvent(event);
      expect(front.state.form?.answers).toEqual({ persyaratan: 3 });
    });

    it('may be changed while the event is on its way', async () => {
      takeOverEarly(waiting(), event.questionnaire);
      await wrapper.get('.question input[value="4"]').trigger('click');
      tellEvent(event);
      expect(front.state.form?.answers).toEqual({ persyaratan: 4 });
    });

    it('moves on by itself once a key has gone on from what an arrow key chose', async () => {
      takeOverEarly(waiting(), event.questionnaire);
      const press = (key: string) => wrapper.get('.question input[value="3"]').trigger('keydown', { key });
      await press('ArrowDown');
      await wrapper.get('.question input[value="3"]').trigger('click');
      await press(' ');
      tellEvent(event);
      expect(front.state.form?.answers).toEqual({ persyaratan: 3 });
      await settle();
      expect(wrapper.text()).toContain('2 dari 9');
    });

    it('is dropped when the event asks something else first', async () => {
      takeOverEarly(waiting(), 'b'.repeat(64));
      tellEvent(event);
      await settle();
      expect(front.state.form?.answers).toEqual({});
      expect(asked()).toBe(true);
      expect(wrapper.find('.question input:checked').exists()).toBe(false);
    });

    it('is dropped with the question when the event takes no answers', async () => {
      takeOverEarly(waiting(), event.questionnaire);
      tellEvent({ ...event, open: false });
      await settle();
      expect(asked()).toBe(false);
      expect(front.state).toMatchObject({ screen: 'welcome', form: null, tapped: undefined });
    });

    it('can be left with Back', async () => {
      takeOverEarly(waiting(), event.questionnaire);
      await wrapper.get('.question .foot .button-quiet').trigger('click');
      expect(front.state).toMatchObject({ screen: 'welcome', starting: false, tapped: undefined });
    });

    it('goes with the page when the link cannot be opened', async () => {
      takeOverEarly(new FakeEngine({ kind: 'notice', code: 'closed' }), event.questionnaire);
      await settle();
      expect(asked()).toBe(false);
      expect(front.state).toMatchObject({ screen: 'notice', notice: 'closed', tapped: undefined });
    });

    it('adds to a draft of an earlier visit', async () => {
      const draft = aDraft({ answers: { waktu: 4 } });
      const engine = readyWith(aContext(), { draft });
      takeOverEarly(engine, event.questionnaire);
      await settle();
      expect(front.state.form?.answers).toEqual({ waktu: 4, persyaratan: 2 });
    });
  });

  it('is the language', async () => {
    engines.next = readyWith(aContext());
    drawn(eventOf(aContext()), false);
    takeOver(front, earlyWith([tapOn('.welcome .language')], eventOf(aContext())));
    await vi.waitFor(() => expect(wrapper.text()).toContain('Start'));
  });

  it('counts from the first tap, not from the arrival of the program', async () => {
    const event = eventOf(aContext());
    const engine = readyWith(aContext());
    engines.next = engine;
    drawn(event, true);
    await settle(5_000);
    takeOver(front, earlyWith([tapOn('.start'), tapOn('.question input[value="2"]')], event));
    await settle();
    expect(engine.draft?.elapsedMs).toBeGreaterThan(4_000);
  });
});

describe('a start that came too early', () => {
  it('leads to the kind page when this phone has already answered', async () => {
    const earlier = [{ responseId: 'r', receipt: 'P4M-X2R9', submittedAt: '', state: 'received' as const }];
    const engine = readyWith(aContext(), { earlier });
    engines.next = engine;
    drawn(null, false);
    takeOver(front, earlyWith([tapOn('.start')], null));
    await settle();
    expect(front.state.screen).toBe('answered');
    expect(engine.log).toEqual(['open']);
  });

  it('goes on with the draft of an earlier visit', async () => {
    const event = eventOf(aContext());
    const engine = readyWith(aContext());
    const draft = await engine.startDraft(aContext(), 'id');
    engines.next = readyWith(aContext(), {
      draft: { ...draft, answers: { persyaratan: 1, prosedur: 3 }, step: 'waktu' },
    });
    drawn(event, true);
    takeOver(front, earlyWith([tapOn('.start'), tapOn('.question input[value="4"]')], event));
    await settle();
    expect(front.state.form?.answers).toEqual({ persyaratan: 4, prosedur: 3 });
  });
});
