/** What the survey's tests share: an event, an engine without store or network, and the mounted app. */
import { mount } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { vi } from 'vitest';
import { nextTick } from 'vue';
import { DEFAULT_QUESTIONNAIRE } from '#domain/default-questionnaire.ts';
import { stepsOf } from '#domain/flow.ts';
import type { Language, QuestionnaireContent } from '#domain/questionnaire.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { Draft } from '#local/survey/drafts.ts';
import { EMPTY_QUEUE } from '#local/survey/queue.ts';
import type { ResponseState } from '#local/survey/queue.ts';
import type { Stored } from '#local/survey/submit.ts';
import type { PublicActivity } from '#protocol/survey.ts';
import type { Delivery, Engine, Opened } from '#survey/engine.ts';
import { eventOfContext } from '#survey/event-view.ts';
import { FRONT, makeFront } from '#survey/front.ts';
import type { Front } from '#survey/front.ts';
import * as corner from '#survey/corner/corner.ts';
import type { StoreParts } from '#survey/corner/desk.ts';
import LaterScreens from '#survey/LaterScreens.vue';
import type { Opening } from '#survey/opening.ts';
import EnrolmentScreen from '#survey/screens/EnrolmentScreen.vue';
import SurveyApp from '#survey/SurveyApp.vue';
import { takeOver } from '#survey/take-over.ts';
import { initialState } from '#survey/visit-state.ts';
import { Visit } from '#survey/visit.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';

export const HASH = 'a'.repeat(64);
export const DEVICE = '7c0e8a34-0d4f-4c52-9a53-3d6a4f0f5b11';

export function anActivity(changes: Partial<PublicActivity> & { content?: QuestionnaireContent } = {}) {
  const { content = DEFAULT_QUESTIONNAIRE, ...rest } = changes;
  return {
    id: '01926f5e-0000-7000-8000-000000000001',
    name: 'Upacara Hari Jadi Kota Probolinggo',
    start: '2026-09-04T01:00:00.000Z',
    place: 'Alun-Alun Kota Probolinggo',
    open: true,
    closesAt: null,
    questionnaire: { id: 'layanan-keprotokolan', version: 1, hash: HASH, content },
    ...rest,
  } as PublicActivity;
}

export function aContext(changes: Partial<SurveyContext> = {}): SurveyContext {
  const activities = changes.activities ?? [anActivity()];
  return {
    id: 'link:1',
    mode: 'link',
    token: 'TOKEN',
    device: DEVICE,
    agency: { id: 'agency', name: 'Bagian Humas dan Protokol' },
    demo: false,
    label: '',
    idleSeconds: 0,
    currentActivity: activities[0]?.id ?? '',
    fetchedAt: '2026-09-04T00:00:00.000Z',
    clockOffsetMs: 0,
    ...changes,
    activities,
  };
}

export function aKiosk(changes: Partial<SurveyContext> = {}): SurveyContext {
  return aContext({ id: 'kiosk', mode: 'kiosk', label: 'Tablet 1', idleSeconds: 45, ...changes });
}

export function aDraft(changes: Partial<Draft> = {}): Draft {
  const { id, version, hash } = anActivity().questionnaire;
  return {
    contextId: 'link:1',
    responseId: '01926f5e-0000-7000-8000-00000000d001',
    activity: anActivity().id,
    questionnaire: { id, version, hash },
    answers: {},
    profile: {},
    comment: '',
    step: '',
    language: 'id',
    startedAt: '2026-09-04T02:00:00.000Z',
    elapsedMs: 0,
    ...changes,
  };
}

/** Remembers what it was asked to do; `log` holds it in order. */
export class FakeEngine implements Engine {
  readonly log: string[] = [];
  readonly submitted: Draft[] = [];
  opened: Opened;
  draft: Draft | null = null;
  responses: ResponseState[] = [];
  /** What the staff corner works with. */
  staffParts: StoreParts | null = null;
  /** Rejects the next submits with this. */
  refusal: Error | null = null;
  tellContext: (context: SurveyContext) => void = () => undefined;
  tellRefused: (code: NoticeCode) => void = () => undefined;
  tellEnd: () => void = () => undefined;
  tellDelivery: (delivery: Delivery) => void = () => undefined;

  constructor(opened: Opened) {
    this.opened = opened;
  }

  async open(): Promise<Opened> {
    this.log.push('open');
    return this.opened;
  }
  async enrol(code: string): Promise<Opened> {
    this.log.push(`enrol ${code}`);
    return this.opened;
  }
  onContext(callback: (context: SurveyContext) => void): void {
    this.tellContext = callback;
  }
  onRefused(callback: (code: NoticeCode) => void): void {
    this.tellRefused = callback;
  }
  onEnd(callback: () => void): void {
    this.tellEnd = callback;
  }
  onDelivery(callback: (delivery: Delivery) => void): void {
    this.tellDelivery = callback;
  }
  async selectActivity(id: string): Promise<SurveyContext> {
    this.log.push(`select ${id}`);
    if (this.opened.kind !== 'ready') throw new Error('Nothing is open.');
    return { ...this.opened.context, currentActivity: id };
  }
  async startDraft(context: SurveyContext, language: Language): Promise<Draft> {
    this.log.push('start');
    this.draft = aDraft({ contextId: context.id, language, activity: context.currentActivity });
    return this.draft;
  }
  async saveDraft(draft: Draft): Promise<void> {
    this.log.push(`save ${draft.step}`);
    this.draft = draft;
  }
  async discardDraft(_context: SurveyContext, reason: string): Promise<void> {
    this.log.push(reason);
    this.draft = null;
  }
  async submit(_context: SurveyContext, draft: Draft): Promise<Stored> {
    this.log.push('submit');
    if (this.refusal !== null) throw this.refusal;
    this.submitted.push(draft);
    this.draft = null;
    this.responses.unshift({
      responseId: draft.responseId,
      receipt: 'P4M-X2R9',
      submittedAt: '2026-09-04T02:01:00.000Z',
      state: 'on-device',
    });
    return { responseId: draft.responseId, receipt: 'P4M-X2R9', sequence: 1, already: false };
  }
  async earlier(): Promise<readonly ResponseState[]> {
    return this.responses;
  }

  async staff(): Promise<StoreParts> {
    if (this.staffParts === null) throw new Error('Nobody of the staff is in this scene.');
    return this.staffParts;
  }

  deliver(changes: Partial<Delivery>): void {
    this.tellDelivery({ queue: EMPTY_QUEUE, stalled: false, standing: 'none', ...changes });
  }

  /** The endpoint's receipt for everything sent so far. */
  receive(): void {
    this.responses = this.responses.map((response) => ({ ...response, state: 'received' }));
    this.deliver({ queue: { ...EMPTY_QUEUE, received: this.responses.length } });
  }
}

export function readyWith(
  context: SurveyContext,
  more: Partial<Extract<Opened, { kind: 'ready' }>> = {},
): FakeEngine {
  return new FakeEngine({ kind: 'ready', context, draft: null, earlier: [], choose: false, ...more });
}

/** The mounted app and what a person does with it. */
export class Screen {
  readonly visit: Visit;
  readonly front: Front;
  readonly wrapper: VueWrapper;

  constructor(visit: Visit, front: Front, wrapper: VueWrapper) {
    this.visit = visit;
    this.front = front;
    this.wrapper = wrapper;
  }

  /** Class of the screen that is shown, for example `question`. */
  get name(): string {
    return this.#shown()
      .map((screen) => screen.classes()[1])
      .join(' and ');
  }

  get text(): string {
    return this.#shown()
      .map((screen) => screen.text())
      .join(' ');
  }

  get html(): string {
    return this.wrapper.html();
  }

  async press(words: string): Promise<void> {
    const button = this.wrapper.findAll('button').find((candidate) => candidate.text().includes(words));
    if (button === undefined) throw new Error(`No button says "${words}" on the screen ${this.name}.`);
    await button.trigger('click');
    await settle();
  }

  radio(value: string) {
    return this.wrapper.get(`.question:not([hidden]) input[value="${value}"]`);
  }

  /** A finger on a choice, and the moment in which it is confirmed. */
  async tap(value: string): Promise<void> {
    await this.radio(value).trigger('click');
    await settle();
  }

  async answerAll(value = '4'): Promise<void> {
    while (this.name === 'question') await this.tap(value);
  }

  #shown() {
    return this.wrapper.findAll('.screen').filter((screen) => screen.attributes('hidden') === undefined);
  }
}

export interface AppOptions {
  readonly opening?: Opening;
  readonly loadEngine?: () => Promise<Engine>;
}

/** Opens the app as a phone or kiosk would after the prerendered page: nothing shown, everything loaded. */
export async function openApp(engine: Engine, options: AppOptions = {}): Promise<Screen> {
  const front = makeFront(initialState({ screen: 'wait', event: null, starting: false, tapped: undefined }));
  const firstStep = stepsOf(DEFAULT_QUESTIONNAIRE)[0]!;
  const wrapper = mount(SurveyApp, {
    attachTo: document.body,
    props: { firstStep },
    global: { provide: { [FRONT as symbol]: front } },
  });
  const visit = new Visit(front.state, {
    opening: options.opening ?? { kind: 'link', token: 'TOKEN' },
    startedAt: undefined,
    loadEnrolment: () => Promise.resolve(EnrolmentScreen),
    loadCorner: () => Promise.resolve(corner),
    loadEngine: options.loadEngine ?? (() => Promise.resolve(engine)),
  });
  front.visit = visit;
  front.later = { LaterScreens, takeOver };
  await visit.open();
  await settle();
  return new Screen(visit, front, wrapper);
}

/** Lets promises, timers of the confirmation and drawing come to rest; needs fake timers. */
export async function settle(ms = 300): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await nextTick();
}

export function eventOf(context: SurveyContext) {
  const event = eventOfContext(context);
  if (event === null) throw new Error('The context has no event.');
  return event;
}
