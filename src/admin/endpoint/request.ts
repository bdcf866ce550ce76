import type * as z from 'zod/mini';
import { ProblemAnswer } from '#protocol/common.ts';
import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode } from '#protocol/problem.ts';

/** `unreachable`: no answer at all. `not-ours`: an answer, but not of this endpoint (for example a captive portal). */
export type EndpointProblemCode = ProblemCode | 'unreachable' | 'not-ours';

/** A call to the endpoint that did not succeed. `message` is the endpoint's own detail, for the log, not for the screen. */
export class EndpointProblem extends Error {
  readonly code: EndpointProblemCode;
  /** Seconds to wait before the next try, when the endpoint said so. */
  readonly retryAfter: number | null;

  constructor(code: EndpointProblemCode, detail: string, retryAfter: number | null = null) {
    super(detail);
    this.name = 'EndpointProblem';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * One call of the staff API at `/api/v1/<path>`; the answer is checked against `schema`. Throws an EndpointProblem for
 * everything that is not a valid answer of this endpoint.
 */
export async function call<S extends z.ZodMiniType>(
  method: Method,
  path: string,
  schema: S,
  body?: unknown,
): Promise<z.infer<S>> {
  const answer = await answerOf(method, path, body);
  const json = await jsonOf(answer);
  if (!answer.ok) throw problemOf(json);
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new EndpointProblem('not-ours', `${method} ${path}: an answer of another form.`);
  return parsed.data;
}

async function answerOf(method: Method, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`/api/v1/${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (reason) {
    throw new EndpointProblem('unreachable', `${method} ${path}: ${String(reason)}`);
  }
}

async function jsonOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    throw new EndpointProblem('not-ours', `An answer ${answer.status} that is not JSON.`);
  }
}

function problemOf(json: unknown): EndpointProblem {
  const parsed = ProblemAnswer.safeParse(json);
  if (!parsed.success)
    return new EndpointProblem('not-ours', 'A refusal without the marker of this endpoint.');
  const { problem, detail, retryAfter } = parsed.data;
  return problem in PROBLEMS
    ? new EndpointProblem(problem as ProblemCode, detail, retryAfter ?? null)
    : new EndpointProblem('internal', `${problem}: ${detail}`, retryAfter ?? null);
}
