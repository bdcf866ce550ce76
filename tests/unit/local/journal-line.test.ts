import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLines, toLine } from '#local/journal/line.ts';
import type { JournalRecord } from '#local/journal/record.ts';

function record(place: number, comment = ''): JournalRecord {
  const device = '7d1f0c3a-0000-4000-8000-00000000d001';
  return {
    response: {
      ...{ id: `0190a000-0000-7000-8000-${String(place).padStart(12, '0')}`, contextId: 'kiosk', device },
      ...{ sequence: place, body: JSON.stringify({ comment }), hash: 'a'.repeat(64) },
      submittedAt: '2026-08-17T05:00:00.000Z',
    },
    context: {
      ...{ id: 'kiosk', mode: 'kiosk', token: 't', device, demo: false, label: 'Tablet 1', idleSeconds: 45 },
      agency: { id: '0190a000-0000-7000-8000-00000000a001', name: 'Bagian Protokol' },
      ...{ currentActivity: '', fetchedAt: '2026-08-17T04:00:00.000Z', clockOffsetMs: 0 },
    },
  };
}

function fileOf(records: readonly JournalRecord[]): Uint8Array<ArrayBuffer> {
  const lines = records.map(toLine);
  const file = new Uint8Array(lines.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const line of lines) {
    file.set(line, at);
    at += line.length;
  }
  return file;
}

const places = (file: Uint8Array<ArrayBuffer>): number[] =>
  readLines(file).records.map(({ response }) => response.sequence);

describe('a journal file', () => {
  test('gives back what was written, in order, whatever a person typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (comments) => {
        const written = comments.map((comment, place) => record(place + 1, comment));
        expect(JSON.stringify(readLines(fileOf(written)))).toBe(
          JSON.stringify({ records: written, damaged: 0 }),
        );
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  test('cut anywhere gives every record that was whole', () => {
    const written = [record(1, 'satu'), record(2, 'dua'), record(3, 'tiga')];
    const ends = written.map((_, index) => fileOf(written.slice(0, index + 1)).length);
    const file = fileOf(written);
    for (let length = 0; length <= file.length; length += 1) {
      // The line break alone may be missing.
      const whole = ends.filter((end) => end - 1 <= length).length;
      expect(places(file.slice(0, length))).toEqual([1, 2, 3].slice(0, whole));
    }
  });

  test('with one flipped bit anywhere loses at most that record, and never alters one', () => {
    const written = [record(1, 'satu'), record(2, 'dua J1 00000000 00000000 '), record(3, 'tiga')];
    const file = fileOf(written);
    const texts = new Set(written.map((whole) => JSON.stringify(whole)));
    for (let at = 0; at < file.length; at += 1) {
      const flipped = file.slice();
      flipped[at]! ^= 1 << (at % 8);
      const { records } = readLines(flipped);
      expect(records.length).toBeGreaterThanOrEqual(2);
      for (const found of records) expect(texts.has(JSON.stringify(found))).toBe(true);
    }
  });

  test('with a hole of zeros, as a power cut leaves one, goes on behind it and says that there is damage', () => {
    const file = fileOf([record(1), record(2), record(3)]);
    const start = toLine(record(1)).length;
    file.fill(0, start + 10, start + 200);
    expect(places(file)).toEqual([1, 3]);
    expect(readLines(file).damaged).toBe(1);
    expect(readLines(new Uint8Array(4096))).toEqual({ records: [], damaged: 1 });
  });

  test('holds nothing for a record that a newer build wrote in another form', () => {
    const strange = { ...record(2), response: { id: 'x' } } as unknown as JournalRecord;
    expect(places(fileOf([record(1), strange, record(3)]))).toEqual([1, 3]);
  });
});
