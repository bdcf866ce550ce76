import { HandoverRequest } from '#protocol/device.ts';
import type { HandoverAnswer, SealedAnswer, SealedPush } from '#protocol/device.ts';
import { LIMITS } from '#protocol/limits.ts';
import { PushRequest } from '#protocol/survey.ts';
import type { PushAnswer } from '#protocol/survey.ts';
import { PROTOCOL_MARKER } from '#protocol/version.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonAnswer } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import { readJson, valueOf } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { requireGrant } from '../push/grant.ts';
import { deviceSignature, requireKiosk } from '../push/kiosk.ts';
import { batchOf } from '../push/read-batch.ts';
import { requirePhone, takeKioskPush, takeLinkPush } from '../push/take-push.ts';
import { receiptSigner } from '../storage/receipt-key.ts';
import type { StaffCall } from './route.ts';

/** A push of the file that was proven; `take` stores it. */
interface ProvenPush {
  readonly device: string;
  readonly items: number;
  take(): Promise<PushAnswer>;
}

/**
 * Takes what a device could not send. Every push is proven before any is stored: one that was altered, or that is not of
 * this office, refuses the whole with the place and the reason. What arrived before is "same", so that a file may come
 * twice or end half-way. Each answer is sealed, and the device believes it as if it had come by network.
 */
export async function takeHandover({ endpoint, request, session }: StaffCall): Promise<Answer> {
  const { pushes } = await readJson(request, HandoverRequest, LIMITS.handoverBytes);
  const { agency } = session;
  const proven: ProvenPush[] = [];
  for (const [at, push] of pushes.entries()) {
    try {
      proven.push(await prove(endpoint, agency.id, push));
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      throw new Problem('handover-altered', `pushes[${at}]: ${reason.code}. ${reason.message}`);
    }
  }
  const signer = receiptSigner(agency.receiptKey);
  const answers: SealedAnswer[] = [];
  for (const { device, take } of proven) {
    const answer = JSON.stringify(await take());
    answers.push({ device, answer, signature: signer.sign(answer) });
  }
  const brought = new Map<string, number>();
  for (const { device, items } of proven) brought.set(device, (brought.get(device) ?? 0) + items);
  const audit = { by: session.account.id, at: endpoint.now() };
  await endpoint.storage.devices.noteHandover(agency.id, brought, audit);
  const answer: HandoverAnswer = { marker: PROTOCOL_MARKER, answers };
  return jsonAnswer(answer);
}

/** Throws the Problem that the device itself would have got. */
async function prove(endpoint: Endpoint, agency: string, push: SealedPush): Promise<ProvenPush> {
  const { authorization, body } = push;
  const bytes = Buffer.from(body);
  if (bytes.length > LIMITS.batchBytes) throw new Problem('too-large', 'It is larger than a push may be.');
  const batch = batchOf(valueOf(bytes), PushRequest);
  const about = { device: batch.device.id, items: batch.items.length };
  const signature = deviceSignature(authorization);
  if (signature !== null) {
    const kiosk = await requireKiosk(endpoint, batch.device.id, bytes, signature);
    requireOwn(kiosk.agency.id, agency);
    return { ...about, take: () => takeKioskPush(endpoint, kiosk, batch) };
  }
  const grant = await requireGrant(endpoint, authorization);
  requireOwn(grant.agency.id, agency);
  await requirePhone(endpoint, batch.device.id);
  return { ...about, take: () => takeLinkPush(endpoint, grant, batch) };
}

function requireOwn(agency: string, own: string): void {
  if (agency !== own) throw new Problem('device-unknown', 'It is of another agency.');
}
