import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { canonicalJson } from '#domain/canonical-json.ts';

/** Exports of one file of the protocol room. */
export type Exports = Readonly<Record<string, unknown>>;

/** Everything that crosses the wire, as one text: schemas as JSON schema, tables and limits as they are. */
export function wireForm(files: Readonly<Record<string, Exports>>): string {
  const described = Object.entries(files).map(([file, exports]) => [file, describeExports(exports)] as const);
  return canonicalJson(Object.fromEntries(described));
}

export function digestOf(form: string): string {
  return createHash('sha256').update(form).digest('hex');
}

function describeExports(exports: Exports): Record<string, unknown> {
  const described: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(exports)) {
    if (typeof value !== 'function') described[name] = describeValue(value);
  }
  return described;
}

function describeValue(value: unknown): unknown {
  if (value instanceof z.core.$ZodType) return plain(z.toJSONSchema(value, { io: 'input' }));
  if (Array.isArray(value)) return value.map(describeValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, describeValue(inner)]));
}

/** Without what JSON cannot carry. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
