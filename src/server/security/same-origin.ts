import { Problem } from '../http/problem.ts';

/**
 * Refuses a request that changes something unless the office's own page sent it. Browsers add these headers themselves;
 * a page elsewhere cannot. Throws `foreign-origin`.
 */
export function requireOwnOrigin(request: Request, ownOrigin: string): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin') return;
  const origin = request.headers.get('origin');
  if (site === null && origin !== null && origin === ownOrigin) return;
  throw new Problem('foreign-origin', `Changes are accepted from ${ownOrigin} only (Origin header).`);
}
