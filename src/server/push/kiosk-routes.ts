import { DeviceEnrolRequest, DeviceRenewRequest } from '#protocol/survey.ts';
import type { DeviceAnswer } from '#protocol/survey.ts';
import { LIMITS } from '#protocol/limits.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import { instant } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Answer } from '../http/answer.ts';
import { formed, JSON_TYPES, readBytes, valueOf } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import type { CodeThrottle } from '../security/code-throttle.ts';
import { isPublicKey, isSignedBy } from '../security/device-signature.ts';
import { codeHash } from '../security/enrolment-code.ts';
import type { EnrolmentRefusal, KioskRecord } from '../storage/device-store.ts';
import { receiptSigner } from '../storage/receipt-key.ts';
import type { AgencyRecord } from '../storage/storage.ts';
import { deviceSignature, requireKiosk, signedAnswer, wrongSignature } from './kiosk.ts';
import { Library } from './library.ts';
import { activitiesStillThere } from './public-activity.ts';

/** Seconds without a touch after which a kiosk asks whether somebody is still there. */
const IDLE_SECONDS = 45;

const REFUSALS: Readonly<Record<EnrolmentRefusal, () => Problem>> = {
  'code-wrong': () => new Problem('code-wrong', 'There is no such code. Compare it with the office.'),
  'code-expired': () => new Problem('code-expired', 'The code is older than ten minutes: make a new one.'),
  'code-used': () => new Problem('code-used', 'The code has enrolled a device already: make a new one.'),
  'device-revoked': () => new Problem('device-revoked', 'This identity was withdrawn: start as a new one.'),
  'identity-taken': () => new Problem('bad-request', 'device: this identity is taken, start as a new one.'),
};

/** `POST device/enrol`: exchanges a one-time code for an identity of its own. */
export async function enrolKiosk(
  endpoint: Endpoint,
  throttle: CodeThrottle,
  request: Request,
  network: string,
): Promise<Answer> {
  const signature = requireSignature(request);
  const bytes = await readBytes(request, JSON_TYPES, LIMITS.batchBytes);
  const { code, device, publicKey, appVersion } = formed(valueOf(bytes), DeviceEnrolRequest);
  const key = Buffer.from(publicKey, 'base64url');
  if (!isPublicKey(key)) throw new Problem('bad-request', 'publicKey: not a point on P-256.');
  if (!isSignedBy(key, bytes, signature)) throw wrongSignature();
  throttle.begin(network);
  const agency = await endpoint.storage.agencies.byNumber(Number(code.split('-')[0]));
  if (agency === null) throw REFUSALS['code-wrong']();
  const at = endpoint.now();
  const enrolment = { codeHash: codeHash(code), device, publicKey: key, appVersion, at };
  const outcome = await endpoint.storage.devices.enrol(agency.id, enrolment);
  if (outcome !== 'code-wrong') throttle.right(network);
  if (typeof outcome === 'string') throw REFUSALS[outcome]();
  return kioskAnswer(endpoint, agency, outcome);
}

/** `POST device/renew`: the events and settings of an enrolled kiosk as they are now. */
export async function renewKiosk(endpoint: Endpoint, request: Request): Promise<Answer> {
  const signature = requireSignature(request);
  const bytes = await readBytes(request, JSON_TYPES, LIMITS.batchBytes);
  const { device, appVersion, contact } = formed(valueOf(bytes), DeviceRenewRequest);
  const { agency, record } = await requireKiosk(endpoint, device, bytes, signature);
  if (record.revokedAt !== null) throw REFUSALS['device-revoked']();
  const at = endpoint.now();
  await endpoint.storage.devices.noteContact(agency.id, { device, appVersion, at, ...contact });
  return kioskAnswer(endpoint, agency, record);
}

function requireSignature(request: Request): string {
  const signature = deviceSignature(request.headers.get('authorization'));
  if (signature === null) throw wrongSignature();
  return signature;
}

async function kioskAnswer(endpoint: Endpoint, agency: AgencyRecord, kiosk: KioskRecord): Promise<Answer> {
  const { storage, demo } = endpoint;
  const at = endpoint.now();
  const library = new Library(storage, agency.id);
  const { present } = await storage.devices.activities(agency.id, kiosk.id);
  const answer: DeviceAnswer = {
    marker: PROTOCOL_MARKER,
    serverTime: instant(at),
    agency: { id: agency.id, name: (await library.agency()).name },
    demo,
    label: kiosk.label,
    epoch: kiosk.epoch,
    endpointKey: receiptSigner(agency.receiptKey).publicKey,
    idleSeconds: IDLE_SECONDS,
    activities: await activitiesStillThere(library, present, at),
  };
  return signedAnswer(agency, answer);
}
