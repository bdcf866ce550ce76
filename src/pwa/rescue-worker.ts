import { keptFile, RESCUE_FILES } from './rescue-files.ts';
import type { InstallScope } from './worker-scope.ts';

/**
 * The rescue page's own worker. It has its address for itself, so a worker of the app that hangs or was built wrong does
 * not stand in its way; it does nothing but answer with four files.
 */
const scope = globalThis as unknown as InstallScope;
const CACHE = `skm-rescue-${__RESCUE_VERSION__}`;

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(RESCUE_FILES.map((file) => new Request(file, { cache: 'no-cache' }))))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('skm-rescue-') && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name)))),
  );
});

scope.addEventListener('fetch', (event) => {
  const file = keptFile(event.request, scope.location.origin);
  if (file === null) return;
  event.respondWith(caches.match(file).then((kept) => kept ?? fetch(event.request.url)));
});
