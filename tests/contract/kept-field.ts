import type { Storage } from '#server/storage/storage.ts';
import { AT, sha256 } from './samples.ts';

/** What the kept database of version 2 says of its kiosk. */
export const KEPT = {
  activity: '01990000-0000-7000-8000-000000000001',
  device: '01990000-0000-7000-8000-000000000002',
  codeHash: sha256('kode'),
  /** The point that generates P-256. */
  publicKey: Buffer.from(
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296' +
      '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  ).toString('base64url'),
} as const;

/** Puts an enrolled kiosk with an open alarm into a store. */
export async function keepField(storage: Storage, agency: string): Promise<void> {
  const { activity, device, codeHash, publicKey } = KEPT;
  const label = 'Tablet berkunci';
  const code = { hash: codeHash, label, activities: [activity], expiresAt: AT + 1 };
  await storage.devices.addCode(agency, code, { by: 'test', at: AT });
  const key = Buffer.from(publicKey, 'base64url');
  await storage.devices.enrol(agency, { codeHash, device, publicKey: key, appVersion: '1', at: AT });
  const contact = {
    ...{
      id: device,
      channel: 'kiosk' as const,
      subject: null,
      generation: 0,
      label,
      appVersion: '1',
      at: AT,
    },
    ...{ nextSequence: 4, unsent: 3 },
    state: { persisted: true, journal: 'opfs' as const, oldestUnsentAt: null, kept: 0 },
  };
  for (const nonce of ['A'.repeat(22), 'B'.repeat(21) + 'A']) {
    const counted = { ...contact, contact: { number: 1, nonce } };
    await storage.responses.deliver({ agency, receivedAt: AT, contact: counted, items: [] });
  }
}
