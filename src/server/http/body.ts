import type * as z from 'zod/mini';
import { LIMITS } from '#protocol/limits.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';
import { isTooDeep, poisonedKey } from './json-guard.ts';
import { Problem } from './problem.ts';

export const JSON_TYPES = ['application/json'] as const;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads and checks a JSON body: media type, size, encoding, depth and dangerous keys before its form. Throws a Problem.
 */
export async function readJson<S extends z.ZodMiniType>(
  request: Request,
  schema: S,
  maxBytes: number = LIMITS.batchBytes,
): Promise<z.infer<S>> {
  return formed(await readValue(request, maxBytes), schema);
}

/** The first half of `readJson`: a JSON value of which nothing but its media type, size, encoding and depth is known. */
export async function readValue(request: Request, maxBytes: number = LIMITS.batchBytes): Promise<unknown> {
  return valueOf(await readBytes(request, JSON_TYPES, maxBytes));
}

/** The JSON value in bytes; of it nothing but its encoding and depth is known. Throws a Problem. */
export function valueOf(bytes: Uint8Array): unknown {
  if (isTooDeep(bytes, LIMITS.jsonDepth)) {
    throw new Problem('too-deep', `The JSON nests deeper than ${LIMITS.jsonDepth} levels.`);
  }
  return parseJson(bytes);
}

/** The second half: dangerous keys, the version of the protocol, then the form. Throws a Problem. */
export function formed<S extends z.ZodMiniType>(value: unknown, schema: S): z.infer<S> {
  const poisoned = poisonedKey(value);
  if (poisoned !== null) throw new Problem('unknown-keys', `The key ${poisoned} is not allowed.`);
  checkProtocol(value);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw formProblem(parsed.error.issues);
  return parsed.data;
}

/** Reads a body of one of `mediaTypes`, at most `maxBytes` long. Throws a Problem. */
export async function readBytes(
  request: Request,
  mediaTypes: readonly string[],
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const type = mediaType(request);
  if (!mediaTypes.includes(type)) {
    throw new Problem('wrong-media-type', `The body must be ${mediaTypes.join(' or ')}.`);
  }
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding !== 'identity') {
    throw new Problem('wrong-media-type', 'Compressed bodies are not accepted.');
  }
  const length = request.headers.get('content-length');
  if (length === null) return readStream(request, maxBytes);
  if (!/^\d{1,12}$/.test(length)) throw new Problem('bad-request', 'The content length is not a number.');
  if (Number(length) > maxBytes) throw tooLarge(maxBytes);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > maxBytes) throw tooLarge(maxBytes);
  return bytes;
}

/** Media type without parameters, lower case; empty when there is none. */
export function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function tooLarge(maxBytes: number): Problem {
  return new Problem('too-large', `The body is larger than ${maxBytes} bytes.`);
}

async function readStream(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Problem('bad-request', 'The body is not JSON in UTF-8.');
  }
}

/** A peer of another version is told so before anything else is held against it. */
function checkProtocol(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('protocol' in value)) return;
  if (value.protocol !== PROTOCOL_VERSION) {
    throw new Problem('wrong-protocol', `This endpoint speaks protocol version ${PROTOCOL_VERSION}.`);
  }
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function formProblem(issues: readonly Issue[]): Problem {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  if (unknown !== undefined) return new Problem('unknown-keys', `Unknown keys at ${placeOf(unknown)}.`);
  const first = issues[0];
  return new Problem('bad-request', first === undefined ? 'Wrong form.' : `${placeOf(first)}: ${first.code}`);
}

/** Where a check failed: `items[3].hash`; `body` for the whole. */
export function placeOf(issue: { readonly path: readonly PropertyKey[] }): string {
  let place = '';
  for (const step of issue.path) {
    place += typeof step === 'number' ? `[${step}]` : `${place === '' ? '' : '.'}${String(step)}`;
  }
  return place === '' ? 'body' : place;
}
