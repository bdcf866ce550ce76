import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode, RetryClass } from '#protocol/problem.ts';

/**
 * What can go wrong between here and the endpoint besides its own catalogue: `unreachable` no answer; `timeout` no
 * answer in time; `not-ours` somebody answered, but not our endpoint (captive portal, proxy, half an answer);
 * `unknown` our endpoint, with a code newer than this build; `store` it never came to a request, since this device's
 * own store failed.
 */
export type TransportCode = ProblemCode | 'unreachable' | 'timeout' | 'not-ours' | 'unknown' | 'store';

/** A request that did not succeed, and what the sender may do about it. Never a reason to throw data away. */
export class TransportProblem extends Error {
  readonly code: TransportCode;
  readonly retry: RetryClass;
  readonly retryAfterMs: number | null;
  /** The endpoint's words, for logs and experts; empty when it said nothing. */
  readonly detail: string;

  constructor(code: TransportCode, retry: RetryClass, detail = '', retryAfterMs: number | null = null) {
    super(`The request failed: ${code}${detail ? ` (${detail})` : ''}.`);
    this.name = 'TransportProblem';
    this.code = code;
    this.retry = retry;
    this.retryAfterMs = retryAfterMs;
    this.detail = detail;
  }
}

/** The problem that an answer of our own endpoint names; a code newer than this build is judged by its status. */
export function problemOf(
  code: string,
  status: number,
  detail: string,
  retryAfter: number | undefined,
): TransportProblem {
  const wait = retryAfter === undefined ? null : retryAfter * 1000;
  if (isKnown(code)) return new TransportProblem(code, PROBLEMS[code].retry, detail, wait);
  return new TransportProblem('unknown', classOf(status), detail || code, wait);
}

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

function classOf(status: number): RetryClass {
  if (status === 401) return 'sign-in';
  if (status === 413) return 'split';
  return status === 429 || status >= 500 ? 'retry' : 'stop';
}

/** The words screens have; silence and absence look the same to a person. */
export type ShownProblem = Exclude<TransportCode, 'timeout'>;

export function wordFor({ code }: TransportProblem): ShownProblem {
  return code === 'timeout' ? 'unreachable' : code;
}

/** A step that never came to a request: everything is still where it was, and the loop tries again. */
export function storeFailed(error: unknown): { kind: 'failed'; problem: TransportProblem } {
  if (error instanceof TransportProblem) return { kind: 'failed', problem: error };
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', problem: new TransportProblem('store', 'retry', detail) };
}
