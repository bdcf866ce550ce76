import * as z from 'zod/mini';
import { beforeEach, describe, expect, test } from 'vitest';
import { Marker } from '#protocol/common.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { ask } from '#sync/ask.ts';
import type { Question } from '#sync/ask.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import { FakeClock, until } from './fake-clock.ts';

const Greeting = z.object({ marker: Marker, hello: z.string() });
const OURS = { marker: PROTOCOL_MARKER, hello: 'Probolinggo' };

let clock: FakeClock;
let seen: { url: string; init: RequestInit }[];
beforeEach(() => {
  clock = new FakeClock();
  seen = [];
});

function answering(reply: (init: RequestInit) => Response | Promise<Response>): typeof fetch {
  return async (url, init = {}) => {
    seen.push({ url: String(url), init });
    return reply(init);
  };
}

const asking = (
  reply: (init: RequestInit) => Response | Promise<Response>,
  question: Partial<Question> = {},
) => ask({ clock, fetch: answering(reply) }, { path: 'hello', credentials: 'omit', ...question }, Greeting);

async function problemOf(promise: Promise<unknown>): Promise<TransportProblem> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof TransportProblem) return outcome.error;
  throw new Error(`No TransportProblem, but ${JSON.stringify(outcome)}`);
}

const page = (status: number, body: BodyInit | null) => () => new Response(body, { status });
const ours = (status: number, value: object) =>
  page(status, JSON.stringify({ marker: PROTOCOL_MARKER, ...value }));

describe('a request', () => {
  test('is never cached, never redirected, and carries no cookie unless asked to', async () => {
    await asking(page(200, JSON.stringify(OURS)), { authorization: 'Link abc' });
    const { url, init } = seen[0]!;
    expect(url).toBe('/api/v1/hello');
    expect(init).toMatchObject({ cache: 'no-store', redirect: 'error', credentials: 'omit', method: 'GET' });
    expect(init.headers).toMatchObject({ authorization: 'Link abc' });
    expect(init.body).toBeUndefined();
  });

  test('sends JSON as JSON and a file as it is', async () => {
    await asking(page(200, JSON.stringify(OURS)), { method: 'POST', body: { a: 1 } });
    const content = new Uint8Array([1, 2, 3]);
    await asking(page(200, JSON.stringify(OURS)), {
      method: 'PUT',
      bytes: { content, mediaType: 'image/png' },
    });
    expect(seen[0]!.init).toMatchObject({ body: '{"a":1}', headers: { 'content-type': 'application/json' } });
    expect(seen[1]!.init).toMatchObject({ body: content, headers: { 'content-type': 'image/png' } });
  });
});

test('success is our own answer and nothing else', async () => {
  await expect(asking(page(200, JSON.stringify(OURS)))).resolves.toEqual(OURS);
});

test.each([
  ['a page of a Wi-Fi portal', 200, '<html>Masuk</html>'],
  ['an empty 200', 200, ''],
  ['a 204', 204, null],
  ['half an answer', 200, JSON.stringify(OURS).slice(0, 20)],
  ['JSON of somebody else', 200, '{"hello":"Probolinggo"}'],
  ['another marker', 200, '{"marker":"other","hello":"x"}'],
  ['our marker with another form', 200, `{"marker":"${PROTOCOL_MARKER}"}`],
  ['a list', 200, '[]'],
  ['a 401 page of a proxy', 401, 'Who are you?'],
  ['a 403 without our marker', 403, '{"problem":"not-allowed","detail":""}'],
  ['a 502 page', 502, 'Bad gateway'],
])('%s is not ours, and worth another try', async (_name, status, body) => {
  expect(await problemOf(asking(page(status, body)))).toMatchObject({ code: 'not-ours', retry: 'retry' });
});

describe('a problem that our endpoint names', () => {
  test.each([
    ['not-signed-in', 401, 'sign-in'],
    ['link-revoked', 401, 'sign-in'],
    ['not-allowed', 403, 'stop'],
    ['too-large', 413, 'split'],
    ['too-many-attempts', 429, 'retry'],
    ['internal', 500, 'retry'],
  ])('%s keeps its class', async (problem, status, retry) => {
    const found = await problemOf(asking(ours(status, { problem, detail: 'why' })));
    expect(found).toMatchObject({ code: problem, retry, detail: 'why', retryAfterMs: null });
  });

  test.each([
    [401, 'sign-in'],
    [413, 'split'],
    [429, 'retry'],
    [503, 'retry'],
    [418, 'stop'],
  ])('a code newer than this build is judged by its status %i', async (status, retry) => {
    const found = await problemOf(asking(ours(status, { problem: 'toString', detail: '' })));
    expect(found).toMatchObject({ code: 'unknown', retry, detail: 'toString' });
  });

  test('says how long to wait', async () => {
    const found = await problemOf(asking(ours(503, { problem: 'busy', detail: '', retryAfter: 7 })));
    expect(found.retryAfterMs).toBe(7000);
  });
});

describe('no answer', () => {
  test('a refused connection or a redirect is unreachable', async () => {
    const found = await problemOf(asking(() => Promise.reject(new TypeError('Failed to fetch'))));
    expect(found).toMatchObject({ code: 'unreachable', retry: 'retry' });
  });

  test('a body that breaks off is unreachable', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError('reset')) });
    expect((await problemOf(asking(page(200, broken)))).code).toBe('unreachable');
  });

  test('a minute of silence is a timeout, and the request is taken back', async () => {
    const asked = problemOf(asking(silent));
    await until(() => seen.length === 1);
    clock.advance(59_999);
    expect(seen[0]!.init.signal!.aborted).toBe(false);
    clock.advance(1);
    expect((await asked).code).toBe('timeout');
    expect(seen[0]!.init.signal!.aborted).toBe(true);
  });

  test('a body that never ends is a timeout too', async () => {
    const endless = (init: RequestInit) => {
      const stream = new ReadableStream({
        start: (controller) =>
          init.signal!.addEventListener('abort', () => controller.error(new Error('aborted'))),
      });
      return new Response(stream, { status: 200 });
    };
    const asked = problemOf(asking(endless));
    await until(() => seen.length === 1);
    clock.advance(60_000);
    expect((await asked).code).toBe('timeout');
  });

  test('the caller can take it back, before or while it runs', async () => {
    const abort = new AbortController();
    const asked = problemOf(asking(silent, { signal: abort.signal }));
    await until(() => seen.length === 1);
    abort.abort();
    expect((await asked).code).toBe('unreachable');
    expect((await problemOf(asking(silent, { signal: abort.signal }))).code).toBe('unreachable');
  });

  test('leaves no timer behind', async () => {
    await asking(page(200, JSON.stringify(OURS)));
    await problemOf(asking(page(500, '')));
    expect(clock.waits).toEqual([]);
  });
});

function silent(init: RequestInit): Promise<Response> {
  return new Promise((_, reject) => {
    const refuse = () => reject(new DOMException('aborted', 'AbortError'));
    if (init.signal!.aborted) refuse();
    init.signal!.addEventListener('abort', refuse);
  });
}
