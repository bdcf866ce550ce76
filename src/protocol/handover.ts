/** Files that carry responses and receipts between a device and the office where there is no network. */
import * as z from 'zod/mini';
import { Hash, Id, Instant, Line } from './common.ts';
import { SealedAnswer, SealedPush } from './device.ts';

/**
 * From a device to the office. `digest` is the SHA-256 of the canonical JSON of everything else: it tells a damaged or
 * truncated file; that nobody altered a push is what its own authorisation proves.
 */
export const HandoverFile = z.strictObject({
  format: z.literal('skm-serah-terima'),
  version: z.literal(1),
  agency: Id,
  label: Line,
  madeAt: Instant,
  pushes: z.array(SealedPush),
  digest: Hash,
});
export type HandoverFile = z.infer<typeof HandoverFile>;

/** From the office back to the device: receipts that only the endpoint can have signed. */
export const ReceiptFile = z.strictObject({
  format: z.literal('skm-tanda-terima'),
  version: z.literal(1),
  agency: Id,
  madeAt: Instant,
  answers: z.array(SealedAnswer),
  digest: Hash,
});
export type ReceiptFile = z.infer<typeof ReceiptFile>;
