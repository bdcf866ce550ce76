import type { Language } from '#domain/questionnaire.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { Draft } from '#local/survey/drafts.ts';
import type { KioskSettings } from '#local/survey/kiosk-settings.ts';
import type { Stored } from '#local/survey/submit.ts';
import type { QueueState, ResponseState } from '#local/survey/queue.ts';
import type { KioskStanding } from '#local/survey/senders.ts';
import type { EnrolmentProblem } from '#ui/texts/enrolment.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';
import type { StoreParts } from './corner/desk.ts';
import type { Opening } from './opening.ts';

/** What the opening led to. */
export type Opened =
  | {
      readonly kind: 'ready';
      readonly context: SurveyContext;
      /** Left by an earlier visit of this browser. */
      readonly draft: Draft | null;
      readonly earlier: readonly ResponseState[];
      /** A kiosk just enrolled with several events: staff choose one first. */
      readonly choose: boolean;
      /** Of a kiosk: what staff have set on it. */
      readonly settings?: KioskSettings;
    }
  | { readonly kind: 'notice'; readonly code: NoticeCode }
  /** The code did not make this device a kiosk; what it was before stays as it is. */
  | { readonly kind: 'enrolment'; readonly code: string; readonly problem: EnrolmentProblem };

/** How far delivery has come, for the small print on the screens. */
export interface Delivery {
  readonly queue: QueueState;
  /** The last attempt failed; the next one comes by itself. */
  readonly stalled: boolean;
  /** Whether the office knows this browser as a kiosk. */
  readonly standing: KioskStanding;
}

/** The link's answer as it came off the wire, fetched before any program was loaded. */
export interface WireAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Everything of the survey that needs the store or the network: database, schemas and sync. It is loaded while the
 * person reads the first screen; the screens know only this contract.
 */
export interface Engine {
  /** Finds, fetches or refreshes what the page was opened for. Never rejects for a missing network. */
  open(opening: Opening, early: Promise<WireAnswer> | null): Promise<Opened>;
  /** Makes this browser a kiosk by a one-time code. */
  enrol(code: string): Promise<Opened>;
  /** Calls back when a refresh in the background changed the context. */
  onContext(callback: (context: SurveyContext) => void): void;
  /** Calls back when the endpoint says, behind a kept context, that its link may not be answered any more. */
  onRefused(callback: (code: NoticeCode) => void): void;
  /** Calls back when a newer version in another tab took the store over; this page may not write any more. */
  onEnd(callback: () => void): void;
  selectActivity(id: string): Promise<SurveyContext>;
  startDraft(context: SurveyContext, language: Language): Promise<Draft>;
  saveDraft(draft: Draft): Promise<void>;
  /** Forgets the draft and counts it: given up by the person, or overtaken by another event. */
  discardDraft(context: SurveyContext, reason: 'abandoned' | 'event-change'): Promise<void>;
  /** Resolves only when the response is on the disk for good. Safe to call again with the same draft. */
  submit(context: SurveyContext, draft: Draft, durationMs: number): Promise<Stored>;
  earlier(context: SurveyContext): Promise<readonly ResponseState[]>;
  /** Calls back now and whenever something was stored, sent or received. */
  onDelivery(callback: (delivery: Delivery) => void): void;
  /** Handing over without a network, for the staff's corner. */
  /** What the staff corner works with. */
  staff(): Promise<StoreParts>;
}
