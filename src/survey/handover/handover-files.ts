import { writeHandover } from '#protocol/handover-write.ts';
import type { Parcel } from './desk.ts';
import { fileName } from './save-file.ts';
import type { CarriedFile } from './save-file.ts';

/** One hand-over file for each agency whose responses are here. `now`: milliseconds since 1970. */
export function handoverFiles(parcels: readonly Parcel[], now: number): Promise<CarriedFile[]> {
  const madeAt = new Date(now).toISOString();
  return Promise.all(
    parcels.map(async ({ agency, label, pushes }) => ({
      name: fileName('serah-terima', label, now),
      text: await writeHandover({ agency, label, madeAt, pushes: [...pushes] }),
    })),
  );
}
