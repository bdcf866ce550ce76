import type { NoticeCode } from '#ui/texts/survey-pages.ts';

const PASSING: ReadonlySet<NoticeCode> = new Set(['unreachable', 'foreign', 'busy', 'store'] as const);

/**
 * A page that may come right by itself, because only the network or the endpoint is missing, or a store that the browser
 * repairs. Trying again can help; for a closed or altered link only another link does.
 */
export function comesRight(code: NoticeCode): boolean {
  return PASSING.has(code);
}

const FINAL: ReadonlySet<NoticeCode> = new Set([
  ...(['closed', 'expired', 'unknown', 'code-unknown', 'code-spent', 'invited-only'] as const),
]);

/** The link itself is the reason, as the endpoint sees it now. */
export function isFinal(code: NoticeCode): boolean {
  return FINAL.has(code);
}

/** Whether staff may enter a code of this device here. */
export function asksForCode(code: NoticeCode): boolean {
  return code === 'landing' || code === 'kiosk-empty' || code === 'kiosk-revoked';
}
