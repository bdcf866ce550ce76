import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fileFor, serveApp } from '#pwa/serve-app.ts';
import type { FetchOccasion, WorkerScope } from '#pwa/worker-scope.ts';

const kept = new Map<string, Response | undefined>();
const precached = vi.hoisted(() => [] as unknown[]);
vi.mock('workbox-precaching', () => ({
  cleanupOutdatedCaches: () => undefined,
  precache: (files: unknown[]) => precached.push(...files),
  getCacheKeyForURL: (file: string) => (kept.has(file) ? file : undefined),
  matchPrecache: async (file: string) => kept.get(file),
}));

const ORIGIN = 'https://survei.example';

function request(path: string, changes: Partial<Request> = {}) {
  return { method: 'GET', url: new URL(path, ORIGIN).href, mode: 'cors' as RequestMode, ...changes };
}

describe('what the worker answers', () => {
  it.each([
    ['/', 'navigate', '/index.html'],
    ['/?utm_source=poster', 'navigate', '/index.html'],
    ['/assets/index-1.js', 'cors', '/assets/index-1.js'],
    ['/rescue', 'navigate', '/rescue'],
  ] as const)('%s (%s) is the file %s', (path, mode, file) => {
    expect(fileFor(request(path, { mode }), ORIGIN, '/index.html')).toBe(file);
  });

  it.each([
    ['the API', request('/api/v1/link')],
    ['anything sent', request('/', { method: 'POST' })],
    ['a head request', request('/', { method: 'HEAD' })],
    ['another origin', { ...request('/'), url: 'https://elsewhere.example/' }],
  ])('%s is none of its business', (_name, other) => {
    expect(fileFor(other, ORIGIN, '/index.html')).toBeNull();
  });
});

describe('the worker', () => {
  const listeners = new Map<string, (event: never) => void>();
  const skipWaiting = vi.fn(async () => undefined);
  const scope = {
    location: { origin: ORIGIN },
    skipWaiting,
    addEventListener: (type: string, listener: (event: never) => void) => listeners.set(type, listener),
  } as unknown as WorkerScope;
  const page = new Response('page');

  function ask(what: FetchOccasion['request']): Promise<Response> | null {
    let answer: Promise<Response> | null = null;
    const event: FetchOccasion = { request: what, respondWith: (given) => (answer = given) };
    listeners.get('fetch')?.(event as never);
    return answer;
  }

  beforeEach(() => {
    kept.clear();
    precached.length = 0;
    serveApp(scope, '/index.html', [{ url: 'index.html', revision: '1' }]);
  });

  it('keeps exactly the files of its build', () => {
    expect(precached).toEqual([{ url: 'index.html', revision: '1' }]);
  });

  it('answers from what it keeps', async () => {
    kept.set('/index.html', page);
    expect(await ask(request('/', { mode: 'navigate' }))).toBe(page);
  });

  it('leaves everything else to the browser', () => {
    kept.set('/index.html', page);
    expect(ask(request('/api/v1/push', { method: 'POST' }))).toBeNull();
    expect(ask(request('/unknown.js'))).toBeNull();
  });

  it('fetches a file of its own that the browser evicted', async () => {
    kept.set('/assets/later.js', undefined);
    const fetched = vi.fn(async () => new Response('fetched'));
    vi.stubGlobal('fetch', fetched);
    const answer = await ask(request('/assets/later.js'));
    expect(await answer?.text()).toBe('fetched');
    expect(fetched).toHaveBeenCalledWith(`${ORIGIN}/assets/later.js`);
    vi.unstubAllGlobals();
  });

  it('takes over only when the page says so', () => {
    for (const data of [null, 'SKIP_WAITING', { type: 'OTHER' }])
      listeners.get('message')?.({ data } as never);
    expect(skipWaiting).not.toHaveBeenCalled();
    listeners.get('message')?.({ data: { type: 'SKIP_WAITING' } } as never);
    expect(skipWaiting).toHaveBeenCalledOnce();
  });
});
