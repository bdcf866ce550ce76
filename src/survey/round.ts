import type { Language } from '#domain/questionnaire.ts';
import type { SurveyContext } from '#local/survey/contexts.ts';
import type { Stored } from '#local/survey/submit.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';
import type { Delivery, Engine, Opened } from './engine.ts';
import type { EventView } from './event-view.ts';
import type { Filling } from './filling.ts';
import type { VisitState } from './visit-state.ts';

/** What a round may do with the visit it belongs to. */
export interface RoundHost {
  readonly state: VisitState;
  readonly filling: Filling;
  begin(): void;
  seen(): void;
  setLanguage(language: Language): Promise<void>;
  showNotice(code: NoticeCode): void;
  useEngine(): Promise<Engine>;
}

/** What differs between a phone and a kiosk, once it is known which of them this is. */
export interface Round {
  /** The page's purpose is known; `before` is the event that was shown until now. */
  ready(opened: Extract<Opened, { kind: 'ready' }>, before: EventView | null): void;
  /** A person has begun a form. */
  begun(): void;
  /** The response is stored for good. */
  thank(stored: Stored): void;
  /** Back from the first question. */
  leave(): void;
  /** The office changed something about the context, which is already taken over. */
  refresh(context: SurveyContext): void;
  /** The endpoint says that the link may not be answered any more. */
  refused(code: NoticeCode): void;
  deliver(delivery: Delivery): void;
  /** Whoever was here is done or gone: a kiosk is made ready for the next person, a phone belongs to the same one. */
  reset(): void;
}
