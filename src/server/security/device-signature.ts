import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** One byte that says "both coordinates follow", then the coordinates. */
const UNCOMPRESSED = 0x04;
const COORDINATE_BYTES = 32;

/** Keys are read once for all requests; the oldest make room. */
const KEYS_KEPT = 2000;
const known = new Map<string, KeyObject>();

/** Whether these 65 bytes are a point on P-256. */
export function isPublicKey(raw: Uint8Array): boolean {
  return keyOf(raw) !== null;
}

/**
 * Whether `signature` (ECDSA with P-256 and SHA-256, r and s one after the other, base64url) was made over exactly these
 * bytes with the private half of a raw public key.
 */
export function isSignedBy(raw: Uint8Array, signed: Uint8Array, signature: string): boolean {
  const key = keyOf(raw);
  if (key === null || !/^[\w-]{86}$/.test(signature)) return false;
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

function keyOf(raw: Uint8Array): KeyObject | null {
  const name = Buffer.from(raw).toString('base64');
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const key = readKey(raw);
  if (key === null) return null;
  const oldest = known.size < KEYS_KEPT ? undefined : known.keys().next().value;
  if (oldest !== undefined) known.delete(oldest);
  known.set(name, key);
  return key;
}

function readKey(raw: Uint8Array): KeyObject | null {
  if (raw.length !== 1 + 2 * COORDINATE_BYTES || raw[0] !== UNCOMPRESSED) return null;
  const x = Buffer.from(raw.subarray(1, 1 + COORDINATE_BYTES)).toString('base64url');
  const y = Buffer.from(raw.subarray(1 + COORDINATE_BYTES)).toString('base64url');
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return null;
  }
}
