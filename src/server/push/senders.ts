import type { SurveyResponse } from '#domain/response.ts';
import type { PushItem } from '#protocol/survey.ts';
import { isSignedBy } from '../security/device-signature.ts';
import type { KioskRecord } from '../storage/device-store.ts';
import type { Storage } from '../storage/storage.ts';
import type { Moments } from './endpoint-marks.ts';
import { judgeByRights } from './field-sender.ts';
import type { FieldRights } from './field-sender.ts';
import type { Grant } from './grant.ts';
import type { Sender, Verdict } from './judge.ts';
import type { Kiosk } from './kiosk.ts';
import { Library } from './library.ts';

/** A phone with the token of a link. `at`: now. */
export async function linkSender(
  storage: Storage,
  grant: Grant,
  device: string,
  at: number,
): Promise<Sender> {
  const { agency, link, expiresAt } = grant;
  const library = new Library(storage, agency.id);
  const rights: FieldRights = {
    ...{ device, channel: link.channel, covered: new Set(link.activities) },
    ...{ withdrawn: await withdrawal(storage, grant), anybody: grant.personal === null },
    moments: { receivedAt: at, foundedAt: agency.foundedAt, expiresAt },
  };
  return {
    agency: agency.id,
    library,
    judge: (response) => judgeByRights(response, rights, library),
  };
}

async function withdrawal(
  storage: Storage,
  { agency, link, revoked, personal }: Grant,
): Promise<FieldRights['withdrawn']> {
  if (revoked) return { code: 'link-revoked', detail: 'The link was withdrawn.' };
  if (personal === null) return null;
  const known = await storage.links.personalCode(agency.id, link.subject, personal);
  return known === null ? { code: 'not-covered-by-link', detail: 'There is no such personal code.' } : null;
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
export async function kioskSender(storage: Storage, { agency, record }: Kiosk, at: number): Promise<Sender> {
  const library = new Library(storage, agency.id);
  const moments = {
    ...{ receivedAt: at, foundedAt: agency.foundedAt },
    expiresAt: Number.POSITIVE_INFINITY,
  };
  const own = await identityOf(storage, record, moments);
  const others = new Map<string, Promise<Identity | null>>();
  const other = (device: string): Promise<Identity | null> => {
    const known = others.get(device) ?? otherIdentity(storage, agency.id, device, moments);
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

async function otherIdentity(
  storage: Storage,
  agency: string,
  device: string,
  moments: Moments,
): Promise<Identity | null> {
  const record = await storage.devices.kiosk(device);
  return record?.agency === agency ? identityOf(storage, record, moments) : null;
}

async function identityOf(storage: Storage, record: KioskRecord, moments: Moments): Promise<Identity> {
  const { ever } = await storage.devices.activities(record.agency, record.id);
  const withdrawn =
    record.revokedAt === null
      ? null
      : { code: 'device-revoked' as const, detail: 'The device was withdrawn.' };
  const rights: FieldRights = {
    ...{ device: record.id, channel: 'kiosk', covered: new Set(ever), withdrawn, anybody: false, moments },
  };
  return { record, rights };
}

function isSignedItem({ publicKey }: KioskRecord, { signature, body }: PushItem): boolean {
  return signature !== undefined && isSignedBy(publicKey, Buffer.from(body), signature);
}
