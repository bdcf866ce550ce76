/** Base 45 (RFC 9285): two bytes as three signs of the alphanumeric alphabet of QR codes. */
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    const value = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!;
    text += SIGNS[value % 45]! + SIGNS[Math.floor(value / 45) % 45]!;
    if (isPair) text += SIGNS[Math.floor(value / 2025)]!;
  }
  return text;
}

/** The bytes of a text; `null` for a text that is not base 45. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0));
  for (let from = 0, to = 0; from < text.length; from += 3, to += 2) {
    const isPair = from + 2 < text.length;
    const signs = Array.from(text.slice(from, from + 3), (sign) => SIGNS.indexOf(sign));
    if (signs.includes(-1)) return null;
    const value = signs.reduceRight((sum, sign) => sum * 45 + sign, 0);
    if (value > (isPair ? 0xffff : 0xff)) return null;
    if (isPair) bytes[to] = value >> 8;
    bytes[isPair ? to + 1 : to] = value & 0xff;
  }
  return bytes;
}
