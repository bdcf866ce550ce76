import { Id } from '#protocol/common.ts';
import {
  DeviceActivitiesRequest,
  EnrolmentCodeRequest,
  RevokeDeviceRequest,
  SettleAlarmRequest,
} from '#protocol/device.ts';
import type { DevicesAnswer, DeviceSummary, EnrolmentCodeAnswer } from '#protocol/device.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { Library } from '../push/library.ts';
import { codeHash, freshEnrolmentCode } from '../security/enrolment-code.ts';
import type { Audit } from '../storage/audit.ts';
import type { DeviceRecord } from '../storage/device-store.ts';
import { requireActivities } from './known-activities.ts';
import type { StaffCall } from './route.ts';

/** How long a code may be used. */
const CODE_VALID_MS = 10 * 60 * 1000;

/** Makes a one-time code that enrols one kiosk. The code sits behind the `#`, which browsers never send to a server. */
export async function newEnrolmentCode(call: StaffCall): Promise<Answer> {
  const { endpoint, request, session } = call;
  const { label, activities } = await readJson(request, EnrolmentCodeRequest);
  const { agency } = session;
  await requireActivities(new Library(endpoint.storage, agency.id), activities);
  const audit = auditOf(call);
  const expiresAt = audit.at + CODE_VALID_MS;
  const code = freshEnrolmentCode(agency.number);
  const hash = codeHash(code);
  await endpoint.storage.devices.addCode(agency.id, { hash, label, activities, expiresAt }, audit);
  const answer: EnrolmentCodeAnswer = {
    marker: PROTOCOL_MARKER,
    code,
    url: `${endpoint.surveyOrigin}/#e=${code}`,
    expiresAt: instant(expiresAt),
  };
  return jsonAnswer(answer);
}

export async function listDevices({ endpoint, session }: StaffCall): Promise<Answer> {
  const devices = await endpoint.storage.devices.list(session.agency.id);
  const answer: DevicesAnswer = {
    marker: PROTOCOL_MARKER,
    serverTime: instant(endpoint.now()),
    devices: devices.map(shown),
  };
  return jsonAnswer(answer);
}

function shown(device: DeviceRecord): DeviceSummary {
  const { enrolledAt, revokedAt, missingSince, lastSeenAt, alarms } = device;
  return {
    ...device,
    activities: [...device.activities],
    missing: [...device.missing],
    alarms: alarms.map(({ at, ...alarm }) => ({ ...alarm, at: instant(at) })),
    lastSeenAt: instant(lastSeenAt),
    enrolledAt: enrolledAt === null ? null : instant(enrolledAt),
    revokedAt: revokedAt === null ? null : instant(revokedAt),
    missingSince: missingSince === null ? null : instant(missingSince),
  };
}

export async function revokeDevice(call: StaffCall): Promise<Answer> {
  const { endpoint, request, session } = call;
  const { reason } = await readJson(request, RevokeDeviceRequest);
  const device = idOf(call, 'id');
  return done(await endpoint.storage.devices.revoke(session.agency.id, device, reason, auditOf(call)));
}

/** Sends a kiosk to other activities; it hears of it at its next contact. */
export async function sendDevice(call: StaffCall): Promise<Answer> {
  const { endpoint, request, session } = call;
  const to = await readJson(request, DeviceActivitiesRequest);
  const device = idOf(call, 'id');
  await requireActivities(new Library(endpoint.storage, session.agency.id), to.activities);
  return done(await endpoint.storage.devices.send(session.agency.id, device, to, auditOf(call)));
}

export async function settleAlarm(call: StaffCall): Promise<Answer> {
  const { endpoint, request, session } = call;
  const { reason } = await readJson(request, SettleAlarmRequest);
  const [device, alarm] = [idOf(call, 'id'), idOf(call, 'alarm')];
  const agency = session.agency.id;
  return done(await endpoint.storage.devices.settleAlarm(agency, device, alarm, reason, auditOf(call)));
}

function auditOf({ endpoint, session }: StaffCall): Audit {
  return { by: session.account.id, at: endpoint.now() };
}

function idOf({ parameters }: StaffCall, name: 'id' | 'alarm'): string {
  const id = Id.safeParse(parameters[name]);
  if (!id.success) throw unknown();
  return id.data;
}

function done(found: boolean): Answer {
  if (!found) throw unknown();
  return jsonAnswer({ marker: PROTOCOL_MARKER });
}

function unknown(): Problem {
  return new Problem('not-found', 'There is no such enrolled device or open alarm.');
}
