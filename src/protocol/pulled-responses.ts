import * as z from 'zod/mini';
import { Count, Id, Key } from './common.ts';
import { QuestionnaireReference } from './questionnaire.ts';

/** One small number for each response: a digit of base64url, so 0 to 63. */
const Digits = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/));
/** One place in a list, from 0, for each response. */
const Places = z.array(Count);
/** Whole minutes since 1970 UTC, cut: the first as it is, each other one as its difference to the one before. */
const Minutes = z.array(z.int());
/**
 * Two answers a digit, which packs best: six times that of a response plus that of the next one. 0 where the question was
 * skipped or not asked, 1 to 4 the score, 5 for "cannot judge"; 0 for the one after the last.
 */
const Answers = z.string().check(z.regex(/^[A-Za-j]*$/));

const Columns = z.object({
  type: z.literal('responses'),
  /** Place of the last of them in the commit order. */
  seq: Count,
  count: z.int().check(z.minimum(1)),
  /** The last four bytes of each id, one after the other, as base64url: by those people name a response. */
  codes: z.string().check(z.regex(/^[A-Za-z0-9_-]+$/)),
  activities: z.array(z.nullable(Id)),
  activity: Places,
  questionnaires: z.array(QuestionnaireReference),
  questionnaire: Places,
  /** Place in `PULLED_CHANNELS`. */
  channel: Digits,
  submitted: Minutes,
  received: Minutes,
  /** Bit n stands for `RESPONSE_FLAGS[n]`; those that the endpoint adds are among them. */
  flags: Digits,
  answers: z.record(Key, Answers),
  /** By profile field: 0 is "not given", n is `options[n - 1]`. */
  profile: z.record(Key, z.object({ options: z.array(Key), codes: Digits })),
  /** Row and text of each comment; none for roles that may not read them. */
  comments: z.array(z.tuple([Count, z.string()])),
});

/** Kinds of answers that one place of a pair in `Answers` can hold. */
export const ANSWER_KINDS = 6;

export const PULLED_CHANNELS = ['kiosk', 'link', 'import'] as const;

/** Of a response's id, from its end. */
export const CODE_BYTES = 4;

/** The largest number that one of `Digits` holds. */
export const LARGEST_DIGIT = 63;

/**
 * Responses of one page as columns, in commit order: row n of every column is the same response. What the office keeps of
 * them, and nothing else; times are cut to the minute.
 */
export const PulledResponses = Columns.check(z.refine(isWhole));
export type PulledResponses = z.infer<typeof PulledResponses>;

/** Whether every column has a value for each row, and every place names something. */
function isWhole(columns: z.infer<typeof Columns>): boolean {
  const { count, activity, questionnaire, channel, submitted, received, flags } = columns;
  const profile = Object.values(columns.profile);
  const all = [activity, questionnaire, channel, submitted, received, flags];
  return (
    all.every(({ length }) => length === count) &&
    profile.every(({ codes }) => codes.length === count) &&
    Object.values(columns.answers).every(({ length }) => length === Math.ceil(count / 2)) &&
    columns.codes.length === Math.ceil((count * CODE_BYTES * 4) / 3) &&
    activity.every((place) => place < columns.activities.length) &&
    questionnaire.every((place) => place < columns.questionnaires.length) &&
    columns.comments.every(([row]) => row < count)
  );
}
