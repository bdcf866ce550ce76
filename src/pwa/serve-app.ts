import { cleanupOutdatedCaches, getCacheKeyForURL, matchPrecache, precache } from 'workbox-precaching';
import { SKIP_WAITING } from './skip-waiting.ts';
import type { WorkerScope } from './worker-scope.ts';

/**
 * The file of the app that answers a request, or `null` when the worker must keep its hands off: anything but a GET,
 * another origin, and the API. Opening the origin gives the app's one page, whatever query a link added.
 */
export function fileFor(
  request: Pick<Request, 'method' | 'url' | 'mode'>,
  origin: string,
  page: string,
): string | null {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin || url.pathname.startsWith('/api/')) return null;
  return request.mode === 'navigate' && url.pathname === '/' ? page : url.pathname;
}

/**
 * Makes an app work without network: keeps exactly the files of its build and answers with them. A new version waits
 * until the page, which knows when nobody is in the middle of anything, tells it to take over.
 */
export function serveApp(
  scope: WorkerScope,
  page: string,
  files: readonly { readonly url: string; readonly revision: string | null }[],
): void {
  cleanupOutdatedCaches();
  precache([...files]);
  scope.addEventListener('fetch', (event) => {
    const file = fileFor(event.request, scope.location.origin, page);
    if (file === null || getCacheKeyForURL(file) === undefined) return;
    // A file that the browser evicted is fetched, so that half a cache is no dead end while there is a network.
    event.respondWith(matchPrecache(file).then((kept) => kept ?? fetch(event.request.url)));
  });
  scope.addEventListener('message', ({ data }) => {
    if (typeof data === 'object' && data !== null && 'type' in data && data.type === SKIP_WAITING) {
      void scope.skipWaiting();
    }
  });
}
