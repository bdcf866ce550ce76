import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepKioskFiles } from '#pwa/keep-kiosk-files.ts';
import { COUNT_MISSING, KEEP_KIOSK, KIOSK_CACHE } from '#pwa/kiosk-messages.ts';
import type { InstallScope } from '#pwa/worker-scope.ts';

const precached = vi.hoisted(() => new Set<string>());
vi.mock('workbox-precaching', () => ({
  matchPrecache: async (file: string) => (precached.has(file) ? new Response(file) : undefined),
}));

const ORIGIN = 'https://survei.example';

/** The caches of a browser, and a network that may be gone. */
class Caches {
  readonly stored = new Map<string, Map<string, Response>>();
  isOnline = true;

  readonly has = async (name: string): Promise<boolean> => this.stored.has(name);

  readonly open = async (name: string) => {
    const entries = this.stored.get(name) ?? new Map<string, Response>();
    this.stored.set(name, entries);
    const pathOf = (of: string): string => new URL(of, ORIGIN).pathname;
    return {
      match: async (file: string) => entries.get(pathOf(file)),
      addAll: async (files: readonly string[]) => {
        if (!this.isOnline && files.length > 0) throw new TypeError('Failed to fetch');
        for (const file of files) entries.set(pathOf(file), new Response(`content of ${file}`));
      },
      keys: async () => [...entries.keys()].map((path) => ({ url: `${ORIGIN}${path}` })),
      delete: async (url: string) => entries.delete(pathOf(url)),
    };
  };

  get kept(): string[] {
    return [...(this.stored.get(KIOSK_CACHE)?.keys() ?? [])].sort();
  }
}

let caches: Caches;
beforeEach(() => {
  precached.clear();
  caches = new Caches();
  vi.stubGlobal('caches', caches);
});

/** A version of the worker, with the moments of its life. */
function version(...kiosk: string[]) {
  const listeners = new Map<string, (event: object) => void>();
  const scope = {
    location: { origin: ORIGIN },
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
  } as unknown as InstallScope;
  keepKioskFiles(scope, { everybody: ['index.html'], kiosk });
  async function happen(type: string, more: object = {}): Promise<void> {
    const work: Promise<unknown>[] = [];
    listeners.get(type)?.({ ...more, waitUntil: (promise: Promise<unknown>) => work.push(promise) });
    await Promise.all(work);
  }
  return {
    install: () => happen('install'),
    activate: () => happen('activate'),
    keep: () => happen('message', { data: { type: KEEP_KIOSK }, ports: [] }),
    missing: () =>
      new Promise<number>((resolve) => {
        const port = { postMessage: resolve };
        void happen('message', { data: { type: COUNT_MISSING }, ports: [port] });
      }),
    ask: async (path: string): Promise<string | null> => {
      let answer: Promise<Response> | null = null;
      const request = { method: 'GET', url: `${ORIGIN}${path}`, mode: 'cors' };
      await happen('fetch', { request, respondWith: (given: Promise<Response>) => (answer = given) });
      return answer === null ? null : await (await (answer as Promise<Response>)).text();
    },
  };
}

describe('what only kiosks need', () => {
  it('is not kept by a phone, through all versions', async () => {
    const one = version('assets/corner-1.js');
    await one.install();
    await one.activate();
    expect(caches.stored.size).toBe(0);
  });

  it('is kept by a device that said it is a kiosk, and answered without network', async () => {
    const one = version('assets/corner-1.js', 'assets/corner-1.css');
    await one.keep();
    caches.isOnline = false;
    expect(await one.ask('/assets/corner-1.js')).toBe('content of /assets/corner-1.js');
    expect(await one.ask('/assets/other.js')).toBeNull();
  });

  it('comes with a new version before that takes over, and the old one goes only then', async () => {
    await version('assets/corner-1.js').keep();
    const two = version('assets/corner-2.js');
    await two.install();
    expect(caches.kept).toEqual(['/assets/corner-1.js', '/assets/corner-2.js']);
    await two.activate();
    expect(caches.kept).toEqual(['/assets/corner-2.js']);
  });

  it('that cannot be fetched keeps a new version from being complete, and nothing is lost', async () => {
    await version('assets/corner-1.js').keep();
    caches.isOnline = false;
    await expect(version('assets/corner-2.js').install()).rejects.toThrow('Failed to fetch');
    expect(caches.kept).toEqual(['/assets/corner-1.js']);
  });

  it('that is missing when a kiosk says so is fetched the next time it does', async () => {
    const one = version('assets/corner-1.js');
    caches.isOnline = false;
    await one.keep();
    expect(caches.kept).toEqual([]);
    caches.isOnline = true;
    await one.keep();
    expect(caches.kept).toEqual(['/assets/corner-1.js']);
  });

  it('is counted file by file, with the files of everybody', async () => {
    const one = version('assets/corner-1.js', 'assets/corner-1.css');
    expect(await one.missing()).toBe(3);
    precached.add('index.html');
    expect(await one.missing()).toBe(2);
    await one.keep();
    expect(await one.missing()).toBe(0);
  });
});
