import { filesIn, JOURNAL_FOLDER } from '#local/journal/folder.ts';
import { readLines } from '#local/journal/line.ts';
import type { JournalRecord } from '#local/journal/record.ts';

export interface RawJournal {
  /** `absent`: there is none, or this browser has no place for one. */
  readonly state: 'read' | 'partly' | 'absent';
  readonly files: number;
  readonly records: readonly JournalRecord[];
}

/** Reads every file of the second journal, also those that another tab has open. Never fails. */
export async function readJournal(): Promise<RawJournal> {
  const records: JournalRecord[] = [];
  let files = 0;
  let damaged = 0;
  try {
    const root = await navigator.storage.getDirectory();
    for await (const file of filesIn(await root.getDirectoryHandle(JOURNAL_FOLDER))) {
      files += 1;
      try {
        const read = readLines(new Uint8Array(await (await file.getFile()).arrayBuffer()));
        records.push(...read.records);
        damaged += read.damaged;
      } catch {
        damaged += 1;
      }
    }
  } catch {
    if (files === 0) return { state: 'absent', files, records };
  }
  return { state: damaged > 0 ? 'partly' : 'read', files, records };
}
