import * as z from 'zod/mini';
import { Instant } from '#protocol/common.ts';
import { DeviceSummary, QuarantineItem } from '#protocol/device.ts';
import type { OfficeDatabase } from './database.ts';

const KEY = 'field';

/** How the devices stood when the endpoint was asked last. */
const FieldCopy = z.object({
  devices: z.array(DeviceSummary),
  /** What is put aside; `null` for a role that may not see it. */
  aside: z.nullable(z.array(QuarantineItem)),
  /** When it was asked, clock of this device. */
  at: Instant,
});
export type FieldCopy = z.infer<typeof FieldCopy>;

/** Keeps it, so that it can be looked at without network. */
export async function keepFieldCopy(db: OfficeDatabase, copy: FieldCopy): Promise<void> {
  await db.run((tables) => tables.meta.put({ key: KEY, value: copy }));
}

/** `null` when the endpoint was never asked, or another build kept it in a form that is not known here. */
export async function keptFieldCopy(db: OfficeDatabase): Promise<FieldCopy | null> {
  const row = await db.run((tables) => tables.meta.get(KEY));
  const kept = FieldCopy.safeParse(row?.value);
  return kept.success ? kept.data : null;
}
