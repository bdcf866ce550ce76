/** What a device could not send, as the pushes it would have sent, and the answers to them that come back by file. */
import { linkAuthorization } from '#protocol/link-authorization.ts';
import type { SealedPush } from '#protocol/device.ts';
import type { ReceiptFile } from '#protocol/handover.ts';
import { LIMITS } from '#protocol/limits.ts';
import { isSignedBy } from '#protocol/signature.ts';
import { PushAnswer } from '#protocol/survey.ts';
import type { DeviceState, PushItem, PushRequest } from '#protocol/survey.ts';
import type { SurveyDatabase } from '#local/survey/database.ts';
import { takeContacts } from '#local/survey/identity.ts';
import { DUE, dueOf, unsentBatches } from '#local/survey/outbox.ts';
import { applyCarriedAnswer } from '#local/survey/receipts.ts';
import type { IdentityRow } from '#local/survey/rows.ts';
import { devicesWithUnsent, senderOf } from '#local/survey/senders.ts';
import { deviceState } from './device-state.ts';
import { newNonce, seal, SEAL_BYTES, withContact } from './kiosk-transport.ts';

/** What is handed over to one agency. */
export interface Parcel {
  readonly agency: string;
  /** How the office calls the device, or the activity of a phone. */
  readonly label: string;
  readonly pushes: readonly SealedPush[];
  /** Responses in it. */
  readonly count: number;
}

export interface Sealing {
  readonly appVersion: string;
  /** Where the second journal is. */
  readonly journal: DeviceState['journal'];
}

export interface Packed {
  readonly parcels: readonly Parcel[];
  /** Unsent, and no endpoint would know whose they are before this tablet is enrolled again. */
  readonly stranded: number;
}

/**
 * Everything that no receipt names, also what is set aside for later, as the pushes that would have been sent; one
 * parcel for each agency. Nothing changes on this device but the count of its contacts, so it may be done any number of
 * times.
 */
export async function sealedPushes(db: SurveyDatabase, sealing: Sealing): Promise<Packed> {
  const parcels = new Map<string, Parcel>();
  let stranded = 0;
  for (const { device, contextId } of await devicesWithUnsent(db)) {
    const sealed = await sealDevice(db, device, sealing);
    const context = await db.read(['contexts'], ({ contexts }) => contexts.get(contextId));
    if (!context || sealed === null) {
      stranded += await db.read(['outbox'], ({ outbox }) => outbox.by(DUE).count(dueOf(device)));
      continue;
    }
    const agency = context.agency.id;
    const parcel = parcels.get(agency) ?? { agency, label: context.label, pushes: [], count: 0 };
    parcels.set(agency, {
      ...parcel,
      pushes: [...parcel.pushes, ...sealed.map(({ push }) => push)],
      count: sealed.reduce((sum, { items }) => sum + items, parcel.count),
    });
  }
  return { parcels: [...parcels.values()], stranded };
}

interface SealedBatch {
  readonly push: SealedPush;
  readonly items: number;
}

async function sealDevice(
  db: SurveyDatabase,
  device: string,
  { appVersion, journal }: Sealing,
): Promise<SealedBatch[] | null> {
  const sender = await senderOf(db, device);
  if (sender === null || sender.mode === 'stranger') return null;
  const isPhone = sender.mode === 'link';
  const options = isPhone ? {} : { sender: sender.identity.device, reserve: SEAL_BYTES };
  const requests = await unsentBatches(db, device, { appVersion, limit: LIMITS.batchItems, ...options });
  if (!isPhone) return sealRequests(db, sender.identity, requests, journal);
  const authorization = linkAuthorization(sender.token);
  return requests.map((request) =>
    sealedBatch(request.items, { authorization, body: JSON.stringify(request) }),
  );
}

async function sealRequests(
  db: SurveyDatabase,
  identity: IdentityRow,
  requests: readonly PushRequest[],
  journal: DeviceState['journal'],
): Promise<SealedBatch[]> {
  const { device } = identity;
  const first = await takeContacts(db, device, requests.length);
  const state = await deviceState(db, device, journal);
  return Promise.all(
    requests.map(async (request, place) => {
      const contact = { number: first + place, nonce: newNonce() };
      return sealedBatch(request.items, await seal(identity, withContact(request, contact, state)));
    }),
  );
}

function sealedBatch(items: readonly PushItem[], push: SealedPush): SealedBatch {
  return { push, items: items.length };
}

/** What became of a file of receipts. */
export interface Applied {
  /** Responses of this device that the office has, as it was not known here before. */
  readonly received: number;
  /** Answers to other devices, or whose signature is not the endpoint's: they changed nothing. */
  readonly ignored: number;
}

/**
 * Takes the receipts of a file as if they had come by network. Each answer counts only when the endpoint that enrolled
 * this tablet signed it. The file's own wholeness is for its reader to check.
 */
export async function applyReceiptFile(db: SurveyDatabase, file: ReceiptFile): Promise<Applied> {
  let [received, ignored] = [0, 0];
  for (const { device, answer: text, signature } of file.answers) {
    const answer = await believedAnswer(db, file.agency, text, signature);
    if (answer === null) ignored += 1;
    else received += await applyCarriedAnswer(db, device, answer);
  }
  return { received, ignored };
}

async function believedAnswer(
  db: SurveyDatabase,
  agency: string,
  text: string,
  signature: string,
): Promise<PushAnswer | null> {
  const identities = await db.read(['identities'], (tables) => tables.identities.list());
  const keys = new Set(
    identities.map(({ enrolment }) => enrolment).filter((known) => known?.agency === agency),
  );
  for (const enrolment of keys) {
    if (!(await isSignedBy(enrolment!.endpointKey, text, signature))) continue;
    const parsed = PushAnswer.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  }
  return null;
}
