import type { JournalRecord } from './record.ts';

/** What the page asks of its journal's worker; each is answered once. */
export type JournalRequest =
  /** Makes this tab's file, so that the first record needs not wait for it. */
  | { readonly kind: 'prepare' }
  /** Answered when all of them are on the disk. */
  | { readonly kind: 'append'; readonly records: readonly JournalRecord[] }
  /** Reads every file but this tab's own. */
  | { readonly kind: 'look' }
  /** Records of the last `look` in full. */
  | { readonly kind: 'take'; readonly ids: readonly string[] }
  /** Of what the last `look` found, these responses need no second copy any longer. */
  | { readonly kind: 'tidy'; readonly safe: readonly string[]; readonly now: number };

/** What is known of a record without its content. */
export interface JournalEntry {
  readonly id: string;
  readonly device: string;
  readonly sequence: number;
}

export interface JournalView {
  readonly entries: readonly JournalEntry[];
  /** Places in all files that could not be read. */
  readonly damaged: number;
  /** Files that the browser did not give, and may give the next time. */
  readonly unread: number;
}

export interface JournalAnswers {
  readonly prepare: null;
  readonly append: null;
  readonly look: JournalView;
  readonly take: readonly JournalRecord[];
  readonly tidy: null;
}

export interface ToJournal {
  readonly number: number;
  readonly request: JournalRequest;
}

export type FromJournal =
  | { readonly number: number; readonly answer: JournalAnswers[keyof JournalAnswers] }
  | { readonly number: number; readonly problem: string };
