/** Messages between the survey app (phone or kiosk) and the endpoint's survey origin, under `/api/v1`. */
import * as z from 'zod/mini';
import { Count, Hash, Id, Instant, Line, Marker, Nonce, PublicKey, Signature } from './common.ts';
import { LIMITS } from './limits.ts';
import { Questionnaire } from './questionnaire.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** What a respondent may know of an activity. */
export const PublicActivity = z.object({
  id: Id,
  name: Line,
  start: Instant,
  place: Line,
  open: z.boolean(),
  closesAt: z.nullable(Instant),
  questionnaire: Questionnaire,
});
export type PublicActivity = z.infer<typeof PublicActivity>;

/** Header of every answer to a kiosk: the endpoint's signature over the exact bytes of the answer's body. */
export const ANSWER_SIGNATURE_HEADER = 'x-skm-signature';

/**
 * `GET link` with `Authorization: Link <token>`, or `Personal <token>.<code>` for one invited person: everything a phone
 * needs to work offline.
 */
export const LinkAnswer = z.object({
  marker: Marker,
  serverTime: Instant,
  agency: z.object({ id: Id, name: Line }),
  demo: z.boolean(),
  activity: PublicActivity,
});
export type LinkAnswer = z.infer<typeof LinkAnswer>;

/** One-time enrolment code as staff read it aloud: number of the agency, then 40 random bits in Crockford's letters. */
export const EnrolmentCode = z
  .string()
  .check(z.regex(/^\d{1,10}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/));

/**
 * `POST device/enrol`: exchanges a one-time code for an identity of its own. `Authorization: Device <signature>` over the
 * exact bytes of the body, made with the key whose public half is in it. Asked again by the same device with the same
 * key, the answer is the same.
 */
export const DeviceEnrolRequest = z.strictObject({
  protocol: z.literal(PROTOCOL_VERSION),
  code: EnrolmentCode,
  device: Id,
  publicKey: PublicKey,
  appVersion: Line,
});
export type DeviceEnrolRequest = z.infer<typeof DeviceEnrolRequest>;

/**
 * Contacts of one identity, counted by the device before each request. The same number with another nonce means that two
 * stores use one identity: a cloned tablet, or one restored from an old copy.
 */
export const DeviceContact = z.strictObject({ number: z.int().check(z.minimum(1)), nonce: Nonce });
export type DeviceContact = z.infer<typeof DeviceContact>;

/** `POST device/renew`, signed in the same way: the events and settings of an enrolled kiosk as they are now. */
export const DeviceRenewRequest = z.strictObject({
  protocol: z.literal(PROTOCOL_VERSION),
  device: Id,
  appVersion: Line,
  contact: DeviceContact,
});
export type DeviceRenewRequest = z.infer<typeof DeviceRenewRequest>;

/** What both of them are answered with. */
export const DeviceAnswer = z.object({
  marker: Marker,
  serverTime: Instant,
  agency: z.object({ id: Id, name: Line }),
  demo: z.boolean(),
  label: Line,
  /** Which identity this is of those enrolled under the same label: 2 after the first one was lost. */
  epoch: z.int().check(z.minimum(1)),
  /** Verifies `ANSWER_SIGNATURE_HEADER`. */
  endpointKey: PublicKey,
  idleSeconds: Count,
  activities: z.array(PublicActivity),
});
export type DeviceAnswer = z.infer<typeof DeviceAnswer>;

/** What a kiosk says of its own keeping, for the office's list of devices. */
export const DeviceState = z.strictObject({
  /** Whether the browser promised to keep the store; `null`: it does not tell. */
  persisted: z.nullable(z.boolean()),
  /** Where the second journal is. */
  journal: z.enum(['opfs', 'none']),
  /** When the oldest response without receipt was given, device clock. */
  oldestUnsentAt: z.nullable(Instant),
  /** Delivered responses still kept here until they are in a backup. */
  kept: Count,
  /** Milliseconds by which the device's clock was ahead of the endpoint's at the last answer; negative: behind. */
  clockAheadMs: z.optional(z.int()),
});
export type DeviceState = z.infer<typeof DeviceState>;

/**
 * One frozen response on the wire: `body` is the exact text whose SHA-256 is `hash`. `signature` is made when a kiosk
 * stores it, over the UTF-8 bytes of `body`; it is sent only with a response that another identity of the same tablet took
 * and that was read back from the second journal.
 */
export const PushItem = z.strictObject({
  id: Id,
  hash: Hash,
  body: z.string(),
  signature: z.optional(Signature),
});
export type PushItem = z.infer<typeof PushItem>;

/**
 * `POST push`. A phone sends `Authorization: Link <token>` or `Personal <token>.<code>`, an enrolled kiosk
 * `Device <signature>` over the exact bytes of the body, together with `contact`. Without items it only tells how things
 * stand.
 */
export const PushRequest = z.strictObject({
  protocol: z.literal(PROTOCOL_VERSION),
  device: z.strictObject({
    id: Id,
    appVersion: Line,
    /** Number the next response of this device will get: lets the endpoint see what is still missing. */
    nextSequence: z.int().check(z.minimum(1)),
    /** Responses of this device that no receipt names yet, this batch included. */
    unsent: Count,
    contact: z.optional(DeviceContact),
    state: z.optional(DeviceState),
  }),
  items: z.array(PushItem).check(z.maxLength(LIMITS.batchItems)),
});
export type PushRequest = z.infer<typeof PushRequest>;

/**
 * `stored` and `same` (an identical earlier copy) count; `conflict` means that the id is known with other bytes (both
 * kept, alarm); `quarantined` means kept aside for staff with a reason. All four are receipts: the endpoint has it.
 */
export const PushResult = z.object({
  id: Id,
  hash: Hash,
  status: z.enum(['stored', 'same', 'conflict', 'quarantined']),
  code: z.optional(z.string()),
});
export type PushResult = z.infer<typeof PushResult>;

export const PushAnswer = z.object({
  marker: Marker,
  serverTime: Instant,
  results: z.array(PushResult),
  /** What the endpoint knows of this device: `missing` lists numbers below `highest`, at most 100 of them. */
  ledger: z.object({ highest: Count, missing: z.array(Count), missingCount: Count }),
  /** Every number of this device up to here that arrived is also in a backup; 0: none yet. */
  backedUp: z.optional(Count),
});
export type PushAnswer = z.infer<typeof PushAnswer>;
