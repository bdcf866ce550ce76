import type { ShallowRef } from 'vue';
import { listDocuments } from '#local/office/documents.ts';
import type { LocalDocument } from '#local/office/documents.ts';
import type { DocumentKind } from '#protocol/document.ts';
import { useDatabase } from '../database.ts';
import { useLive } from './live.ts';

export interface LiveDocuments<K extends DocumentKind> {
  /** All documents of the kind that are not deleted, edits of this device laid over. */
  readonly items: Readonly<ShallowRef<readonly LocalDocument<K>[]>>;
  readonly ready: Readonly<ShallowRef<boolean>>;
  readonly problem: Readonly<ShallowRef<unknown>>;
}

/** The documents of a kind, kept up to date with edits here, in other tabs and from the endpoint. */
export function useDocuments<K extends DocumentKind>(kind: K): LiveDocuments<K> {
  const db = useDatabase();
  const { value, ready, problem } = useLive<readonly LocalDocument<K>[]>([], () => listDocuments(db, kind));
  return { items: value, ready, problem };
}
