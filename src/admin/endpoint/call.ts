import type * as z from 'zod/mini';
import { ask } from '#sync/ask.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * One call of the staff API at `/api/v1/<path>` with the cookie of the session; the answer is checked against `schema`.
 * Throws a TransportProblem for everything that is not a valid answer of this endpoint.
 */
export function call<S extends z.ZodMiniType>(
  method: Method,
  path: string,
  schema: S,
  body?: unknown,
): Promise<z.infer<S>> {
  return ask({}, { method, path, body, credentials: 'same-origin' }, schema);
}
