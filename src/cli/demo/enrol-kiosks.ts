import { createHash } from 'node:crypto';
import { freshReceiptKey, receiptSigner } from '#server/storage/receipt-key.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Device } from './responses.ts';

/** Events a tablet stays opened for. */
const PRESENT = 3;

/**
 * Enrols the tablets of the example, one after the other, as staff would: a code each, and a key of their own. Nobody
 * keeps the private half: these tablets exist nowhere.
 */
export async function enrolKiosks(
  storage: Storage,
  agency: string,
  kiosks: readonly Device[],
  by: string,
): Promise<void> {
  for (const { id: device, label, activities, since: at } of kiosks) {
    const audit = { by, at };
    const codeHash = createHash('sha256').update(device).digest('hex');
    await storage.devices.addCode(agency, { hash: codeHash, label, activities, expiresAt: at }, audit);
    const { publicKey } = receiptSigner(freshReceiptKey());
    const enrolled = await storage.devices.enrol(agency, {
      ...{ codeHash, device, publicKey: Buffer.from(publicKey, 'base64url'), appVersion: 'contoh', at },
    });
    if (typeof enrolled === 'string') throw new Error(`A tablet of the example was refused: ${enrolled}`);
    const present = { label, activities: activities.slice(-PRESENT) };
    if (present.activities.length > 0) await storage.devices.send(agency, device, present, audit);
  }
}
