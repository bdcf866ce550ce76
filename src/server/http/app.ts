import { Hono } from 'hono';
import type { Log } from '../log.ts';
import type { Answer } from './answer.ts';
import { Problem, problemAnswer } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** With parameters as `:name`. */
  readonly path: string;
  /** `address` is the caller's on the network: to slow down guessing, never to be kept or logged. */
  handle(request: Request, parameters: Readonly<Record<string, string>>, address: string): Promise<Answer>;
}

export interface AppParts {
  readonly name: 'survey' | 'office';
  readonly routes: readonly Route[];
  /** Answers everything that is not a route, `null` when there is nothing to show. */
  readonly file: (request: Request) => Promise<Answer | null>;
  /** On every answer, refusals and errors included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly log: Log;
}

export type App = (request: Request, address?: string) => Promise<Response>;

/** One origin as a function from request to response. */
export function makeApp({ name, routes, file, headers, log }: AppParts): App {
  const finish = (answer: Answer): Response =>
    new Response(answer.body, { status: answer.status, headers: { ...headers, ...answer.headers } });

  const refuse = (reason: unknown, route: string): Answer => {
    if (reason instanceof Problem) {
      log.warn('refused', { app: name, route, problem: reason.code });
      return problemAnswer(reason);
    }
    log.error('failed', { app: name, route, error: stackOf(reason) });
    return problemAnswer(new Problem('internal', 'The endpoint failed. It is safe to try again.'));
  };

  const hono = new Hono<{ Bindings: { address: string } }>();
  for (const { method, path, handle } of routes) {
    hono.on(method, path, async ({ req, env }) => {
      try {
        return finish(await handle(req.raw, req.param(), env.address));
      } catch (reason) {
        return finish(refuse(reason, `${method} ${path}`));
      }
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allow = routes.filter((route) => route.path === path).map((route) => route.method);
    hono.all(path, () => {
      const refusal = refuse(new Problem('method-not-allowed', `Allowed: ${allow.join(', ')}.`), path);
      return finish({ ...refusal, headers: { ...refusal.headers, allow: allow.join(', ') } });
    });
  }
  hono.notFound(async ({ req }) => {
    try {
      const answer = await file(req.raw);
      if (answer === null) throw new Problem('not-found', 'There is nothing at this address.');
      return finish(answer);
    } catch (reason) {
      return finish(refuse(reason, 'file'));
    }
  });
  hono.onError((reason) => finish(refuse(reason, 'unknown')));
  return async (request, address = '') => hono.fetch(request, { address });
}

/** Kind and places of an error without its message, which may quote data. */
function stackOf(reason: unknown): string {
  if (!(reason instanceof Error)) return typeof reason;
  const places = (reason.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [reason.name, ...places.slice(0, 8).map((line) => line.trim())].join(' | ');
}
