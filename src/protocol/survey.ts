/** Messages between the survey app (phone or kiosk) and the endpoint's survey origin, under `/api/v1`. */
import * as z from 'zod/mini';
import { Count, Hash, Id, Instant, Line, Marker } from './common.ts';
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

/** `GET link` with `Authorization: Link <token>`: everything a phone needs to work offline. */
export const LinkAnswer = z.object({
  marker: Marker,
  serverTime: Instant,
  agency: z.object({ id: Id, name: Line }),
  demo: z.boolean(),
  activity: PublicActivity,
});
export type LinkAnswer = z.infer<typeof LinkAnswer>;

/** `POST enrol` with `Authorization: Kiosk <token>`: binds a kiosk's own identity to its activities. */
export const EnrolRequest = z.strictObject({
  protocol: z.literal(PROTOCOL_VERSION),
  device: Id,
  appVersion: Line,
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

export const EnrolAnswer = z.object({
  marker: Marker,
  serverTime: Instant,
  agency: z.object({ id: Id, name: Line }),
  demo: z.boolean(),
  label: Line,
  idleSeconds: Count,
  activities: z.array(PublicActivity),
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

/** One frozen response on the wire: `body` is the exact text whose SHA-256 is `hash`. */
export const PushItem = z.strictObject({ id: Id, hash: Hash, body: z.string() });
export type PushItem = z.infer<typeof PushItem>;

/** `POST push` with the same authorisation as above. */
export const PushRequest = z.strictObject({
  protocol: z.literal(PROTOCOL_VERSION),
  device: z.strictObject({
    id: Id,
    appVersion: Line,
    /** Number the next response of this device will get: lets the endpoint see what is still missing. */
    nextSequence: z.int().check(z.minimum(1)),
    /** Responses of this device that no receipt names yet, this batch included. */
    unsent: Count,
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
});
export type PushAnswer = z.infer<typeof PushAnswer>;
