import type { ClippingStore } from '../storage.ts';
import type { Connection } from './connection.ts';
import { bytes, hex, hexBytes, text, uuidBytes } from './values.ts';
import type { Writer } from './writer.ts';

export function sqliteClippings(connection: Connection, writer: Writer): ClippingStore {
  return {
    add: (agency, clipping, audit) =>
      writer.write(() => {
        connection.run(
          `INSERT INTO clippings (agency, hash, media_type, added_at, added_by, content) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (agency, hash) DO NOTHING`,
          uuidBytes(agency),
          hexBytes(clipping.hash),
          clipping.mediaType,
          audit.at,
          audit.by,
          clipping.content,
        );
      }),
    get: async (agency, hash) =>
      connection.get(
        (row) => ({
          hash: hex(row['hash']),
          mediaType: text(row['media_type']),
          content: bytes(row['content']),
        }),
        'SELECT hash, media_type, content FROM clippings WHERE agency = ? AND hash = ?',
        uuidBytes(agency),
        hexBytes(hash),
      ),
  };
}
