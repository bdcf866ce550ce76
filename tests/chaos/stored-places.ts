import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface StoredPlace {
  readonly device: string;
  readonly sequence: number;
}

/** Which number of which device each response has that the endpoint stored after `seq`, by its id. Imports have none. */
export function storedPlaces(dataDir: string, seq: number): ReadonlyMap<string, StoredPlace> {
  const database = new DatabaseSync(join(dataDir, 'skm.db'), { readOnly: true });
  try {
    const rows = database
      .prepare(
        `SELECT lower(hex(id)) AS id, lower(hex(device)) AS device, sequence FROM responses
         WHERE seq > ? AND device IS NOT NULL`,
      )
      .all(seq);
    return new Map(
      rows.map(({ id, device, sequence }) => [
        hyphenated(String(id)),
        { device: hyphenated(String(device)), sequence: Number(sequence) },
      ]),
    );
  } finally {
    database.close();
  }
}

function hyphenated(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
