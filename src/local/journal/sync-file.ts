/**
 * Files of the origin private file system as a dedicated worker gets them; the page's types do not have them. Older
 * Safari answers with promises what others have done when they return.
 */
export interface SyncAccess {
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void | Promise<void>;
  getSize(): number | Promise<number>;
  /** Returns when the bytes are on the disk. */
  flush(): void | Promise<void>;
  close(): void | Promise<void>;
}

/** Opens a file for this worker alone. Rejects while another tab has it, and where the browser cannot do it. */
export function openAlone(file: FileSystemFileHandle): Promise<SyncAccess> {
  return (
    file as FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccess> }
  ).createSyncAccessHandle();
}

export async function readAll(access: SyncAccess): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await access.getSize());
  let read = 0;
  while (read < bytes.length) {
    const count = access.read(bytes.subarray(read), { at: read });
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}

/** Resolves when the bytes are on the disk; rejects when they may not be. */
export async function writeAll(
  access: SyncAccess,
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const count = access.write(bytes.subarray(written), { at: start + written });
    if (count === 0) throw new DOMException('The file takes no more.', 'QuotaExceededError');
    written += count;
  }
  await access.flush();
}
