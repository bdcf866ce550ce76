/** The browser's private file system in memory, as far as the journal uses it: one writer a file, and power cuts. */
import { serveJournal } from '#local/journal/serve-journal.ts';
import type { JournalPort } from '#local/journal/journal.ts';
import { Journal } from '#local/journal/journal.ts';
import type { JournalRequest } from '#local/journal/messages.ts';

class PrivateFile {
  readonly kind = 'file';
  readonly name: string;
  bytes = new Uint8Array();
  /** Nothing more can be written. */
  isFull = false;
  lastModified = 0;
  #isOpen = false;

  constructor(name: string) {
    this.name = name;
  }

  getFile() {
    const { bytes, lastModified } = this;
    return Promise.resolve({
      size: bytes.length,
      lastModified,
      arrayBuffer: () => Promise.resolve(bytes.slice().buffer),
    });
  }

  isSameEntry(other: unknown) {
    return Promise.resolve(other === this);
  }

  createSyncAccessHandle() {
    if (this.#isOpen) return Promise.reject(new DOMException('in use', 'NoModificationAllowedError'));
    this.#isOpen = true;
    return Promise.resolve({
      read: (buffer: Uint8Array, { at }: { at: number }) => {
        const part = this.bytes.subarray(at, at + buffer.length);
        buffer.set(part);
        return part.length;
      },
      write: (buffer: Uint8Array, { at }: { at: number }) => {
        if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
        const grown = new Uint8Array(Math.max(this.bytes.length, at + buffer.length));
        grown.set(this.bytes);
        grown.set(buffer, at);
        this.bytes = grown;
        return buffer.length;
      },
      truncate: (size: number) => (this.bytes = this.bytes.slice(0, size)),
      getSize: () => this.bytes.length,
      flush: () => undefined,
      close: () => (this.#isOpen = false),
    });
  }

  /** Its tab is gone. */
  letGo() {
    this.#isOpen = false;
  }
}

export class PrivateFiles {
  readonly files = new Map<string, PrivateFile>();
  #isMade = false;

  /** What `navigator.storage` gives. */
  readonly storage = {
    getDirectory: () => Promise.resolve({ getDirectoryHandle: (_: string, how = {}) => this.#folder(how) }),
  };

  /** A tab's journal, over the same code that its worker runs. The worker ends the first time it is asked for `fatal`. */
  openJournal(fatal?: JournalRequest['kind']): Journal {
    let dies = fatal;
    return new Journal(() =>
      this.#connect((kind) => {
        if (kind !== dies) return false;
        dies = undefined;
        return true;
      }),
    );
  }

  /** Every tab is closed. */
  closeTabs(): void {
    for (const file of this.files.values()) file.letGo();
  }

  #folder({ create = false }: { create?: boolean }): Promise<unknown> {
    if (!this.#isMade && !create) return Promise.reject(new DOMException('none', 'NotFoundError'));
    this.#isMade = true;
    return Promise.resolve({
      values: () => this.files.values(),
      getFileHandle: (name: string) => {
        const file = this.files.get(name) ?? new PrivateFile(name);
        this.files.set(name, file);
        return Promise.resolve(file);
      },
      removeEntry: (name: string) => Promise.resolve(this.files.delete(name)),
    });
  }

  #connect(isFatal: (kind: JournalRequest['kind']) => boolean): JournalPort {
    let tell: Parameters<JournalPort['onMessage']>[0] = () => undefined;
    let fail: () => void = () => undefined;
    const receive = serveJournal((message) => tell(structuredClone(message)));
    return {
      post: (message) => {
        if (!isFatal(message.request.kind)) return receive(structuredClone(message));
        this.closeTabs();
        queueMicrotask(() => fail());
      },
      onMessage: (callback) => (tell = callback),
      onError: (callback) => (fail = callback),
      close: () => undefined,
    };
  }
}
