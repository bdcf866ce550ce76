import * as z from 'zod/mini';
import { Count, Id, Key } from './common.ts';
import { QuestionnaireReference } from './questionnaire.ts';

/** One small number for each response: a digit of base64url, so 0 to 63. */
const Digits = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/));
/** One place in a list, from 0, for each response. */
const Places = z.array(Count);
/** Whole minutes since 1970 UTC, cut: the first as it is, each other one as its difference to the one before. */
const Minutes = z.array(z.int());
/** One answer for each response: the score, `-` for "cannot judge", `.` where the question was skipped or not asked. */
const Answers = z.string().check(z.regex(/^[1-4.-]*$/));

const Columns = z.object({
  type: z.literal('responses'),
  /** Place of the last of them in the commit order. */
  seq: Count,
  count: z.int().check(z.minimum(1)),
  /** 16 bytes each, one after the other, as base64url. */
  ids: z.string().check(z.regex(/^[A-Za-z0-9_-]+$/)),
  activities: z.array(z.nullable(Id)),
  activity: Places,
  questionnaires: z.array(QuestionnaireReference),
  questionnaire: Places,
  /** Place in `PULLED_CHANNELS`. */
  channel: Digits,
  submitted: Minutes,
  received: Minutes,
  durationMs: z.array(Count),
  /** Bit n stands for `RESPONSE_FLAGS[n]`; those that the endpoint adds are among them. */
  flags: Digits,
  answers: z.record(Key, Answers),
  /** By profile field: 0 is "not given", n is `options[n - 1]`. */
  profile: z.record(Key, z.object({ options: z.array(Key), codes: Digits })),
  /** Row and text of each comment; none for roles that may not read them. */
  comments: z.array(z.tuple([Count, z.string()])),
});

export const PULLED_CHANNELS = ['kiosk', 'link', 'import'] as const;

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
  const { count, activity, questionnaire, channel, submitted, received, durationMs, flags } = columns;
  const answers = Object.values(columns.answers);
  const profile = Object.values(columns.profile);
  const all = [activity, questionnaire, channel, submitted, received, durationMs, flags, ...answers];
  return (
    all.every(({ length }) => length === count) &&
    profile.every(({ codes }) => codes.length === count) &&
    columns.ids.length === Math.ceil((count * 16 * 4) / 3) &&
    activity.every((place) => place < columns.activities.length) &&
    questionnaire.every((place) => place < columns.questionnaires.length) &&
    columns.comments.every(([row]) => row < count)
  );
}
