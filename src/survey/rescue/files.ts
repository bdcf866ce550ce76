import { writeHandover } from '#protocol/handover-write.ts';
import type { CarriedFile } from '../handover/save-file.ts';
import { fileName } from '../handover/save-file.ts';
import type { Parcel } from './handover-pushes.ts';

/** One file for each agency whose responses are here. */
export function filesOf(parcels: readonly Parcel[], now: number): Promise<CarriedFile[]> {
  const madeAt = new Date(now).toISOString();
  return Promise.all(
    parcels.map(async ({ agency, label, pushes }) => ({
      name: fileName('serah-terima', label, now),
      text: await writeHandover({ agency, label, madeAt, pushes: [...pushes] }),
    })),
  );
}
