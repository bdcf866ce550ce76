/**
 * A UUIDv7 (RFC 9562): 48 bits of `now` (milliseconds since 1970), then 74 random bits. Ids made later sort later, which
 * keeps indexes on both ends compact; they are unique even where a clock is wrong.
 */
export function newId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Math.max(0, Math.trunc(now));
  new DataView(bytes.buffer).setUint32(0, Math.floor(time / 0x10000) >>> 0);
  new DataView(bytes.buffer).setUint16(4, time % 0x10000);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytesToId(bytes);
}

/** A random identity (UUIDv4): tells nothing, not even when it was made. For devices. */
export function newIdentity(): string {
  return crypto.randomUUID();
}

/** 16 bytes as a UUID in lower case. */
export function bytesToId(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
