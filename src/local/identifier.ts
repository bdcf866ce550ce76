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

/** The 16 bytes of a UUID. Throws a TypeError for anything else. */
export function idToBytes(id: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16);
  writeId(id, bytes, 0);
  return bytes;
}

/** The same into `bytes` from `offset` on; a million of them are read in a pull, so no text is cut into pieces. */
export function writeId(id: string, bytes: Uint8Array, offset: number): void {
  let digits = 0;
  for (let place = 0; place < id.length; place += 1) {
    const code = id.charCodeAt(place);
    if (code === HYPHEN) continue;
    const value = code < 128 ? DIGIT_VALUES[code]! : NO_DIGIT;
    if (value === NO_DIGIT || digits === 32) throw new TypeError(`"${id}" is not a UUID.`);
    const at = offset + (digits >> 1);
    bytes[at] = digits % 2 === 0 ? value << 4 : bytes[at]! | value;
    digits += 1;
  }
  if (digits !== 32) throw new TypeError(`"${id}" is not a UUID.`);
}

const HYPHEN = 45;
const NO_DIGIT = 255;
const DIGIT_VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? NO_DIGIT : value;
});
