import type { ResponseFlag } from '#domain/response.ts';
import type { DocumentKind } from '#protocol/document.ts';

/** The body of a document as JSON, already validated. */
export type Body = Readonly<Record<string, unknown>>;

export interface DocumentRecord {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly revision: number;
  readonly deleted: boolean;
  readonly body: Body;
  /** Field name to the revision that last changed it; `$deleted` for the deletion itself. */
  readonly fieldRevisions: Readonly<Record<string, number>>;
  readonly changedAt: number;
  readonly changedBy: string;
}

export interface ConflictRecord {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly document: string;
  readonly field: string;
  readonly wanted: unknown;
  readonly wantedBy: string;
  readonly wantedAt: number;
  readonly settled: boolean;
}

/** How an edit was judged; kept so that a repetition gets the same answer. */
export interface EditRecord {
  readonly id: string;
  readonly status: 'applied' | 'same' | 'conflict';
  readonly revision: number;
  /** Fields that wait for a person. */
  readonly fields: readonly string[];
}

/** Everything one edit changes, written together or not at all. */
export interface EditOutcome {
  readonly edit: EditRecord;
  readonly kind: DocumentKind;
  readonly document: string;
  /** The revision the judgement saw; 0 when there was no document. */
  readonly sawRevision: number;
  /** `null` when nothing of the document changes. */
  readonly next: DocumentRecord | null;
  /** Changed fields with their new values, for the history. */
  readonly changes: Body;
  /** When the person made the edit, by that device's clock. */
  readonly madeAt: number;
  readonly by: string;
  readonly receivedAt: number;
  readonly conflicts: readonly ConflictRecord[];
  /** A conflict this edit decides. */
  readonly settles: string | null;
}

export interface HistoryRecord {
  readonly revision: number;
  readonly changes: Body;
  readonly madeAt: number;
  readonly receivedAt: number;
  readonly by: string;
}

/** A stored response as the office gets it: by the hundred thousand, so nothing is read that it does not need. */
export interface ChangedResponse {
  readonly seq: number;
  /** Its UUID as 32 hex digits. */
  readonly id: string;
  readonly activity: string | null;
  readonly body: string;
  readonly marks: readonly ResponseFlag[];
  readonly receivedAt: number;
}

/** One entry of the commit order. */
export type Change =
  | { readonly type: 'document'; readonly seq: number; readonly document: DocumentRecord }
  | { readonly type: 'response'; readonly seq: number; readonly response: ChangedResponse }
  | { readonly type: 'conflict'; readonly seq: number; readonly conflict: ConflictRecord };

export interface DocumentStore {
  get(agency: string, kind: DocumentKind, id: string): Promise<DocumentRecord | null>;
  list(agency: string, kind: DocumentKind): Promise<DocumentRecord[]>;
  /**
   * Writes the outcome of an edit. `moved`: the document is no longer at `sawRevision`, judge again. `known`: this edit
   * was written before. `file-known`: an import of the same file exists.
   */
  write(agency: string, outcome: EditOutcome): Promise<'written' | 'moved' | 'known' | 'file-known'>;
  edit(agency: string, id: string): Promise<EditRecord | null>;
  conflict(agency: string, id: string): Promise<ConflictRecord | null>;
  /** Oldest first. `kind` may also name what is not a document (`account`, `link`). */
  history(agency: string, kind: string, id: string): Promise<HistoryRecord[]>;
  /** Changes after `after` in commit order, and the highest number at that moment. */
  changes(agency: string, after: number, limit: number): Promise<{ head: number; changes: Change[] }>;
}
