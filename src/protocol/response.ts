import * as z from 'zod/mini';
import { RESPONSE_FLAGS } from '#domain/response.ts';
import { Hash, Id, Instant, Key } from './common.ts';
import { LIMITS } from './limits.ts';
import { QuestionnaireReference } from './questionnaire.ts';

const Score = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const Positive = z.int().check(z.minimum(1));

export const LedgerPlace = z.strictObject({ device: Id, sequence: Positive, previousHash: Hash });
export const ImportPlace = z.strictObject({ batch: Id, row: Positive });

/** The form of one frozen response; the domain type `SurveyResponse` says what each field means. */
export const SurveyResponse = z.strictObject({
  format: z.literal(1),
  id: Id,
  agency: Id,
  activity: z.nullable(Id),
  questionnaire: QuestionnaireReference,
  channel: z.enum(['kiosk', 'link', 'import']),
  place: z.union([LedgerPlace, ImportPlace]),
  answers: z.record(Key, z.nullable(Score)),
  profile: z.record(Key, Key),
  comment: z.string().check(z.maxLength(LIMITS.commentLength)),
  language: z.enum(['id', 'en']),
  submittedAt: Instant,
  durationMs: z.int().check(z.minimum(0)),
  flags: z.array(z.enum(RESPONSE_FLAGS)),
});
