/** Office documents: what the office edits, offline too. One schema per kind; the domain types say what fields mean. */
import * as z from 'zod/mini';
import { ACTIVITY_CATEGORIES, ACTIVITY_STATUSES, LEADERS } from '#domain/activity.ts';
import { INDICATORS } from '#domain/agency.ts';
import { MEDIA_KINDS } from '#domain/release.ts';
import { CalendarDate, Count, FilledLine, Hash, Id, Instant, Key, Line, Note } from './common.ts';
import { LIMITS } from './limits.ts';
import { Questionnaire } from './questionnaire.ts';
import type { Permission } from './role.ts';

const QuestionnaireVersion = z.strictObject({ id: Key, version: z.int().check(z.minimum(1)) });
/** Decimal number as text, at most two decimals, point as separator. */
const Decimal = z.string().check(z.regex(/^\d{1,9}(\.\d{1,2})?$/));

const Activity = z.strictObject({
  id: Id,
  name: FilledLine,
  category: z.enum(ACTIVITY_CATEGORIES),
  start: Instant,
  end: z.nullable(Instant),
  place: Line,
  organiser: Line,
  leaders: z.array(z.enum(LEADERS)),
  dress: Line,
  status: z.enum(ACTIVITY_STATUSES),
  officers: Line,
  invited: z.nullable(Count),
  notes: Note,
  exclusion: z.nullable(FilledLine),
  survey: z.strictObject({
    open: z.boolean(),
    closesAt: z.nullable(Instant),
    questionnaire: z.nullable(QuestionnaireVersion),
    invitedOnly: z.optional(z.boolean()),
  }),
});

const Release = z.strictObject({
  id: Id,
  title: FilledLine,
  mediaKind: z.enum(MEDIA_KINDS),
  medium: Line,
  publishedOn: z.union([z.literal(''), CalendarDate]),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  clipping: z.nullable(z.strictObject({ fileName: FilledLine, mediaType: Line, bytes: Count, sha256: Hash })),
  activities: z.array(Id).check(z.maxLength(LIMITS.links)),
  counted: z.boolean(),
  notes: Note,
});

const Agency = z.strictObject({
  id: Id,
  name: FilledLine,
  parent: Line,
  city: Line,
  indicators: z.strictObject({
    countedMedia: z.array(z.enum(MEDIA_KINDS)),
    cutOffDays: Count,
    predicates: z.array(z.strictObject({ from: z.number(), name: FilledLine })).check(z.minLength(1)),
  }),
  questionnaire: QuestionnaireVersion,
  field: z.optional(z.strictObject({ unsentHours: z.int().check(z.minimum(1), z.maximum(720)) })),
});

const Quarter = z.nullable(Decimal);
const Target = z.strictObject({
  id: z.string().check(z.regex(/^iku[12]-\d{4}$/)),
  indicator: z.enum(INDICATORS),
  year: z.int().check(z.minimum(2000), z.maximum(2200)),
  target: z.nullable(Decimal),
  quarters: z.tuple([Quarter, Quarter, Quarter, Quarter]),
  quarterMode: z.enum(['cumulative', 'single']),
});

const ImportRecord = z.strictObject({
  id: Id,
  fileName: FilledLine,
  fileHash: Hash,
  rows: Count,
  activity: z.nullable(Id),
  period: z.nullable(z.strictObject({ from: CalendarDate, to: CalendarDate })),
  importedAt: Instant,
});

/** A written decision; which elements its versions really ask is judged where it is used. */
const ComparabilityDocument = z.strictObject({
  id: Id,
  versions: z.array(QuestionnaireVersion).check(z.minLength(2), z.maxLength(LIMITS.links)),
  elements: z.array(Key).check(z.minLength(1), z.maxLength(LIMITS.questions)),
  reason: FilledLine,
});

/** A questionnaire document's id is `<questionnaire id>:<version>`: a version, once used, never changes. */
const QuestionnaireDocument = z.strictObject({ id: z.string(), questionnaire: Questionnaire });

export const DOCUMENTS = {
  agency: Agency,
  activity: Activity,
  release: Release,
  questionnaire: QuestionnaireDocument,
  comparability: ComparabilityDocument,
  target: Target,
  import: ImportRecord,
} as const;
export type DocumentKind = keyof typeof DOCUMENTS;
export const DOCUMENT_KINDS = Object.keys(DOCUMENTS) as DocumentKind[];
export function isDocumentKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(DOCUMENTS, kind);
}
export type DocumentBody<K extends DocumentKind> = z.infer<(typeof DOCUMENTS)[K]>;

/** Who may write a kind. */
export const WRITE_PERMISSION: Record<DocumentKind, Permission> = {
  agency: 'edit-agency',
  activity: 'edit-activity',
  release: 'edit-release',
  questionnaire: 'edit-questionnaire',
  comparability: 'edit-questionnaire',
  target: 'edit-target',
  import: 'import-responses',
};
