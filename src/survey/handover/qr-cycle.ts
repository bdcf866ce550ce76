/**
 * How long each code is shown: long enough for a camera of 30 pictures a second to see it whole twice. Five a second also
 * stay under the three flashes a second that WCAG 2.3.1 allows, since a flash is two changes.
 */
export const FRAME_MS = 200;

/** A minute a round. What is missed comes only once a round, so more would try anybody's patience. */
export const MOST_FRAMES = 300;

/** How long one round of so many frames takes, in whole seconds. */
export function roundSeconds(frames: number): number {
  return Math.max(1, Math.round((frames * FRAME_MS) / 1000));
}
