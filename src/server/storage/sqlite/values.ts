import type { SQLOutputValue } from 'node:sqlite';

type Value = SQLOutputValue | undefined;

/** Reads a text column; anything else means that the schema and the query disagree. */
export function text(value: Value): string {
  if (typeof value !== 'string') throw new TypeError(`Expected a text column, got ${typeof value}.`);
  return value;
}

/** Reads a list of texts that is stored as JSON. */
export function texts(value: Value): string[] {
  const list: unknown = JSON.parse(text(value));
  if (!Array.isArray(list)) throw new TypeError('Expected a JSON list.');
  return list.filter((entry) => typeof entry === 'string');
}

export function integer(value: Value): number {
  if (typeof value !== 'number') throw new TypeError(`Expected an integer column, got ${typeof value}.`);
  return value;
}

export function bytes(value: Value): Buffer {
  if (!(value instanceof Uint8Array)) throw new TypeError(`Expected a blob column, got ${typeof value}.`);
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

export function uuid(value: Value): string {
  return hyphenated(hex(value));
}

/** 32 hex digits as a UUID is written. */
export function hyphenated(digits: string): string {
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ];
  return parts.join('-');
}

export function hex(value: Value): string {
  return bytes(value).toString('hex');
}

/** 16 bytes of a UUID: half the size of its text, and in time order for version 7. */
export function uuidBytes(value: string): Buffer {
  const result = Buffer.from(value.replaceAll('-', ''), 'hex');
  if (result.length !== 16) throw new TypeError('Expected a UUID.');
  return result;
}

export function hexBytes(value: string): Buffer {
  return Buffer.from(value, 'hex');
}
