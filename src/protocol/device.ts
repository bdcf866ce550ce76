/** Messages between the office app and the endpoint about kiosks in the field, under `/api/v1` of the office origin. */
import * as z from 'zod/mini';
import { Count, FilledLine, Hash, Id, Instant, Line, Marker, Signature } from './common.ts';
import { LIMITS } from './limits.ts';
import { DeviceState, EnrolmentCode } from './survey.ts';
import { PROTOCOL_VERSION } from './version.ts';

const Activities = z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.links));

/** `POST devices/codes`: a code that enrols one tablet within ten minutes. */
export const EnrolmentCodeRequest = z.strictObject({ label: FilledLine, activities: Activities });
export type EnrolmentCodeRequest = z.infer<typeof EnrolmentCodeRequest>;
export const EnrolmentCodeAnswer = z.object({
  marker: Marker,
  code: EnrolmentCode,
  /** Opens the survey with the code, for a QR code. */
  url: z.string(),
  expiresAt: Instant,
});
export type EnrolmentCodeAnswer = z.infer<typeof EnrolmentCodeAnswer>;

/** `identity-twice`: two stores use one identity. `id-conflict`: one response id came with two contents. */
export const DEVICE_ALARMS = ['identity-twice', 'id-conflict'] as const;

/** One device as the office sees it. `GET devices`. */
export const DeviceSummary = z.object({
  id: Id,
  channel: z.enum(['kiosk', 'link']),
  label: Line,
  epoch: Count,
  appVersion: Line,
  enrolledAt: z.nullable(Instant),
  revokedAt: z.nullable(Instant),
  activities: z.array(Id),
  lastSeenAt: Instant,
  highest: Count,
  stored: Count,
  missing: z.array(Count),
  missingCount: Count,
  /** Since when the oldest missing number has been known to be missing. */
  missingSince: z.nullable(Instant),
  announcedNext: Count,
  unsent: Count,
  backedUp: Count,
  state: z.nullable(DeviceState),
  alarms: z.array(z.object({ id: Id, kind: z.enum(DEVICE_ALARMS), at: Instant, detail: Line })),
});
export type DeviceSummary = z.infer<typeof DeviceSummary>;
export const DevicesAnswer = z.object({
  marker: Marker,
  serverTime: Instant,
  devices: z.array(DeviceSummary),
});
export type DevicesAnswer = z.infer<typeof DevicesAnswer>;

/** `POST devices/:id/revoke`: from now on what it sends is put aside for staff. */
export const RevokeDeviceRequest = z.strictObject({ reason: FilledLine });
export type RevokeDeviceRequest = z.infer<typeof RevokeDeviceRequest>;
/** `POST devices/:id/activities`: its events from the next contact on; earlier ones stay covered. */
export const DeviceActivitiesRequest = z.strictObject({ label: FilledLine, activities: Activities });
export type DeviceActivitiesRequest = z.infer<typeof DeviceActivitiesRequest>;
/** `POST devices/:id/alarms/:alarm`: staff have looked at it. */
export const SettleAlarmRequest = z.strictObject({ reason: FilledLine });
export type SettleAlarmRequest = z.infer<typeof SettleAlarmRequest>;

/** `GET quarantine`: items put aside, newest first, those that staff have judged included. */
export const QuarantineItem = z.object({
  id: Id,
  item: z.string(),
  code: z.string(),
  detail: z.string(),
  receivedAt: Instant,
  hash: Hash,
  body: z.string(),
  device: z.nullable(Id),
  sequence: z.nullable(Count),
  judged: z.nullable(
    z.object({ decision: z.enum(['accepted', 'refused']), reason: Line, at: Instant, by: Line }),
  ),
});
export type QuarantineItem = z.infer<typeof QuarantineItem>;
export const QuarantineAnswer = z.object({ marker: Marker, items: z.array(QuarantineItem) });
export type QuarantineAnswer = z.infer<typeof QuarantineAnswer>;
/** `POST quarantine/:id`: accepted is counted from then on, refused is kept and never counted. */
export const JudgeQuarantineRequest = z.strictObject({
  decision: z.enum(['accepted', 'refused']),
  reason: FilledLine,
});
export type JudgeQuarantineRequest = z.infer<typeof JudgeQuarantineRequest>;

/** One push as a device would have sent it itself: its authorisation and the exact text of its body. */
export const SealedPush = z.strictObject({
  authorization: z.string().check(z.maxLength(300)),
  body: z.string().check(z.maxLength(LIMITS.batchBytes)),
});
export type SealedPush = z.infer<typeof SealedPush>;

/** `POST handover`: everything a device could not send. Checked whole before any of it is stored. */
export const HandoverRequest = z.strictObject({
  protocol: z.literal(PROTOCOL_VERSION),
  pushes: z.array(SealedPush).check(z.minLength(1), z.maxLength(LIMITS.handoverPushes)),
});
export type HandoverRequest = z.infer<typeof HandoverRequest>;
/** The answer to each push as the device would have got it, with the endpoint's signature over its text. */
export const SealedAnswer = z.strictObject({ device: Id, answer: z.string(), signature: Signature });
export type SealedAnswer = z.infer<typeof SealedAnswer>;
export const HandoverAnswer = z.object({ marker: Marker, answers: z.array(SealedAnswer) });
export type HandoverAnswer = z.infer<typeof HandoverAnswer>;

/** `POST activities/:id/codes`: one-time codes for invited people; only their hashes stay at the endpoint. */
export const PersonalCodesRequest = z.strictObject({
  count: z.int().check(z.minimum(1), z.maximum(LIMITS.personalCodes)),
});
export type PersonalCodesRequest = z.infer<typeof PersonalCodesRequest>;
export const PersonalCodesAnswer = z.object({
  marker: Marker,
  codes: z.array(z.object({ code: z.string(), url: z.string() })),
});
export type PersonalCodesAnswer = z.infer<typeof PersonalCodesAnswer>;
/** `POST activities/:id/codes/withdraw`: no unused code of the activity opens anything any more. */
export const WithdrawnCodes = z.object({ marker: Marker, withdrawn: Count });
export type WithdrawnCodes = z.infer<typeof WithdrawnCodes>;
/** `GET activities/:id/codes`. Withdrawn ones are no longer counted as issued. */
export const PersonalCodesCount = z.object({ marker: Marker, issued: Count, spent: Count });
export type PersonalCodesCount = z.infer<typeof PersonalCodesCount>;
