import { PROBLEMS } from '#protocol/problem.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import type { Reply } from './fate.ts';

/** What others answer in the endpoint's place. */

/** A captive portal: its page with a 200, a redirect to it, or the nothing with which such networks say "all is well". */
export const PORTALS: readonly Reply[] = [
  page(200, '<html><title>Wi-Fi Hotel</title><form action="/login">Selamat datang</form></html>'),
  { status: 302, headers: { location: 'http://localhost:9/login' }, body: Buffer.alloc(0) },
  { status: 307, headers: { location: '/login' }, body: Buffer.alloc(0) },
  { status: 204, headers: {}, body: Buffer.alloc(0) },
  page(511, '<html>Network Authentication Required</html>'),
  json(200, { results: [], ok: true }),
  page(200, ''),
];

/** A server in trouble, or a proxy that speaks for one. */
export const STORMS: readonly Reply[] = [
  problem('internal'),
  problem('busy', 1),
  problem('too-many-attempts', 1),
  page(500, 'Internal Server Error'),
  page(502, '<html>Bad Gateway</html>'),
  page(503, '<html>Service Unavailable</html>', { 'retry-after': '1' }),
  page(429, 'Too Many Requests', { 'retry-after': '1' }),
];

/** Somebody says that this sender may not, with and without the endpoint's own words. */
export const REFUSALS: readonly Reply[] = [
  page(401, 'Unauthorized', { 'www-authenticate': 'Basic' }),
  page(403, 'Forbidden'),
  problem('not-allowed'),
  problem('link-expired'),
  problem('not-signed-in'),
];

export function problem(code: ProblemCode, retryAfter?: number): Reply {
  const said = { marker: PROTOCOL_MARKER, problem: code, detail: 'said by the rig', retryAfter };
  return json(PROBLEMS[code].status, said);
}

export function json(status: number, value: unknown): Reply {
  return page(status, JSON.stringify(value), { 'content-type': 'application/json' });
}

function page(status: number, text: string, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'text/html', ...headers }, body: Buffer.from(text) };
}
