import { bytesToId } from '#local/identifier.ts';
import { sha256Hex } from '#protocol/hash.ts';

/**
 * Ids of an import follow from the file alone: whoever reads the same file again, on whatever device, makes the same
 * ids, so that unique keys recognise what was imported before. They are UUIDs of version 8 (RFC 9562: own making).
 */
export async function importId(fileHash: string): Promise<string> {
  return idOf(await sha256Hex(`skm-import ${fileHash}`));
}

/** @param row number of the row as a spreadsheet shows it, from 1 */
export async function responseId(fileHash: string, row: number): Promise<string> {
  return idOf(await sha256Hex(`skm-import ${fileHash} ${row}`));
}

function idOf(hash: string): string {
  const bytes = Uint8Array.from({ length: 16 }, (_byte, at) =>
    Number.parseInt(hash.slice(at * 2, at * 2 + 2), 16),
  );
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytesToId(bytes);
}
