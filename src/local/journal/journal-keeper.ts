import { filesIn, journalFolder } from './folder.ts';
import { readLines, toLine } from './line.ts';
import type { JournalView } from './messages.ts';
import type { JournalRecord } from './record.ts';
import { openAlone, readAll, writeAll } from './sync-file.ts';
import type { SyncAccess } from './sync-file.ts';

interface SeenFile {
  readonly handle: FileSystemFileHandle;
  readonly size: number;
  readonly ids: readonly string[];
  readonly damaged: number;
}

interface OwnFile {
  readonly handle: FileSystemFileHandle;
  readonly access: SyncAccess;
  end: number;
}

/** Dead bytes that are worth writing a file anew. */
const WORTH_BYTES = 256 * 1024;
/** A damaged file is left as it is so long: somebody may still get something out of it by hand. */
const DAMAGED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The journal as one tab's worker keeps it. Each living tab has one file for itself and appends to it; a file that a
 * closed tab left is taken up again, because a file just made is the one thing a power cut may still undo.
 */
export class JournalKeeper {
  #own: Promise<OwnFile> | null = null;
  /** Whatever writes to the own file, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Names of files that failed here. */
  readonly #failed = new Set<string>();
  #seen: SeenFile[] = [];
  #records = new Map<string, JournalRecord>();

  async prepare(): Promise<void> {
    await this.#ownFile();
  }

  /** Resolves when the records are on the disk. A file that fails once is left; the next try begins another. */
  append(records: readonly JournalRecord[]): Promise<void> {
    return this.#inTurn(async () => {
      const own = await this.#ownFile();
      try {
        const bytes = joined(records.map(toLine));
        await writeAll(own.access, bytes, own.end);
        own.end += bytes.length;
      } catch (error) {
        this.#own = null;
        this.#failed.add(own.handle.name);
        await own.access.close();
        if (own.end === 0) await this.#remove(own.handle);
        throw error;
      }
    });
  }

  /** Reads everything that any tab has written so far. */
  async look(): Promise<JournalView> {
    this.#seen = [];
    this.#records = new Map();
    let unread = 0;
    const opening = this.#own;
    const own = await opening?.catch(() => null);
    let hasOwn = false;
    for await (const handle of filesIn(await journalFolder())) {
      const isOwn = (await own?.handle.isSameEntry(handle)) ?? false;
      hasOwn ||= isOwn;
      const bytes = await (isOwn ? readAll(own!.access) : read(handle)).catch(isGone);
      if (bytes === false) unread += 1;
      if (typeof bytes === 'boolean') continue;
      const { records, damaged } = readLines(bytes);
      const ids = records.map(({ response }) => response.id);
      this.#seen.push({ handle, size: bytes.length, ids, damaged });
      for (const record of records) this.#records.set(record.response.id, record);
    }
    const entries = [...this.#records.values()].map(({ response: { id, device, sequence } }) => {
      return { id, device, sequence };
    });
    // Somebody removed the site's data: what is written to a file without a name is gone with this tab.
    if (own && !hasOwn && this.#own === opening) {
      this.#own = null;
      await own.access.close();
    }
    return { entries, damaged: this.#seen.reduce((sum, { damaged }) => sum + damaged, 0), unread };
  }

  take(ids: readonly string[]): readonly JournalRecord[] {
    return ids.map((id) => this.#records.get(id)).filter((record) => record !== undefined);
  }

  /**
   * Drops what no longer needs a second copy, and nothing that was not named: what a database does not have may be what it
   * has lost. A file that changed since `look` is left for the next time.
   */
  tidy(safe: ReadonlySet<string>, now: number): Promise<void> {
    return this.#inTurn(() => this.#tidy(safe, now));
  }

  async #tidy(safe: ReadonlySet<string>, now: number): Promise<void> {
    const own = await this.#own;
    for (const file of this.#seen) {
      const keep = [...new Set(file.ids)].filter((id) => !safe.has(id));
      if (keep.length === file.ids.length || (await this.#isEvidence(file, now))) continue;
      const isOwn = own !== null && (await own.handle.isSameEntry(file.handle));
      if (isOwn) await this.#tidyOwn(own, file, keep);
      else await this.#tidyLeft(file, keep);
    }
    this.#seen = [];
    this.#records = new Map();
  }

  async #tidyOwn(own: OwnFile, file: SeenFile, keep: readonly string[]): Promise<void> {
    if (own.end !== file.size) return;
    if (keep.length === 0) {
      await own.access.truncate(0);
      own.end = 0;
    } else if (this.#isWorth(file, keep)) {
      const next = await this.#begin();
      await this.#copy(keep, next);
      this.#own = Promise.resolve(next);
      await own.access.close();
      await this.#remove(file.handle);
    }
  }

  /** Of a tab that is gone. */
  async #tidyLeft(file: SeenFile, keep: readonly string[]): Promise<void> {
    if (keep.length > 0 && !this.#isWorth(file, keep)) return;
    const access = await openAlone(file.handle).catch(() => null);
    if (access === null) return;
    const unchanged = (await access.getSize()) === file.size;
    if (unchanged && keep.length > 0) {
      const next = await this.#begin();
      await this.#copy(keep, next);
      await next.access.close();
    }
    await access.close();
    if (unchanged) await this.#remove(file.handle);
  }

  async #copy(ids: readonly string[], to: OwnFile): Promise<void> {
    const bytes = joined(this.take(ids).map(toLine));
    await writeAll(to.access, bytes, to.end);
    to.end += bytes.length;
  }

  #isWorth(file: SeenFile, keep: readonly string[]): boolean {
    const kept = keep.length / file.ids.length;
    return kept < 0.5 && file.size * (1 - kept) > WORTH_BYTES;
  }

  async #isEvidence({ damaged, handle }: SeenFile, now: number): Promise<boolean> {
    return damaged > 0 && now - (await handle.getFile()).lastModified < DAMAGED_KEPT_MS;
  }

  async #remove(handle: FileSystemFileHandle): Promise<void> {
    const folder = await journalFolder();
    // Another tab may be reading it: then it is dropped the next time.
    await folder.removeEntry(handle.name).catch(() => undefined);
  }

  #inTurn<R>(work: () => Promise<R>): Promise<R> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #ownFile(): Promise<OwnFile> {
    if (this.#own === null) {
      const opening = this.#takeUp();
      this.#own = opening;
      opening.catch(() => {
        if (this.#own === opening) this.#own = null;
      });
    }
    return this.#own;
  }

  async #takeUp(): Promise<OwnFile> {
    for await (const handle of filesIn(await journalFolder())) {
      if (this.#failed.has(handle.name)) continue;
      const access = await openAlone(handle).catch(() => null);
      if (access !== null) return { handle, access, end: await access.getSize() };
    }
    return this.#begin();
  }

  async #begin(): Promise<OwnFile> {
    const folder = await journalFolder();
    const handle = await folder.getFileHandle(`${crypto.randomUUID()}.txt`, { create: true });
    return { handle, access: await openAlone(handle), end: 0 };
  }
}

async function read(handle: FileSystemFileHandle): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await handle.getFile()).arrayBuffer());
}

/** Whether a file could not be read because another tab removed it meanwhile. */
function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}

function joined(lines: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(lines.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const line of lines) {
    bytes.set(line, at);
    at += line.length;
  }
  return bytes;
}
