import type { KeptHandover } from '#local/office/handovers.ts';
import { writeReceipt } from '#protocol/handover-write.ts';

/** The receipts of a delivered hand-over as a file for its tablet. `now`: milliseconds since 1970. */
export async function receiptFile(kept: KeptHandover, agency: string, now: number): Promise<File> {
  const text = await writeReceipt({ agency, madeAt: new Date(now).toISOString(), answers: kept.answers });
  const tablet = kept.label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const day = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10);
  const name = ['tanda-terima', tablet, day].filter((part) => part !== '').join('-');
  return new File([text], `${name}.skm.txt`, { type: 'text/plain' });
}
