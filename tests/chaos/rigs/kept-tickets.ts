/** What a device still has to send, read by the harness straight from where it lies. */
export interface Kept {
  /** Tickets of the responses that no receipt names. Of a database that cannot be used: all that its journal holds. */
  readonly waiting: readonly string[];
  /** Whether the browser opens the database at all, reads it and writes to it. */
  readonly isAlive: boolean;
}

/** Runs inside a page of the survey's origin; leaves no database where there was none. */
export async function keptTickets(): Promise<Kept> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('request'));
    });

  async function inDatabase(): Promise<string[]> {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'skm-survey')) return [];
    const db = await settled(indexedDB.open('skm-survey'));
    db.onversionchange = () => db.close();
    try {
      const tables = db.transaction(['outbox', 'responses'], 'readonly');
      const ids = await settled(tables.objectStore('outbox').getAllKeys());
      const rows = await Promise.all(ids.map((id) => settled(tables.objectStore('responses').get(id))));
      // What damage took out of one table only is not here, and is looked for where it should have come back.
      return rows.filter(Boolean).map(({ body }: { body: string }) => String(JSON.parse(body).comment));
    } finally {
      db.close();
    }
  }

  /**
   * Reads and writes every row as it is: where that fails in one table, nothing comes back from the journal, and nothing
   * leaves the queue.
   */
  async function writeNothingNew(): Promise<void> {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'skm-survey')) return;
    const db = await settled(indexedDB.open('skm-survey'));
    db.onversionchange = () => db.close();
    try {
      const names = [...db.objectStoreNames];
      const transaction = db.transaction(names, 'readwrite', { durability: 'strict' });
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
      });
      try {
        for (const name of names) {
          const table = transaction.objectStore(name);
          // Of a row that cannot be read the browser gives nothing.
          for (const row of await settled(table.getAll())) if (row !== null) table.put(row);
        }
      } finally {
        // Its own error says more than that of a request that was given up with it.
        await done;
      }
    } finally {
      db.close();
    }
  }

  async function inJournal(): Promise<string[]> {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('skm-journal');
    let text = '';
    for await (const entry of folder.values()) {
      if (entry.kind === 'file') text += await (await (entry as FileSystemFileHandle).getFile()).text();
    }
    return [...text.matchAll(/\\"comment\\":\\"(.*?)\\"/g)].map((match) => match[1] ?? '');
  }

  /** A database that was overwritten is not even named any more, and yet cannot be made anew. */
  async function opens(): Promise<boolean> {
    const request = indexedDB.open('skm-survey');
    request.onupgradeneeded = () => request.transaction?.abort();
    return settled(request).then(
      (db) => {
        db.close();
        return true;
      },
      (reason: unknown) => reason instanceof DOMException && reason.name === 'AbortError',
    );
  }

  // A scratched one may open, and then neither give what stands in it nor take anything; or the browser closes it, now and
  // then, to repair it.
  for (let look = 0; look < 3 && (await opens()); look += 1) {
    try {
      const waiting = await inDatabase();
      await writeNothingNew();
      return { isAlive: true, waiting };
    } catch (reason) {
      const isBroken = ['UnknownError', 'InvalidStateError', 'AbortError'];
      if (!(reason instanceof DOMException && isBroken.includes(reason.name))) throw reason;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  return { isAlive: false, waiting: await inJournal() };
}
