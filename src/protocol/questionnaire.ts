import * as z from 'zod/mini';
import { Hash, Key, LocalizedText } from './common.ts';
import { LIMITS } from './limits.ts';

const many = z.maxLength(LIMITS.questions);

export const AnswerOption = z.strictObject({
  value: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  text: LocalizedText,
});

export const QuestionnaireContent = z.strictObject({
  title: LocalizedText,
  service: LocalizedText,
  elements: z.array(z.strictObject({ key: Key, name: LocalizedText })).check(z.minLength(1), many),
  questions: z
    .array(
      z.strictObject({
        key: Key,
        element: Key,
        text: LocalizedText,
        options: z.array(AnswerOption).check(z.length(4)),
        allowCannotJudge: z.boolean(),
      }),
    )
    .check(z.minLength(1), many),
  optionOrder: z.enum(['worst-first', 'best-first']),
  profile: z
    .array(
      z.strictObject({
        key: Key,
        label: LocalizedText,
        options: z.array(z.strictObject({ key: Key, text: LocalizedText })).check(z.minLength(2), many),
      }),
    )
    .check(many),
  comment: z.nullable(LocalizedText),
});

export const QuestionnaireReference = z.strictObject({
  id: Key,
  version: z.int().check(z.minimum(1)),
  hash: Hash,
});

/** The id is a key ("layanan-keprotokolan") that all versions of a questionnaire share. */
export const Questionnaire = z.strictObject({
  id: Key,
  version: z.int().check(z.minimum(1)),
  hash: Hash,
  content: QuestionnaireContent,
});
