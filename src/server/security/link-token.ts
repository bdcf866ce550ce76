import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkChannel } from '../storage/link-store.ts';

/** What a survey link or kiosk enrolment says; 59 characters as text, so that its QR code stays coarse. */
export interface LinkClaims {
  /** Short number of the agency. */
  readonly agency: number;
  readonly channel: LinkChannel;
  /** The activity of a survey link; the enrolment's id for a kiosk. */
  readonly subject: string;
  /** Tokens of a generation before the link's present one were revoked. */
  readonly generation: number;
  /** Seconds since 1970 after which nothing new may be opened with it. */
  readonly expires: number;
}

const FORMAT = 1;
const CLAIMS_BYTES = 28;
const MAC_BYTES = 16;
const CHANNELS: readonly LinkChannel[] = ['link', 'kiosk'];

/** Packs and signs claims (HMAC-SHA-256 cut to 128 bits) as base64url text. `mark`: see `link-mark.ts`; 0 for none. */
export function signLink(claims: LinkClaims, key: Uint8Array, mark = 0): string {
  const packed = Buffer.alloc(CLAIMS_BYTES);
  packed.writeUInt8(FORMAT, 0);
  packed.writeUInt8((mark << 1) | CHANNELS.indexOf(claims.channel), 1);
  packed.writeUInt16BE(claims.generation, 2);
  packed.writeUInt32BE(claims.agency, 4);
  Buffer.from(claims.subject.replaceAll('-', ''), 'hex').copy(packed, 8);
  packed.writeUInt32BE(claims.expires, 24);
  return Buffer.concat([packed, macOf(packed, key)]).toString('base64url');
}

/** Claims of a token as written, not yet proven; `null` when it has no such form. */
export function readLink(
  token: string,
): { claims: LinkClaims; isSignedWith(key: Uint8Array): boolean } | null {
  if (!/^[A-Za-z0-9_-]{59}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.toString('base64url') !== token || bytes.length !== CLAIMS_BYTES + MAC_BYTES) return null;
  const packed = bytes.subarray(0, CLAIMS_BYTES);
  const channel = CHANNELS[packed.readUInt8(1) & 1];
  if (packed.readUInt8(0) !== FORMAT || channel === undefined) return null;
  const hex = packed.toString('hex', 8, 24);
  return {
    claims: {
      channel,
      generation: packed.readUInt16BE(2),
      agency: packed.readUInt32BE(4),
      subject: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      ),
      expires: packed.readUInt32BE(24),
    },
    isSignedWith: (key) => timingSafeEqual(macOf(packed, key), bytes.subarray(CLAIMS_BYTES)),
  };
}

function macOf(packed: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(packed).digest().subarray(0, MAC_BYTES);
}
