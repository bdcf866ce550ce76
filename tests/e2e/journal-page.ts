/** What the journal's story does inside a browser; bundled into an empty page by `journal.test.ts`. */
import { filesIn, hasJournal, journalFolder } from '#local/journal/folder.ts';
import type { Journal, JournalState } from '#local/journal/journal.ts';
import { toLine } from '#local/journal/line.ts';
import type { JournalRecord } from '#local/journal/record.ts';
import { openJournal } from '#survey/open-journal.ts';

export interface JournalProgram {
  prepare(): Promise<JournalState>;
  has(): Promise<boolean>;
  /** Keeps records `from` to `to` one by one; gives the milliseconds of each and how it ended. */
  keep(from: number, to: number): Promise<{ ms: number; state: JournalState }[]>;
  look(): Promise<{ places: number[]; damaged: number } | null>;
  take(place: number): Promise<readonly JournalRecord[]>;
  tidy(safe: readonly number[], now?: number): Promise<void>;
  /** Sizes of the files in bytes. */
  files(): Promise<number[]>;
  /** Damages one record of the only file, which no tab may have open. */
  spoil(place: number): Promise<void>;
}

declare global {
  interface Window {
    journal: JournalProgram;
  }
}

let opened: Journal | undefined;
const journal = (): Journal => (opened ??= openJournal(10_000));

window.journal = {
  prepare: () => journal().prepare(),
  has: hasJournal,
  keep: async (from, to) => {
    const kept: { ms: number; state: JournalState }[] = [];
    for (let place = from; place <= to; place += 1) {
      const before = performance.now();
      const state = await journal().keep(record(place));
      kept.push({ ms: performance.now() - before, state });
    }
    return kept;
  },
  look: async () => {
    const view = await journal().look();
    if (view === null) return null;
    const places = view.entries.map(({ sequence }) => sequence).sort((a, b) => a - b);
    return { places, damaged: view.damaged };
  },
  take: (place) => journal().take([idOf(place)]),
  tidy: (safe, now = Date.now()) => journal().tidy(safe.map(idOf), now),
  files: async () => {
    const sizes: number[] = [];
    for await (const file of filesIn(await journalFolder())) sizes.push((await file.getFile()).size);
    return sizes;
  },
  spoil: async (place) => {
    for await (const file of filesIn(await journalFolder())) {
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      const before = Array.from({ length: place - 1 }, (_, index) => toLine(record(index + 1)).length);
      bytes[before.reduce((sum, length) => sum + length, 200)]! ^= 1;
      const writable = await file.createWritable();
      await writable.write(bytes);
      await writable.close();
    }
  },
};

function idOf(place: number): string {
  return `0190a000-0000-7000-8000-${String(place).padStart(12, '0')}`;
}

function record(place: number): JournalRecord {
  const device = '7d1f0c3a-0000-4000-8000-00000000d001';
  const submittedAt = '2026-08-17T05:00:00.000Z';
  const body = JSON.stringify({ comment: `Jawaban ${place} `.repeat(60) });
  return {
    response: {
      ...{ id: idOf(place), contextId: 'kiosk', device, sequence: place, body, submittedAt },
      hash: 'a'.repeat(64),
    },
    context: {
      ...{ id: 'kiosk', mode: 'kiosk', token: 't', device, demo: false, label: 'Tablet 1', idleSeconds: 45 },
      agency: { id: '0190a000-0000-7000-8000-00000000a001', name: 'Bagian Protokol' },
      ...{ currentActivity: '', fetchedAt: submittedAt, clockOffsetMs: 0 },
    },
  };
}
