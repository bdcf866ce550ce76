import { edit, editAll } from '#local/office/edits.ts';
import type { NewEdit } from '#local/office/edits.ts';
import type { DocumentKind } from '#protocol/document.ts';
import { useDatabase } from '../database.ts';
import { useSynchronisation } from '../synchronisation.ts';

export interface Editing {
  /** Keeps one change on this device and has it sent when possible. Throws InvalidDocument. */
  readonly change: <K extends DocumentKind>(wanted: NewEdit<K>) => Promise<void>;
  /** Several changes, all or none. Throws InvalidDocument. */
  readonly changeAll: <K extends DocumentKind>(wanted: readonly NewEdit<K>[]) => Promise<void>;
}

/** How screens change documents: seen at once everywhere on this device, sent in the background. */
export function useEditing(): Editing {
  const db = useDatabase();
  const synchronisation = useSynchronisation();
  return {
    async change(wanted) {
      await edit(db, wanted, Date.now());
      synchronisation.kick('edit');
    },
    async changeAll(wanted) {
      await editAll(db, wanted, Date.now());
      synchronisation.kick('edit');
    },
  };
}
