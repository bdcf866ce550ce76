import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Journal, PATIENCE_MS } from '#local/journal/journal.ts';
import type { JournalPort } from '#local/journal/journal.ts';
import type { FromJournal, ToJournal } from '#local/journal/messages.ts';
import type { JournalRecord } from '#local/journal/record.ts';

/** A worker that says nothing by itself. */
class Worker {
  readonly heard: ToJournal[] = [];
  starts = 0;
  tell: (message: FromJournal) => void = () => undefined;
  fail: () => void = () => undefined;

  connect(): JournalPort {
    this.starts += 1;
    return {
      post: (message) => this.heard.push(message),
      onMessage: (receive) => (this.tell = receive),
      onError: (receive) => (this.fail = receive),
      close: () => undefined,
    };
  }

  answer(number: number): void {
    this.tell({ number, answer: null });
  }
}

const RECORD = { response: { id: 'x' } } as unknown as JournalRecord;

let worker: Worker;
let journal: Journal;
beforeEach(() => {
  vi.useFakeTimers();
  worker = new Worker();
  journal = new Journal(() => worker.connect());
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a thank-you waits for its copy', () => {
  test('until it is on the disk, when that is soon', async () => {
    const kept = journal.keep(RECORD);
    await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1);
    worker.answer(1);
    expect(await kept).toBe('opfs');
    expect(journal.state).toBe('opfs');
  });

  test('no longer than half a second, and then not again until the late one has come', async () => {
    const slow = journal.keep(RECORD);
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(await slow).toBe('none');
    expect(await journal.keep(RECORD)).toBe('none');
    expect(worker.heard).toHaveLength(2);
    expect(journal.state).toBe('none');
    worker.answer(1);
    worker.answer(2);
    await vi.advanceTimersByTimeAsync(0);
    expect(journal.state).toBe('opfs');
  });

  test('not at all when the worker says that it cannot, or breaks; a new worker is tried the next time', async () => {
    const refused = journal.keep(RECORD);
    worker.tell({ number: 1, problem: 'SecurityError' });
    expect(await refused).toBe('none');
    const broken = journal.keep(RECORD);
    worker.fail();
    expect(await broken).toBe('none');
    expect(worker.starts).toBe(1);
    const again = journal.keep(RECORD);
    worker.answer(3);
    expect(await again).toBe('opfs');
    expect(worker.starts).toBe(2);
  });

  test('not at all in a browser without workers', async () => {
    const without = new Journal(() => {
      throw new ReferenceError('Worker is not defined');
    });
    expect(await without.keep(RECORD)).toBe('none');
    expect(await without.look()).toBeNull();
  });
});
