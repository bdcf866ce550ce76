/**
 * One catalogue of everything that can go wrong on the wire. Each code has a class that tells the sender what to do:
 * `retry`    the same request may succeed later, keep and wait;
 * `sign-in`  a person has to sign in (office) or open a valid link (survey) first, keep and wait;
 * `split`    send fewer items at once;
 * `stop`     this request will never succeed as it is; keep it, show it, send the rest.
 * Nothing in this table ever means "throw the data away".
 */
export const PROBLEMS = {
  'bad-request': { status: 400, retry: 'stop' },
  'unknown-keys': { status: 400, retry: 'stop' },
  'wrong-protocol': { status: 426, retry: 'stop' },
  'not-signed-in': { status: 401, retry: 'sign-in' },
  'wrong-credentials': { status: 401, retry: 'stop' },
  'too-many-attempts': { status: 429, retry: 'retry' },
  'not-allowed': { status: 403, retry: 'stop' },
  'foreign-origin': { status: 403, retry: 'stop' },
  'link-altered': { status: 401, retry: 'sign-in' },
  'link-expired': { status: 401, retry: 'sign-in' },
  'link-revoked': { status: 401, retry: 'sign-in' },
  'code-wrong': { status: 401, retry: 'stop' },
  'code-expired': { status: 410, retry: 'stop' },
  'code-used': { status: 409, retry: 'stop' },
  'device-unknown': { status: 401, retry: 'sign-in' },
  'device-revoked': { status: 401, retry: 'sign-in' },
  'signature-wrong': { status: 401, retry: 'sign-in' },
  'code-spent': { status: 409, retry: 'stop' },
  'invited-only': { status: 403, retry: 'stop' },
  'handover-altered': { status: 422, retry: 'stop' },
  'activity-unknown': { status: 404, retry: 'stop' },
  'activity-closed': { status: 409, retry: 'stop' },
  'not-found': { status: 404, retry: 'stop' },
  'method-not-allowed': { status: 405, retry: 'stop' },
  'wrong-media-type': { status: 415, retry: 'stop' },
  'too-large': { status: 413, retry: 'split' },
  'too-deep': { status: 400, retry: 'stop' },
  'already-set-up': { status: 409, retry: 'stop' },
  'wrong-setup-code': { status: 403, retry: 'stop' },
  'account-exists': { status: 409, retry: 'stop' },
  'last-admin': { status: 409, retry: 'stop' },
  busy: { status: 503, retry: 'retry' },
  internal: { status: 500, retry: 'retry' },
} as const satisfies Record<string, { status: number; retry: RetryClass }>;

export type RetryClass = 'retry' | 'sign-in' | 'split' | 'stop';
export type ProblemCode = keyof typeof PROBLEMS;

/** Why one item of a batch was put aside instead of counted. The endpoint keeps it whole for staff to judge. */
export const QUARANTINE_CODES = [
  'invalid-json',
  'invalid-response',
  'hash-mismatch',
  'id-mismatch',
  'foreign-agency',
  'unknown-activity',
  'unknown-questionnaire',
  'answers-do-not-fit',
  'not-covered-by-link',
  'broken-chain',
  'sequence-taken',
  'id-taken',
  'link-revoked',
  'device-revoked',
  'signature-wrong',
  'code-spent',
  'unknown-import',
] as const;
export type QuarantineCode = (typeof QUARANTINE_CODES)[number];
