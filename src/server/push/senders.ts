import type { SurveyResponse } from '#domain/response.ts';
import type { PushItem } from '#protocol/survey.ts';
import { isSignedBy } from '../security/device-signature.ts';
import type { KioskRecord } from '../storage/device-store.ts';
import type { Storage } from '../storage/storage.ts';
import { judgeByRights } from './field-sender.ts';
import type { FieldRights } from './field-sender.ts';
import type { Grant } from './grant.ts';
import type { Sender, Verdict } from './judge.ts';
import type { Kiosk } from './kiosk.ts';
import { Library } from './library.ts';

/** A phone (or a kiosk of the first form) with the token of a link. */
export async function linkSender(storage: Storage, grant: Grant, device: string): Promise<Sender> {
  const { agency, link, revoked, expiresAt } = grant;
  const library = new Library(storage, agency.id);
  const covered = new Set(link.activities);
  if (link.channel === 'kiosk') {
    const earlier = await storage.links.activitiesOfDevice(agency.id, device, link.channel);
    for (const activity of earlier) covered.add(activity);
  }
  const withdrawn = revoked ? { code: 'link-revoked' as const, detail: 'The link was withdrawn.' } : null;
  const rights = { device, channel: link.channel, covered, withdrawn, expiresAt };
  return {
    agency: agency.id,
    library,
    judge: (response) => judgeByRights(response, rights, library),
  };
}

/** An identity of a tablet with what it may send. */
interface Identity {
  readonly record: KioskRecord;
  readonly rights: FieldRights;
}

/**
 * An enrolled kiosk. A response that another identity of the same tablet took carries that identity's own signature and
 * is judged by that identity's rights.
 */
export async function kioskSender(storage: Storage, { agency, record }: Kiosk): Promise<Sender> {
  const library = new Library(storage, agency.id);
  const own = await identityOf(storage, record);
  const others = new Map<string, Promise<Identity | null>>();
  const other = (device: string): Promise<Identity | null> => {
    const known = others.get(device) ?? otherIdentity(storage, agency.id, device);
    others.set(device, known);
    return known;
  };
  const judge = async (response: SurveyResponse, item: PushItem): Promise<Verdict> => {
    const { place } = response;
    if (!('device' in place) || place.device === record.id) {
      return judgeByRights(response, own.rights, library);
    }
    const identity = await other(place.device);
    if (identity === null || !isSignedItem(identity.record, item)) {
      return {
        code: 'signature-wrong',
        detail: 'It carries the number of another device, and no signature of that device.',
      };
    }
    return judgeByRights(response, identity.rights, library);
  };
  return { agency: agency.id, library, judge };
}

async function otherIdentity(storage: Storage, agency: string, device: string): Promise<Identity | null> {
  const record = await storage.devices.kiosk(device);
  return record?.agency === agency ? identityOf(storage, record) : null;
}

async function identityOf(storage: Storage, record: KioskRecord): Promise<Identity> {
  const { ever } = await storage.devices.activities(record.agency, record.id);
  const withdrawn =
    record.revokedAt === null
      ? null
      : { code: 'device-revoked' as const, detail: 'The device was withdrawn.' };
  const rights: FieldRights = {
    ...{ device: record.id, channel: 'kiosk', covered: new Set(ever), withdrawn },
    expiresAt: Number.POSITIVE_INFINITY,
  };
  return { record, rights };
}

function isSignedItem({ publicKey }: KioskRecord, { signature, body }: PushItem): boolean {
  return signature !== undefined && isSignedBy(publicKey, Buffer.from(body), signature);
}
