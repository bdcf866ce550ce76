/** What the office app keeps, table by table. */
import type { DocumentKind } from '#protocol/document.ts';
import type { PushItem } from '#protocol/survey.ts';

/** Top-level fields of a document by name. Opaque here: the schema of the kind judges it when it is used. */
export type Body = Readonly<Record<string, unknown>>;

/** A document as the endpoint gave it last. */
export interface DocumentRow {
  /** Also one that only a newer version of the app knows. */
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
  readonly deleted: boolean;
  readonly body: Body;
  /** ISO 8601 UTC, endpoint clock. */
  readonly changedAt: string;
  readonly changedBy: string;
}

/**
 * `new` never left this device and may still be merged with; `sent` a request with it may have arrived, so it is frozen;
 * `answered` the endpoint has it and the changed document is still to be pulled; `refused` the endpoint will not take
 * it, kept for a person.
 */
export type EditState = 'new' | 'sent' | 'answered' | 'refused';

/** A change made on this device. */
export interface EditRow {
  /** Running number on this device: edits are sent in this order. */
  readonly order: number;
  /** Makes the edit recognisable when it is sent twice. */
  readonly id: string;
  readonly kind: DocumentKind;
  readonly document: string;
  /** Revision that the person saw; 0 creates. */
  readonly baseRevision: number;
  readonly changes: Body;
  readonly delete: boolean;
  /** Id of the conflict that this edit decides. */
  readonly settles: string | null;
  /** ISO 8601 UTC, device clock. */
  readonly at: string;
  readonly state: EditState;
  /** Id of an edit of the same fields that must be answered first, so that a person is never in conflict with herself. */
  readonly after: string | null;
  /** Once answered: the revision it became. */
  readonly revision: number | null;
  /** Why it was refused. */
  readonly detail: string | null;
}

/** The same field changed by two people from the same base; a person decides. */
export interface ConflictRow {
  readonly id: string;
  /** Also one that only a newer version of the app knows. */
  readonly kind: string;
  readonly document: string;
  /** Name of the field, or `$deleted`. */
  readonly field: string;
  readonly wanted: unknown;
  readonly wantedBy: string;
  readonly wantedAt: string;
}

/** At most one request's worth of an import's frozen responses. */
export interface ImportPart {
  readonly order: number;
  /** Id of the import document. */
  readonly batch: string;
  readonly items: readonly PushItem[];
}

/** How far an import of this device has come. */
export interface ImportProgress {
  readonly batch: string;
  readonly fileName: string;
  readonly total: number;
  readonly waiting: number;
  /** Stored by the endpoint, now or before. */
  readonly stored: number;
  /** Put aside or contradicted, with the endpoint's code; the first `IMPORT_PROBLEMS` of them. */
  readonly problems: readonly { readonly id: string; readonly code: string }[];
  readonly problemCount: number;
}

export interface ClippingRow {
  /** SHA-256 (hex) of the bytes. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly state: 'waiting' | 'stored' | 'refused';
  /** Why it was refused. */
  readonly detail: string | null;
}

export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}
