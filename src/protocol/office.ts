/** Messages between the office app and the endpoint's office origin, under `/api/v1`. */
import * as z from 'zod/mini';
import { Count, FilledLine, Id, Instant, Line, Marker } from './common.ts';
import { DOCUMENT_KINDS } from './document.ts';
import { LIMITS } from './limits.ts';
import { PulledResponses } from './pulled-responses.ts';
import { ROLES } from './role.ts';
import { PushItem, PushResult } from './survey.ts';
import { PROTOCOL_VERSION } from './version.ts';

const Kind = z.enum(DOCUMENT_KINDS);
const Protocol = z.literal(PROTOCOL_VERSION);
const Username = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{2,39}$/));
const Password = z.string().check(z.minLength(12), z.maxLength(200));

/** `GET status`, public: what the sign-in page must know. */
export const StatusAnswer = z.object({
  marker: Marker,
  serverTime: Instant,
  setUp: z.boolean(),
  demo: z.boolean(),
  surveyOrigin: z.string(),
  appVersion: Line,
});
export type StatusAnswer = z.infer<typeof StatusAnswer>;

/** `POST setup`: creates the agency, its default questionnaire and the first account (an admin), and signs in. */
export const SetupRequest = z.strictObject({
  code: z.string().check(z.maxLength(100)),
  agency: z.strictObject({ name: FilledLine, parent: Line, city: Line }),
  account: z.strictObject({ username: Username, name: FilledLine, password: Password }),
});
export type SetupRequest = z.infer<typeof SetupRequest>;

/** `POST session`: sign in. `GET session`: who am I. `DELETE session`: sign out. */
export const SignInRequest = z.strictObject({
  username: z.string().check(z.maxLength(100)),
  password: z.string().check(z.maxLength(200)),
});
export type SignInRequest = z.infer<typeof SignInRequest>;

export const SessionAnswer = z.object({
  marker: Marker,
  agency: Id,
  account: z.object({ id: Id, username: z.string(), name: Line, role: z.enum(ROLES) }),
  expiresAt: Instant,
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** `GET accounts`, `POST accounts`, `PATCH accounts/:id` (role, disabled, name, password). */
export const Account = z.object({
  id: Id,
  username: z.string(),
  name: Line,
  role: z.enum(ROLES),
  disabled: z.boolean(),
});
export type Account = z.infer<typeof Account>;
export const AccountsAnswer = z.object({ marker: Marker, accounts: z.array(Account) });
export type AccountsAnswer = z.infer<typeof AccountsAnswer>;
export const NewAccountRequest = z.strictObject({
  username: Username,
  name: FilledLine,
  role: z.enum(ROLES),
  password: Password,
});
export type NewAccountRequest = z.infer<typeof NewAccountRequest>;
export const ChangeAccountRequest = z.strictObject({
  name: z.optional(FilledLine),
  role: z.optional(z.enum(ROLES)),
  disabled: z.optional(z.boolean()),
  password: z.optional(Password),
});
export type ChangeAccountRequest = z.infer<typeof ChangeAccountRequest>;
/** `POST session/password`: the signed-in person changes the own password. */
export const ChangePasswordRequest = z.strictObject({
  current: z.string().check(z.maxLength(200)),
  next: Password,
});
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>;

/**
 * `GET pull?after=<cursor>&limit=<n>`: the changes that follow `after` in commit order; a first pull names 0. Documents and
 * conflicts come one by one, the responses of the page together, as columns.
 */
export const PulledDocument = z.object({
  type: z.literal('document'),
  seq: Count,
  /** A newer endpoint may know kinds that this reader does not: kept as they are, shown by a newer reader. */
  kind: z.string(),
  id: z.string(),
  revision: Count,
  deleted: z.boolean(),
  /** Opaque to older readers: validated per kind when used. */
  body: z.unknown(),
  changedAt: Instant,
  /** Name of the account as it is now. */
  changedBy: z.string(),
});
/** The same field changed twice from the same base; a person settles it with an edit that names this conflict. */
export const PulledConflict = z.object({
  type: z.literal('conflict'),
  seq: Count,
  id: Id,
  kind: z.string(),
  document: z.string(),
  field: z.string(),
  /** What the losing edit wanted, who sent it and when. */
  wanted: z.unknown(),
  wantedBy: z.string(),
  wantedAt: Instant,
  settled: z.boolean(),
});
export const PullItem = z.discriminatedUnion('type', [PulledDocument, PulledResponses, PulledConflict]);
export type PulledDocument = z.infer<typeof PulledDocument>;
export type PulledConflict = z.infer<typeof PulledConflict>;
export type PullItem = z.infer<typeof PullItem>;
export const PullAnswer = z.object({
  marker: Marker,
  serverTime: Instant,
  /** As asked: what this page goes on from. */
  after: Count,
  items: z.array(PullItem),
  /** Up to where this page brings everything. */
  cursor: Count,
  /** Highest cursor at the time of the answer, for a progress bar. */
  head: Count,
});
export type PullAnswer = z.infer<typeof PullAnswer>;

/**
 * `POST edits`. `changes` holds the changed top-level fields with their new values; `baseRevision` is the revision the
 * person saw (0 creates). `settles` names a conflict that this edit decides.
 */
export const Edit = z.strictObject({
  id: Id,
  kind: Kind,
  document: z.string().check(z.maxLength(100)),
  baseRevision: Count,
  changes: z.record(z.string(), z.unknown()),
  delete: z.boolean(),
  settles: z.nullable(Id),
  at: Instant,
});
export type Edit = z.infer<typeof Edit>;
export const EditsRequest = z.strictObject({
  protocol: Protocol,
  edits: z.array(Edit).check(z.maxLength(LIMITS.batchItems)),
});
export type EditsRequest = z.infer<typeof EditsRequest>;
/** `conflict`: the fields not named in `fields` were applied, those named wait for a person. `refused`: nothing applied. */
export const EditResult = z.object({
  edit: Id,
  status: z.enum(['applied', 'same', 'conflict', 'refused']),
  revision: Count,
  fields: z.array(z.string()),
  /** For `refused`: what is wrong and where. */
  detail: z.optional(z.string()),
});
export type EditResult = z.infer<typeof EditResult>;
export const EditsAnswer = z.object({ marker: Marker, serverTime: Instant, results: z.array(EditResult) });
export type EditsAnswer = z.infer<typeof EditsAnswer>;

/** `POST links`: the survey link of one activity. */
export const LinkRequest = z.strictObject({
  channel: z.literal('link'),
  activities: z.array(Id).check(z.minLength(1), z.maxLength(1)),
  label: Line,
});
export type LinkRequest = z.infer<typeof LinkRequest>;
/** `id` names the link for a revocation: its activity. */
export const IssuedLink = z.object({
  marker: Marker,
  id: Id,
  url: z.string(),
  expiresAt: z.nullable(Instant),
});
export type IssuedLink = z.infer<typeof IssuedLink>;
/** `POST links/revoke`: refuses every link issued under this id so far; what comes with them is put aside. */
export const RevokeLinkRequest = z.strictObject({ channel: z.literal('link'), id: Id });
export type RevokeLinkRequest = z.infer<typeof RevokeLinkRequest>;

/** Answer where there is nothing to tell but that it was done. */
export const DoneAnswer = z.object({ marker: Marker });
export type DoneAnswer = z.infer<typeof DoneAnswer>;

/**
 * `PUT clippings/<sha256>` stores a file of one of these types (the body is the file itself), `GET` gives it back as a
 * download. The address is the SHA-256 of its bytes.
 */
export const CLIPPING_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const;

/** `POST responses`: frozen responses of channel "import", after their import document was sent. */
export const ImportRequest = z.strictObject({
  protocol: Protocol,
  items: z.array(PushItem).check(z.maxLength(LIMITS.batchItems)),
});
export type ImportRequest = z.infer<typeof ImportRequest>;
export const ImportAnswer = z.object({ marker: Marker, serverTime: Instant, results: z.array(PushResult) });
export type ImportAnswer = z.infer<typeof ImportAnswer>;
