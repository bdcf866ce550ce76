export const JOURNAL_FOLDER = 'skm-journal';

/** The folder of the journal's files, made when it is not there. Rejects where the browser has no such place. */
export async function journalFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(JOURNAL_FOLDER, { create: true });
}

/** Whether an earlier visit left records; leaves no trace of having looked. */
export async function hasJournal(): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(JOURNAL_FOLDER);
    for await (const file of filesIn(folder)) {
      if ((await file.getFile()).size > 0) return true;
    }
    return false;
  } catch {
    return false;
  }
}

export async function* filesIn(folder: FileSystemDirectoryHandle): AsyncGenerator<FileSystemFileHandle> {
  for await (const entry of folder.values()) {
    if (entry.kind === 'file') yield entry as FileSystemFileHandle;
  }
}
