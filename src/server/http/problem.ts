import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { ProblemAnswer } from '#protocol/common.ts';
import { jsonAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

/** A refusal from the catalogue. `detail` says what and where, and never repeats what a person typed. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  /** Seconds to wait before the next try. */
  readonly retryAfter: number | null;

  constructor(code: ProblemCode, detail: string, retryAfter: number | null = null) {
    super(detail);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export function problemAnswer({ code, message, retryAfter }: Problem): Answer {
  const body: ProblemAnswer = { marker: PROTOCOL_MARKER, problem: code, detail: message };
  if (retryAfter !== null) body.retryAfter = retryAfter;
  const headers: Record<string, string> = {};
  if (retryAfter !== null) headers['retry-after'] = String(Math.ceil(retryAfter));
  return { ...jsonAnswer(body, headers), status: PROBLEMS[code].status };
}
