import type { Trigger } from './loop.ts';

/** The parts of a page that tell when a try is worth it. */
export interface PageEvents {
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  readonly document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>;
}

/**
 * Calls `kick` when the network may be back or the page is looked at again. Only hints: "online" lies both ways, so it
 * is never asked for, and its absence never keeps anybody from trying. Returns how to stop listening.
 */
export function listenToPage(kick: (trigger: Trigger) => void, page: PageEvents = globalThis): () => void {
  const online = () => kick('online');
  const visible = () => {
    if (page.document.visibilityState === 'visible') kick('visible');
  };
  const shown = () => kick('visible');
  page.window.addEventListener('online', online);
  page.window.addEventListener('pageshow', shown);
  page.document.addEventListener('visibilitychange', visible);
  return () => {
    page.window.removeEventListener('online', online);
    page.window.removeEventListener('pageshow', shown);
    page.document.removeEventListener('visibilitychange', visible);
  };
}
