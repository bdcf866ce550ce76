/** What a survey device keeps, table by table. */
import type { Answer, Language, QuestionnaireReference } from '#domain/questionnaire.ts';
import type { PublicActivity, PushResult } from '#protocol/survey.ts';
import type { Runs } from './released.ts';
import type { TakenByActivity } from './taken.ts';

/** What this browser was opened for, without its activities: small, since every round reads it. */
export interface ContextRow {
  /**
   * `link:<activity id>` (`:<code>` behind it when a personal card opened it), `kiosk`, or `kiosk:<device id>` for an
   * enrolment that a later one replaced.
   */
  readonly id: string;
  readonly mode: 'link' | 'kiosk';
  /** Of the link; empty for a kiosk, which signs with the key of its identity. */
  readonly token: string;
  readonly device: string;
  readonly agency: { readonly id: string; readonly name: string };
  readonly demo: boolean;
  readonly label: string;
  readonly idleSeconds: number;
  readonly currentActivity: string;
  /** ISO 8601 UTC, device clock. */
  readonly fetchedAt: string;
  /** Endpoint clock minus device clock at `fetchedAt`. */
  readonly clockOffsetMs: number;
}

export interface AgendaRow {
  readonly contextId: string;
  readonly activities: readonly PublicActivity[];
}

/** An unfinished form. At most one per context. */
export interface Draft {
  readonly contextId: string;
  /** Made at the start and final: the response will carry it. */
  readonly responseId: string;
  readonly activity: string;
  readonly questionnaire: QuestionnaireReference;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly profile: Readonly<Record<string, string>>;
  readonly comment: string;
  /** The screen to come back to; the survey house gives it its meaning. */
  readonly step: string;
  readonly language: Language;
  /** ISO 8601 UTC, device clock. */
  readonly startedAt: string;
  /** Monotonic milliseconds spent on the form until it was saved last. */
  readonly elapsedMs: number;
}

export interface Receipt {
  readonly status: PushResult['status'];
  readonly code: string | null;
  /** ISO 8601 UTC, endpoint clock. */
  readonly at: string;
}

/** The endpoint gave a receipt for a response and later did not have it: it was restored from an older copy. */
export interface PutBack {
  readonly times: number;
  /** When that was last seen, ISO 8601 UTC, endpoint clock. */
  readonly at: string;
}

/** A finished response. Never changes but for what the endpoint says of it; stays until it is safe there. */
export interface ResponseRow {
  readonly id: string;
  readonly contextId: string;
  readonly device: string;
  readonly sequence: number;
  /** The frozen text that is sent as it is. */
  readonly body: string;
  /** SHA-256 (hex) of the UTF-8 bytes of `body`. */
  readonly hash: string;
  readonly submittedAt: string;
  /** Of a kiosk: made with the key of `device` over `body`, so that it can be proven when the key is gone. */
  readonly signature?: string;
  /** What the endpoint said; absent until a receipt names this response with this hash. */
  readonly receipt?: Receipt;
  readonly putBack?: PutBack;
}

/** A response that no receipt names yet. */
export interface OutboxRow {
  readonly responseId: string;
  readonly device: string;
  readonly sequence: number;
  readonly submittedAt: string;
  /** How often it was passed over. */
  readonly passedOver: number;
  /** Milliseconds since 1970, device clock; 0: at once. */
  readonly nextAt: number;
  readonly lastProblem: string | null;
}

/** What the endpoint said about a device at the last contact. */
export interface Contact {
  /** ISO 8601 UTC, device clock. */
  readonly at: string;
  /** Endpoint clock minus device clock. */
  readonly clockOffsetMs: number;
  readonly highest: number;
  readonly missing: readonly number[];
  readonly missingCount: number;
  /** Every number up to here that arrived is in a backup; absent: the endpoint has not told of any. */
  readonly backedUp?: number;
}

export interface LedgerCounters {
  /** Forms left unfinished. */
  readonly abandoned: number;
  /** Forms dropped because staff changed the event. */
  readonly eventChanges: number;
  /** Results that named no response of their batch, or one with another hash. */
  readonly ignoredReceipts: number;
}

/** The gap-free numbering of one device identity. */
export interface LedgerRow {
  readonly device: string;
  readonly contextId: string;
  /** 1 while this identity numbers new responses, 0 when another one took its place. */
  readonly current: 0 | 1;
  readonly nextSequence: number;
  /** Hash of the response with the number before `nextSequence`. */
  readonly lastHash: string;
  /** How many of them a receipt has named; so the others wait, without counting rows. */
  readonly received: number;
  /**
   * Numbers whose responses were removed here because they are safe at the endpoint: first and last of each run, in
   * order. Absent: none yet.
   */
  readonly released?: Runs;
  /**
   * Ids of the request that is under way, or that ended without telling whether it arrived; empty when the endpoint
   * answered or when nobody can have got it.
   */
  readonly sending: readonly string[];
  readonly counters: LedgerCounters;
  /** How many responses it has numbered for each event; absent in rows from before they were counted. */
  readonly taken?: TakenByActivity;
  readonly contact: Contact | null;
}

/** What the endpoint said when it took a kiosk's identity. */
export interface Enrolment {
  readonly agency: string;
  readonly label: string;
  readonly epoch: number;
  /** Verifies the endpoint's answers. */
  readonly endpointKey: string;
  /** ISO 8601 UTC, endpoint clock. */
  readonly at: string;
}

/** One identity of this browser as a kiosk, with the key that proves it. The key cannot leave the browser. */
export interface IdentityRow {
  readonly device: string;
  readonly key: CryptoKey;
  readonly publicKey: string;
  /** It has given out numbers, or may have; without its ledger they are unknown, and it gives out no more. */
  readonly begun: boolean;
  /** The code with which it was last shown to the endpoint; `null`: never yet. */
  readonly code: string | null;
  /** `null` until the endpoint has answered: what it numbers waits here. */
  readonly enrolment: Enrolment | null;
  /**
   * What the endpoint said of it last: `device-revoked` the office has withdrawn it, what it delivers is put aside;
   * `device-unknown` the endpoint does not know it (any more). `null`: all is well.
   */
  readonly refused: 'device-revoked' | 'device-unknown' | null;
  /** Requests begun under this identity. */
  readonly contacts: number;
}

/** One row each: the staff's PIN, a kiosk's settings, and what a test of the space writes for a moment. */
export interface MetaRow {
  readonly key: 'staff-pin' | 'kiosk-settings' | 'space-proof';
  readonly value: unknown;
}
