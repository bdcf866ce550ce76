import { StoreTooNew } from '#local/store-problem.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import type { TransportCode } from '#sync/transport-problem.ts';
import type { NoticeCode } from '#ui/texts/survey-pages.ts';

/** Codes whose page differs from "the service is busy". */
const PAGES: Partial<Record<TransportCode, NoticeCode>> = {
  'link-altered': 'altered',
  'bad-request': 'altered',
  'link-expired': 'expired',
  'link-revoked': 'expired',
  'not-allowed': 'expired',
  'activity-unknown': 'unknown',
  'not-found': 'unknown',
  'activity-closed': 'closed',
  'wrong-protocol': 'outdated',
  'unknown-keys': 'outdated',
  unknown: 'outdated',
  unreachable: 'unreachable',
  timeout: 'unreachable',
  'not-ours': 'foreign',
  store: 'store',
};

/** The page that tells a person what a failure at opening means for them. Whatever is no answer is a store that fails. */
export function noticeOf(error: unknown): NoticeCode {
  if (error instanceof StoreTooNew) return 'newer';
  return error instanceof TransportProblem ? (PAGES[error.code] ?? 'busy') : 'store';
}
