import { crc32 } from '#protocol/crc32.ts';
import { isJournalRecord } from './record.ts';
import type { JournalRecord } from './record.ts';

/**
 * A record is one line of UTF-8: `J1`, the bytes of its JSON and their CRC-32 (eight hex digits each), the JSON, a line
 * break.
 */
const MARK = 'J1';
const HEAD = /^J1 ([0-9a-f]{8}) ([0-9a-f]{8}) $/;
const HEAD_BYTES = 21;
const FIRST_OF_MARK = 0x4a;
const BREAK = 0x0a;

export function toLine(record: JournalRecord): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(record));
  const head = new TextEncoder().encode(`${MARK} ${hex(json.length)} ${hex(crc32(json))} `);
  const line = new Uint8Array(HEAD_BYTES + json.length + 1);
  line.set(head);
  line.set(json, HEAD_BYTES);
  line[line.length - 1] = BREAK;
  return line;
}

export interface ReadJournal {
  readonly records: readonly JournalRecord[];
  /** Places that could not be read; a line that was cut off while it was written is one. */
  readonly damaged: number;
}

/**
 * Every whole record of a file, whatever happened to the others. After a damaged place the next head is looked for; what
 * a respondent typed cannot pass for one, since JSON escapes its quotes.
 */
export function readLines(file: Uint8Array<ArrayBuffer>): ReadJournal {
  const records: JournalRecord[] = [];
  let damaged = 0;
  let inDamage = false;
  for (let at = 0; at < file.length;) {
    const line = readLine(file, at);
    if (line !== null) {
      records.push(line.record);
      at = line.end;
      inDamage = false;
      continue;
    }
    if (!inDamage && file[at] !== BREAK) {
      damaged += 1;
      inDamage = true;
    }
    const next = file.indexOf(FIRST_OF_MARK, at + 1);
    at = next === -1 ? file.length : next;
  }
  return { records, damaged };
}

function readLine(
  file: Uint8Array<ArrayBuffer>,
  at: number,
): { readonly record: JournalRecord; readonly end: number } | null {
  const decoder = new TextDecoder();
  const head = HEAD.exec(decoder.decode(file.subarray(at, at + HEAD_BYTES)));
  if (head === null) return null;
  const start = at + HEAD_BYTES;
  const end = start + Number.parseInt(head[1]!, 16);
  const json = file.subarray(start, end);
  if (end > file.length || crc32(json) !== Number.parseInt(head[2]!, 16)) return null;
  const record = parse(decoder.decode(json));
  return isJournalRecord(record) ? { record, end: end + (file[end] === BREAK ? 1 : 0) } : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
