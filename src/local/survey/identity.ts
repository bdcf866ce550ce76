import { KEY_ALGORITHM, toBase64url } from '#protocol/signature.ts';
import { newIdentity } from '../identifier.ts';
import type { SurveyDatabase, Tables } from './database.ts';
import type { IdentityRow } from './rows.ts';

/**
 * A new identity of this browser as a kiosk, known to nobody yet. Its key cannot be exported: whoever copies the store's
 * files has no use of them elsewhere, and a wiped store is a lost identity.
 */
export async function makeIdentity(): Promise<IdentityRow> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(KEY_ALGORITHM, false, ['sign', 'verify']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return {
    ...{ device: newIdentity(), key: privateKey, publicKey: toBase64url(point) },
    ...{ begun: false, code: null, enrolment: null, refused: null, contacts: 0 },
  };
}

/** What a response of a kiosk is signed and a request is authorised with; `null`: not an identity of this browser. */
export function identityOf(db: SurveyDatabase, device: string): Promise<IdentityRow | null> {
  return db.read(['identities'], async ({ identities }) => (await identities.get(device)) ?? null);
}

/** Whether the identity numbers new responses. */
export async function isCurrent({ ledgers }: Tables<'ledgers'>, device: string): Promise<boolean> {
  return (await ledgers.get(device))?.current === 1;
}

/** Notes what the endpoint says of an identity; `null`: it takes it as it is. */
export function noteRefusal(
  db: SurveyDatabase,
  device: string,
  refused: IdentityRow['refused'],
): Promise<void> {
  return db.write(['identities'], async ({ identities }) => {
    const identity = await identities.get(device);
    if (identity && identity.refused !== refused) await identities.put({ ...identity, refused });
  });
}

/**
 * The numbers of the next `count` requests under an identity: first of them. On the disk before it is used, so that no
 * two requests ever have the same one, unless two stores use one identity.
 */
export function takeContacts(db: SurveyDatabase, device: string, count = 1): Promise<number> {
  return db.write(['identities'], async ({ identities }) => {
    const identity = await identities.get(device);
    if (!identity) throw new RangeError(`This browser is not the device ${device}.`);
    await identities.put({ ...identity, contacts: identity.contacts + count });
    return identity.contacts + 1;
  });
}
