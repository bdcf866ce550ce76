import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';
import { PROTOCOL_MARKER } from './version.ts';

export const Id = z.uuid();
/** 64 lower-case hex digits. */
export const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** P-256 public key as its raw uncompressed point (65 bytes), base64url. */
export const PublicKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/));
/** ECDSA with P-256 and SHA-256, r and s one after the other (64 bytes), base64url. */
export const Signature = z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/));
/** 128 random bits, base64url. */
export const Nonce = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
/** ISO 8601 UTC with `Z`. */
export const Instant = z.iso.datetime();
/** Calendar date `YYYY-MM-DD`. */
export const CalendarDate = z.iso.date();
/** Short machine key: element, question, option, profile field. */
export const Key = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));
export const Line = z.string().check(z.maxLength(LIMITS.lineLength));
export const FilledLine = z.string().check(z.minLength(1), z.maxLength(LIMITS.lineLength));
export const Note = z.string().check(z.maxLength(LIMITS.noteLength));
export const Marker = z.literal(PROTOCOL_MARKER);
export const Count = z.int().check(z.minimum(0));

export const LocalizedText = z.strictObject({ id: FilledLine, en: FilledLine });

/** What every refusal of the endpoint looks like. `detail` names what and where; never personal data. */
export const ProblemAnswer = z.object({
  marker: Marker,
  problem: z.string(),
  detail: z.string(),
  /** Seconds to wait before the next try, when the endpoint knows. */
  retryAfter: z.optional(z.number()),
});
export type ProblemAnswer = z.infer<typeof ProblemAnswer>;
