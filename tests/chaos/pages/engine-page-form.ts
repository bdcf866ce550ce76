import type { Score } from '#domain/questionnaire.ts';

/** One person's answer; the ticket goes into the comment. */
export interface Answering {
  readonly ticket: string;
  readonly score: Score;
}

export interface EnginePage {
  /** Opens what this browser was enrolled for. */
  open(): Promise<void>;
  /**
   * Answers one after the other; each is told by `chaosThanked` when it is stored. Every form is sent `times` times at
   * once, and after a failure again, at most `tries` times; the first person who is not served ends it.
   */
  answer(
    people: readonly Answering[],
    how?: { readonly times?: number; readonly tries?: number },
  ): Promise<{ readonly place: number; readonly reason: string } | null>;
}

declare global {
  interface Window {
    /** The rig's ear, see `Tab.listen`. */
    chaosThanked(ticket: string): void;
  }
}
