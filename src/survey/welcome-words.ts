import type { Language } from '#domain/questionnaire.ts';
import { formatLongDate, formatTime } from '#ui/format.ts';
import type { EventView } from './event-view.ts';

/** The words of the first screen that depend on the event. */
export interface WelcomeWords {
  readonly agency: string;
  readonly name: string;
  readonly when: string;
  readonly place: string;
  readonly duration: string;
}

/**
 * One place for these words, because the inline script fills them in before the app draws the same ones. All but the
 * duration are empty while the event (`null`) is not known. `duration` says minutes in the language wanted.
 */
export function welcomeWords(
  event: EventView | null,
  language: Language,
  duration: (minutes: number) => string,
): WelcomeWords {
  if (event === null) return { agency: '', name: '', when: '', place: '', duration: duration(1) };
  const { agency, name, start, place, content } = event;
  const minutes = expectedMinutes(content.questions.length);
  return { agency, name, when: eventMoment(start, language), place, duration: duration(minutes) };
}

/** "Senin, 23 November 2026 · 09.00 WIB" for an instant (ISO 8601). */
export function eventMoment(start: string, language: Language): string {
  return `${formatLongDate(start, language)} · ${formatTime(start, language)} WIB`;
}

/** About six seconds a question, in whole minutes, at least one. */
export function expectedMinutes(questions: number): number {
  return Math.max(1, Math.round(questions / 10));
}
