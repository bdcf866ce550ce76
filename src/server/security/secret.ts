import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text, for what only one party may know. */
export function freshSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 (hex) of a secret with so many random bits that a fast hash keeps it safe. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares a secret with a hash in the same time whatever differs. */
export function matchesHash(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(secret), 'hex'), Buffer.from(hash, 'hex'));
}
