import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import type { DeviceContact, DeviceEnrolRequest, PushItem, PushRequest } from '#protocol/survey.ts';
import { ANSWER_SIGNATURE_HEADER, DeviceAnswer } from '#protocol/survey.ts';
import { FieldDevice, problemOf, reply, SURVEY } from './stage.ts';
import type { Office, Reply } from './stage.ts';

/** A kiosk with a key of its own, as a tablet has it. */
export class SigningKiosk extends FieldDevice {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  contacts = 0;

  constructor(office: Office) {
    super(office, 'kiosk');
  }

  get publicKey(): string {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const parts = [Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
    return Buffer.concat(parts).toString('base64url');
  }

  signature(text: string): string {
    const { privateKey: key } = this.#keys;
    return sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }

  contact(): DeviceContact {
    this.contacts += 1;
    return { number: this.contacts, nonce: randomBytes(16).toString('base64url') };
  }

  enrolment(code: string, changes: Partial<DeviceEnrolRequest> = {}): DeviceEnrolRequest {
    return {
      ...{ protocol: 1, code, device: this.id, publicKey: this.publicKey, appVersion: '1.0.0' },
      ...changes,
    };
  }

  /** Sends a signed body; `network` is where the tablet seems to be. */
  async post(path: string, body: object, network?: string, signature?: string): Promise<Reply> {
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      authorization: `Device ${signature ?? this.signature(text)}`,
    };
    const request = new Request(`${SURVEY}/api/v1/${path}`, { method: 'POST', headers, body: text });
    return reply(await this.office.survey(request, network));
  }

  enrol(code: string, network?: string): Promise<Reply> {
    return this.post('device/enrol', this.enrolment(code), network);
  }

  renew(changes: object = {}): Promise<Reply> {
    const own = { protocol: 1, device: this.id, appVersion: '1.1.0', contact: this.contact() };
    return this.post('device/renew', { ...own, ...changes });
  }

  signedBatch(items: readonly PushItem[], device: Partial<PushRequest['device']> = {}): PushRequest {
    return this.batch(items, { contact: this.contact(), ...device });
  }

  send(items: readonly PushItem[], device: Partial<PushRequest['device']> = {}): Promise<Reply> {
    return this.post('push', this.signedBatch(items, device));
  }
}

/** A code from the office. */
export async function aCode(office: Office, activities: string[], label = 'Tablet 1'): Promise<string> {
  const made = await office.as('protokol')('POST', 'devices/codes', { label, activities });
  if (made.status !== 200) throw new Error(problemOf(made));
  return String(made.body['code']);
}

/** A kiosk that is enrolled for activities. */
export async function anEnrolledKiosk(
  office: Office,
  activities: string[],
  label?: string,
): Promise<SigningKiosk> {
  const kiosk = new SigningKiosk(office);
  const answered = await kiosk.enrol(await aCode(office, activities, label));
  if (answered.status !== 200) throw new Error(problemOf(answered));
  return kiosk;
}

/** Whether an answer carries the signature of the key that the kiosk was told. */
export function isFromEndpoint({ headers, text }: Reply, endpointKey: string): boolean {
  const point = Buffer.from(endpointKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' });
  const signature = Buffer.from(headers.get(ANSWER_SIGNATURE_HEADER) ?? '', 'base64url');
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

export function endpointKeyOf({ body }: Reply): string {
  return DeviceAnswer.parse(body).endpointKey;
}
