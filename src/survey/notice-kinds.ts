import type { NoticeCode } from '#ui/texts/survey-pages.ts';

/** A page that may come right by itself, because only the network or the endpoint is missing. */
export function comesRight(code: NoticeCode): boolean {
  return code === 'unreachable' || code === 'foreign' || code === 'busy';
}

const FINAL: ReadonlySet<NoticeCode> = new Set([
  ...(['closed', 'expired', 'unknown', 'code-unknown', 'code-spent', 'invited-only'] as const),
]);

/** The link itself is the reason, as the endpoint sees it now. */
export function isFinal(code: NoticeCode): boolean {
  return FINAL.has(code);
}

/** Whether trying again can help; for a closed or altered link only another link does. */
export function mayTryAgain(code: NoticeCode): boolean {
  return comesRight(code) || code === 'store';
}

/** Whether staff may enter a code of this device here. */
export function asksForCode(code: NoticeCode): boolean {
  return code === 'landing' || code === 'kiosk-empty' || code === 'kiosk-revoked';
}
