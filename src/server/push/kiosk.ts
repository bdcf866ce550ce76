import { ANSWER_SIGNATURE_HEADER } from '#protocol/survey.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonTextAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { Problem } from '../http/problem.ts';
import { isSignedBy } from '../security/device-signature.ts';
import type { KioskRecord } from '../storage/device-store.ts';
import { receiptSigner } from '../storage/receipt-key.ts';
import type { AgencyRecord } from '../storage/storage.ts';

/** An enrolled kiosk that has proven itself; it may be revoked. */
export interface Kiosk {
  readonly agency: AgencyRecord;
  readonly record: KioskRecord;
}

/** Signature in `Authorization: Device <signature>`; `null` when the header says something else. */
export function deviceSignature(authorization: string | null): string | null {
  const [scheme, signature, ...rest] = (authorization ?? '').split(' ');
  return scheme === 'Device' && rest.length === 0 ? (signature ?? '') : null;
}

/** The enrolled kiosk that signed exactly these bytes. Throws `device-unknown` or `signature-wrong`. */
export async function requireKiosk(
  { storage }: Endpoint,
  device: string,
  signed: Uint8Array,
  signature: string,
): Promise<Kiosk> {
  const record = await storage.devices.kiosk(device);
  const agency = record === null ? null : await storage.agencies.byId(record.agency);
  if (record === null || agency === null) {
    throw new Problem('device-unknown', 'This device is not enrolled here: enrol it with a new code.');
  }
  if (!isSignedBy(record.publicKey, signed, signature)) throw wrongSignature();
  return { agency, record };
}

export function wrongSignature(): Problem {
  return new Problem('signature-wrong', 'The signature is not of this body by this device.');
}

/** An answer to a kiosk, with the agency's signature over its text. */
export function signedAnswer(agency: AgencyRecord, body: object): Answer {
  const text = JSON.stringify(body);
  const signature = receiptSigner(agency.receiptKey).sign(text);
  return jsonTextAnswer(text, { [ANSWER_SIGNATURE_HEADER]: signature });
}
