import type * as z from 'zod/mini';
import { ProblemAnswer } from '#protocol/common.ts';
import { deviceClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { problemOf, TransportProblem } from './transport-problem.ts';

/** How to reach an endpoint; everything but the address has a default. */
export interface Wire {
  /** Origin and path before `/api/v1`; empty for the origin of the page. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
}

export interface Question {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly authorization?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** JSON that is sent to the letter, because it was signed. */
  readonly text?: string;
  /** Sent as it is, with its own type. */
  readonly bytes?: { readonly content: Uint8Array<ArrayBuffer>; readonly mediaType: string };
  readonly credentials: 'omit' | 'same-origin';
  readonly signal?: AbortSignal;
}

export const TIMEOUT_MS = 60_000;

/**
 * Asks the endpoint and returns its answer. Success is nothing but a 2xx answer that fits `schema`, whose marker only
 * our endpoint writes: a portal's page, a redirect, an empty or a half answer is no success.
 * Throws a TransportProblem.
 */
export async function ask<S extends z.ZodMiniType>(
  wire: Wire,
  question: Question,
  schema: S,
): Promise<z.infer<S>> {
  const { status, text } = await exchange(wire, question);
  return judge(status, text, schema);
}

/** What an answer that has arrived whole means: see `ask`. Throws a TransportProblem. */
export function judge<S extends z.ZodMiniType>(status: number, text: string, schema: S): z.infer<S> {
  const answer = parseJson(text);
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new TransportProblem('not-ours', 'retry', `status ${status}`);
  }
  const problem = ProblemAnswer.safeParse(answer);
  if (!problem.success) throw new TransportProblem('not-ours', 'retry', `status ${status}`);
  const { problem: code, detail, retryAfter } = problem.data;
  throw problemOf(code, status, detail, retryAfter);
}

/** An answer that has arrived whole, whoever gave it. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends and reads the whole answer before the deadline. Throws a TransportProblem. */
export async function exchange(wire: Wire, question: Question): Promise<Reply> {
  const { clock = deviceClock, timeoutMs = TIMEOUT_MS, baseUrl = '' } = wire;
  const abort = new AbortController();
  let late = false;
  const stopTimer = clock.after(timeoutMs, () => {
    late = true;
    abort.abort();
  });
  const stop = () => abort.abort();
  question.signal?.addEventListener('abort', stop);
  if (question.signal?.aborted) stop();
  try {
    const send = wire.fetch ?? globalThis.fetch;
    const response = await send(`${baseUrl}/api/v1/${question.path}`, {
      ...init(question),
      signal: abort.signal,
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TransportProblem(late ? 'timeout' : 'unreachable', 'retry', why);
  } finally {
    stopTimer();
    question.signal?.removeEventListener('abort', stop);
  }
}

function init(question: Question): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (question.authorization) headers['authorization'] = question.authorization;
  let body: BodyInit | undefined;
  if (question.body !== undefined) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(question.body);
  } else if (question.text !== undefined) {
    headers['content-type'] = 'application/json';
    body = question.text;
  } else if (question.bytes) {
    headers['content-type'] = question.bytes.mediaType;
    body = question.bytes.content;
  }
  return {
    method: question.method ?? 'GET',
    headers,
    ...(body !== undefined && { body }),
    cache: 'no-store',
    redirect: 'error',
    credentials: question.credentials,
    referrerPolicy: 'no-referrer',
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
