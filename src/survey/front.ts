import { inject, shallowReactive } from 'vue';
import type { Component, InjectionKey } from 'vue';
import type { EarlyPage } from './early-page.ts';
import type { Visit } from './visit.ts';
import type { VisitState } from './visit-state.ts';

/** What arrives after the first screens: the content of `later.ts`. */
export interface Later {
  readonly LaterScreens: Component;
  takeOver(front: Front, early: EarlyPage | undefined): void;
}

/**
 * What the first screens hold on to. They are drawn before the rest of the program has arrived: until `visit` is there,
 * the page's inline script keeps every tap.
 */
export interface Front {
  readonly state: VisitState;
  /** Content hash of the questionnaire whose first question the build drew into the page. */
  readonly drawn: string | undefined;
  visit: Visit | null;
  /** The other screens. */
  later: Later | null;
  /** Counted by the screens: the first one of a page must not take the focus. */
  screensShown: number;
}

export const FRONT: InjectionKey<Front> = Symbol('front');

export function makeFront(state: VisitState, drawn?: string): Front {
  return shallowReactive<Front>({ state, drawn, visit: null, later: null, screensShown: 0 });
}

/** What the app was mounted with; throws outside the survey app. */
export function useFront(): Front {
  const front = inject(FRONT);
  if (front === undefined) throw new Error('No front.');
  return front;
}
