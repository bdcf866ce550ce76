import { randomBytes } from 'node:crypto';
import { secretHash } from './secret.ts';

/** Crockford's letters: none that is taken for another when read aloud. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A fresh one-time code that enrols a kiosk of the agency with this number. 40 random bits: with a few codes open for ten
 * minutes at a time, a million guesses find one once in a hundred thousand times.
 */
export function freshEnrolmentCode(agencyNumber: number): string {
  return `${agencyNumber}-${randomLetters(4)}-${randomLetters(4)}`;
}

/** A fresh code of one invited person: 60 random bits, since it may be guessed at for as long as the survey is open. */
export function freshPersonalCode(): string {
  return `${randomLetters(4)}-${randomLetters(4)}-${randomLetters(4)}`;
}

/** What is kept of a code. */
export function codeHash(code: string): string {
  return secretHash(code);
}

function randomLetters(count: number): string {
  // 256 is a multiple of 32: every letter is as likely.
  return Array.from(randomBytes(count), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}
