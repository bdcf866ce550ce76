import type { EventView } from './event-view.ts';

/**
 * The little that must be known before the first paint of a later visit: which first screen, and its event. Only a
 * copy, in localStorage because that is read at once; the truth is in the database, and a lost glance costs a moment.
 */
export interface Glance {
  readonly mode: 'link' | 'kiosk';
  /** Of a phone whose next first screen is the welcome; `null`: paint nothing but the ground until the app knows. */
  readonly event: EventView | null;
}

/** Raised with every change of the form above, so that no build misreads what another one wrote. */
const KEY = 'skm-survey-glance-1';

/** `null` when there is none, it is damaged, or the browser forbids storage. */
export function readGlance(): Glance | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Glance | null;
  } catch {
    return null;
  }
}

export function writeGlance(glance: Glance): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(glance));
  } catch {
    // A browser that keeps no glance paints the first screen a moment later; nothing else depends on it.
  }
}
