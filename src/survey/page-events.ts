import { readOpening } from './opening.ts';
import type { Visit } from './visit.ts';

/**
 * What the browser does to a page while it is open: hides it, brings it back from its memory, follows another link in
 * the same tab, finds the network again.
 */
export function watchPage(visit: Visit): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') visit.filling.flush();
    else visit.seen();
  });
  addEventListener('online', () => visit.seen());
  addEventListener('hashchange', () => {
    if (readOpening(location.hash).kind !== 'stored') location.reload();
  });
  // A page that Back brings out of the browser's memory would show what the person before had on the screen.
  addEventListener('pageshow', (event) => {
    if (event.persisted) visit.reset();
  });
}
