import { shallowReactive } from 'vue';
import type { Component } from 'vue';
import type { Answer, Language } from '#domain/questionnaire.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';
import type { QueueState, ResponseState } from '#local/survey/queue.ts';
import type { KioskStanding } from '#local/survey/senders.ts';
import type { EnrolmentProblem } from '#ui/texts/enrolment.ts';
import type { NoticeCode, PageTexts } from '#ui/texts/survey-pages.ts';
import { indonesian } from '#ui/texts/survey.id.ts';
import type { SurveyTexts } from '#ui/texts/survey.ts';
import type { StaffDesk } from './corner/desk.ts';
import type { EventView } from './event-view.ts';
import type { Form } from './form.ts';

/**
 * `wait` paints only the ground: nothing is known yet. `events`: staff choose the kiosk's event. `enrolment`: staff enter
 * the code of this device. `corner`: staff are behind their PIN, or in front of it.
 */
export type ScreenName =
  | 'wait'
  | 'welcome'
  | 'attract'
  | 'events'
  | 'enrolment'
  | 'corner'
  | 'form'
  | 'thanks'
  | 'answered'
  | 'notice';

export interface Thanks {
  readonly responseId: string;
  readonly receipt: string;
  /** `received`: a receipt of the endpoint names it. `waiting`: the first attempt to send is still under way. */
  readonly state: 'waiting' | 'stored' | 'received';
}

/** Staff enter the code of this device, or opened it from a QR code. */
export interface EnrolmentState {
  readonly code: string;
  readonly problem: EnrolmentProblem | null;
  readonly busy: boolean;
  /** A part of the program that only comes when it is asked for: people with phones never need it. */
  readonly Screen: Component;
}

/** The staff corner is open: its screen, and what it works with. Only kiosks ever load it. */
export interface CornerState {
  readonly Screen: Component;
  readonly desk: StaffDesk;
}

/** Everything the screens draw. Values are replaced, never changed inside. */
export interface VisitState {
  screen: ScreenName;
  mode: 'link' | 'kiosk';
  notice: NoticeCode | null;
  language: Language;
  texts: SurveyTexts;
  /** Come with the screens that need them. */
  pages: PageTexts | null;
  event: EventView | null;
  context: SurveyContext | null;
  form: Form | null;
  /** An answer to the first question, tapped before there was a form. */
  tapped: Answer | undefined;
  /** "Mulai" was tapped before the questions were known. */
  starting: boolean;
  /** A tap answered and the form is about to move on. */
  confirming: boolean;
  sending: boolean;
  /** Sending takes so long that it is said; before that the screen has better things to draw. */
  slow: boolean;
  /** The last attempt to store the response failed; the form is untouched. */
  failed: boolean;
  thanks: Thanks | null;
  /** The last screen before the thank-you has been painted once. */
  commentPainted: boolean;
  earlier: readonly ResponseState[];
  queue: QueueState | null;
  /** Whether the office knows this browser as a kiosk. */
  standing: KioskStanding;
  enrolment: EnrolmentState | null;
  corner: CornerState | null;
  /** What staff have set on this kiosk; `null`: a phone, or not known yet. */
  settings: KioskSettings | null;
  /** A new version of the app is complete and waits for its moment. */
  updateWaits: boolean;
  /** The browser promised to keep a kiosk's screen lit. */
  awake: boolean;
  /** Seconds left of the idle countdown; `null` while nobody is missed. */
  idleLeft: number | null;
}

/** What the page shows before the program is there: prerendered, with what the inline script did since. */
export type Shown = Pick<VisitState, 'screen' | 'event' | 'starting' | 'tapped'>;

export function initialState(shown: Shown): VisitState {
  return shallowReactive<VisitState>({
    ...shown,
    mode: 'link',
    notice: null,
    language: 'id',
    texts: indonesian,
    pages: null,
    context: null,
    form: null,
    confirming: false,
    sending: false,
    slow: false,
    failed: false,
    thanks: null,
    commentPainted: false,
    earlier: [],
    queue: null,
    standing: 'none',
    enrolment: null,
    corner: null,
    settings: null,
    updateWaits: false,
    awake: false,
    idleLeft: null,
  });
}
