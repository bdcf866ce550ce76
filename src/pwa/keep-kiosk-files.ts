import { matchPrecache } from 'workbox-precaching';
import { fileFor } from './serve-app.ts';
import { COUNT_MISSING, KEEP_KIOSK, KIOSK_CACHE } from './kiosk-messages.ts';
import type { InstallScope } from './worker-scope.ts';

export interface WorkerFiles {
  /** Kept by every device. */
  readonly everybody: readonly string[];
  /** Kept by kiosks only; phones never load them. Their names change with their content. */
  readonly kiosk: readonly string[];
}

/**
 * Keeps the parts that only kiosks need, once a page has said that this device is one. A new version is not complete,
 * and does not take over, before it has its own; the old ones go when it does.
 */
export function keepKioskFiles(scope: InstallScope, { everybody, kiosk }: WorkerFiles): void {
  const files = kiosk.map((file) => `/${file}`);
  scope.addEventListener('install', (event) => {
    event.waitUntil(caches.has(KIOSK_CACHE).then((isKiosk) => (isKiosk ? keep(files) : undefined)));
  });
  scope.addEventListener('activate', (event) => {
    event.waitUntil(caches.has(KIOSK_CACHE).then((isKiosk) => (isKiosk ? forgetOthers(files) : undefined)));
  });
  scope.addEventListener('fetch', (event) => {
    const file = fileFor(event.request, scope.location.origin, '/');
    if (file === null || !files.includes(file)) return;
    event.respondWith(keptFile(file).then((kept) => kept ?? fetch(event.request.url)));
  });
  scope.addEventListener('message', (event) => {
    const { data, ports } = event;
    const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
    // What cannot be fetched now is asked for again at the next start.
    if (type === KEEP_KIOSK) event.waitUntil(keep(files).catch(() => undefined));
    if (type === COUNT_MISSING) {
      void countMissing(everybody, files).then((missing) => ports[0]?.postMessage(missing));
    }
  });
}

async function keep(files: readonly string[]): Promise<void> {
  const cache = await caches.open(KIOSK_CACHE);
  const missing: string[] = [];
  for (const file of files) if ((await cache.match(file)) === undefined) missing.push(file);
  await cache.addAll(missing);
}

async function forgetOthers(files: readonly string[]): Promise<void> {
  const cache = await caches.open(KIOSK_CACHE);
  for (const { url } of await cache.keys()) {
    if (!files.includes(new URL(url).pathname)) await cache.delete(url);
  }
}

async function keptFile(file: string): Promise<Response | undefined> {
  return (await caches.has(KIOSK_CACHE)) ? (await caches.open(KIOSK_CACHE)).match(file) : undefined;
}

async function countMissing(everybody: readonly string[], kiosk: readonly string[]): Promise<number> {
  const kept = await Promise.all([...everybody.map((file) => matchPrecache(file)), ...kiosk.map(keptFile)]);
  return kept.filter((file) => file === undefined).length;
}
