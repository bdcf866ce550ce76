import type { WireAnswer } from './engine.ts';
import type { EventView } from './event-view.ts';
import type { Opening } from './opening.ts';

/** A tap made before the program was there. */
export interface EarlyTap {
  readonly element: HTMLElement;
  /** `stay`: an arrow key moved the choice; the form does not move on by itself. */
  readonly next: 'go' | 'stay';
}

/**
 * What the small inline script did before the app was there, left on `window` for it: the request already under way,
 * the words it filled in, and the taps it kept.
 */
export interface EarlyPage {
  readonly opening: Opening;
  /** The link's answer, asked for as soon as the first bytes of the page had arrived. */
  readonly link: Promise<WireAnswer> | null;
  taps: readonly EarlyTap[];
  /** What the prerendered welcome shows now; the app begins with the same words. */
  event: EventView | null;
  /** Monotonic milliseconds at which "Mulai" was tapped. */
  startedAt: number | undefined;
  /** The prerendered first question is shown instead of the welcome; it may still turn out to be another. */
  asking: boolean;
  /**
   * Called once the prerendered page is parsed: fills in what is known, and has the program loaded when the first picture
   * has been painted and the one after it, which a tap may have changed. Starting the program takes a slow phone longer
   * than drawing them.
   */
  show(loadProgram: () => Promise<unknown>): void;
  /** The app draws from now on, told of every change of the above; taps are still kept here. */
  drawn(onChange: () => void): void;
  /** The app also acts from now on, and gets the taps kept so far; an event that is still to come goes to it. */
  handOver(onEvent: (event: EventView) => void): readonly EarlyTap[];
}

declare global {
  interface Window {
    skmEarly?: EarlyPage;
  }
}
