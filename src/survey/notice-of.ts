import { StoreTooNew } from '#local/store-problem.ts';
import { TransportProblem } from '#sync/transport-problem.ts';
import type { TransportCode } from '#sync/transport-problem.ts';
import type { EnrolmentProblem } from '#ui/texts/enrolment.ts';
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
  'code-wrong': 'code-unknown',
  'code-spent': 'code-spent',
  'invited-only': 'invited-only',
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

/** Codes that the screen of the enrolment tells apart from "the service is busy". */
const ENROLMENT_PROBLEMS: Partial<Record<TransportCode, EnrolmentProblem>> = {
  'code-wrong': 'wrong',
  'bad-request': 'wrong',
  'code-expired': 'expired',
  'code-used': 'used',
  'too-many-attempts': 'too-many',
  unreachable: 'offline',
  timeout: 'offline',
  'not-ours': 'foreign',
  'wrong-protocol': 'outdated',
  'unknown-keys': 'outdated',
  unknown: 'outdated',
};

/** What a failed enrolment means for staff; `null`: it is no matter of the code, and a page of its own tells of it. */
export function enrolmentProblemOf(error: unknown): EnrolmentProblem | null {
  if (!(error instanceof TransportProblem)) return null;
  return error.code === 'store' ? null : (ENROLMENT_PROBLEMS[error.code] ?? 'busy');
}
