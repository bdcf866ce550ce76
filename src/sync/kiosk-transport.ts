/** What an enrolled kiosk says to the endpoint: signed with its own key, and believed only when signed by the endpoint. */
import type * as z from 'zod/mini';
import { isSignedBy, signText, toBase64url } from '#protocol/signature.ts';
import { ANSWER_SIGNATURE_HEADER, DeviceAnswer, PushAnswer } from '#protocol/survey.ts';
import type {
  DeviceContact,
  DeviceEnrolRequest,
  DeviceRenewRequest,
  DeviceState,
  PushRequest,
} from '#protocol/survey.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { noteRefusal, takeContacts } from '#local/survey/identity.ts';
import type { IdentityRow } from '#local/survey/rows.ts';
import { exchange, judge } from './ask.ts';
import type { Reply, Wire } from './ask.ts';
import { TransportProblem } from './transport-problem.ts';

/** Bytes that contact and state add to a request, at most. */
export const SEAL_BYTES = 400;

/** Exchanges a one-time code for an enrolment of the identity that was made for it. Throws a TransportProblem. */
export async function enrolDevice(
  identity: IdentityRow,
  code: string,
  appVersion: string,
  wire: Wire,
): Promise<DeviceAnswer> {
  const { device, publicKey } = identity;
  const request: DeviceEnrolRequest = { protocol: PROTOCOL_VERSION, code, device, publicKey, appVersion };
  const reply = await ask(wire, 'device/enrol', await seal(identity, request));
  const answer = judge(reply.status, reply.text, DeviceAnswer);
  await requireSignature(reply, answer.endpointKey);
  return answer;
}

/** The events and settings of a kiosk as they are now; notes when the endpoint refuses it. Throws a TransportProblem. */
export async function renewDevice(
  db: SurveyDatabase,
  identity: IdentityRow,
  appVersion: string,
  wire: Wire,
): Promise<DeviceAnswer> {
  const { device } = identity;
  const contact = await nextContact(db, device);
  const request: DeviceRenewRequest = { protocol: PROTOCOL_VERSION, device, appVersion, contact };
  return told(db, identity, async () => {
    const reply = await ask(wire, 'device/renew', await seal(identity, request));
    return believe(identity, reply, DeviceAnswer);
  });
}

/** Delivers one batch, or only tells how things stand. Throws a TransportProblem. */
export async function pushSigned(
  db: SurveyDatabase,
  identity: IdentityRow,
  request: PushRequest,
  state: DeviceState,
  signal: AbortSignal,
  wire: Wire,
): Promise<PushAnswer> {
  const contact = await nextContact(db, identity.device);
  const sealed = await seal(identity, withContact(request, contact, state));
  const answer = await told(db, identity, async () =>
    believe(identity, await ask(wire, 'push', sealed, signal), PushAnswer),
  );
  const isRevoked = answer.results.some(({ code }) => code === 'device-revoked');
  if (isRevoked) await noteRefusal(db, identity.device, 'device-revoked');
  return answer;
}

export function withContact(request: PushRequest, contact: DeviceContact, state: DeviceState): PushRequest {
  return { ...request, device: { ...request.device, contact, state } };
}

/** The exact text of a request and what authorises it. */
export interface Sealed {
  readonly authorization: string;
  readonly body: string;
}

export async function seal({ key }: Pick<IdentityRow, 'key'>, request: object): Promise<Sealed> {
  const body = JSON.stringify(request);
  return { authorization: `Device ${await signText(key, body)}`, body };
}

export function newNonce(): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(16)));
}

async function nextContact(db: SurveyDatabase, device: string): Promise<DeviceContact> {
  return { number: await takeContacts(db, device), nonce: newNonce() };
}

function ask(
  wire: Wire,
  path: string,
  { authorization, body }: Sealed,
  signal?: AbortSignal,
): Promise<Reply> {
  const question = { path, method: 'POST', authorization, text: body, credentials: 'omit' } as const;
  return exchange(wire, signal ? { ...question, signal } : question);
}

/** An answer of the endpoint that took the enrolment, and of nobody else. */
async function believe<S extends z.ZodMiniType>(
  { enrolment }: IdentityRow,
  reply: Reply,
  schema: S,
): Promise<z.infer<S>> {
  const answer = judge(reply.status, reply.text, schema);
  await requireSignature(reply, enrolment?.endpointKey ?? '');
  return answer;
}

async function requireSignature({ text, headers, status }: Reply, endpointKey: string): Promise<void> {
  const signature = headers.get(ANSWER_SIGNATURE_HEADER) ?? '';
  if (await isSignedBy(endpointKey, text, signature)) return;
  throw new TransportProblem('not-ours', 'retry', `status ${status}, signature wrong or missing`);
}

/** Keeps what the answer says of the identity itself. */
async function told<R>(
  db: SurveyDatabase,
  { device, refused }: IdentityRow,
  work: () => Promise<R>,
): Promise<R> {
  try {
    const answer = await work();
    if (refused === 'device-unknown') await noteRefusal(db, device, null);
    return answer;
  } catch (error) {
    const code = error instanceof TransportProblem ? error.code : null;
    if (code === 'device-revoked' || code === 'device-unknown') await noteRefusal(db, device, code);
    throw error;
  }
}
