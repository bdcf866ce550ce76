import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Answer } from './http/answer.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

type Encoding = 'br' | 'gzip';
type Bytes = Uint8Array<ArrayBuffer>;
type Effort = Readonly<Record<Encoding, number>>;

/** Smaller bodies fit one packet anyway. */
const WORTHWHILE_BYTES = 1024;
/** For files, which are compressed once, so the smallest result is worth its time. */
const THOROUGH = { br: 11, gzip: 9 } as const;
/** For answers, which are compressed each time. */
const QUICK = { br: 4, gzip: 4 } as const;

/** Each file is compressed once, when it is first asked for, and kept with the file. */
const done = new WeakMap<Bytes, Map<Encoding, Promise<Bytes>>>();

/** The best encoding of a file that the request accepts. */
export async function compressed(
  content: Bytes,
  type: string,
  request: Request,
): Promise<{ encoding: Encoding | null; content: Bytes }> {
  const encoding = acceptedEncoding(request);
  if (encoding === null || content.length < WORTHWHILE_BYTES || !isText(type))
    return { encoding: null, content };
  return { encoding, content: await once(content, encoding) };
}

/** Brotli before gzip; only what the request names and does not weigh with zero. */
export function acceptedEncoding(request: Request): Encoding | null {
  const accepted = new Set<string>();
  for (const part of (request.headers.get('accept-encoding') ?? '').split(',')) {
    const [name = '', weight = 'q=1'] = part.trim().split(/\s*;\s*/);
    if (!/^q=0(\.0*)?$/.test(weight)) accepted.add(name.toLowerCase());
  }
  if (accepted.has('br')) return 'br';
  return accepted.has('gzip') ? 'gzip' : null;
}

function isText(type: string): boolean {
  return type.endsWith('charset=utf-8');
}

function once(content: Bytes, encoding: Encoding): Promise<Bytes> {
  const known = done.get(content) ?? new Map<Encoding, Promise<Bytes>>();
  done.set(content, known);
  let result = known.get(encoding);
  if (result === undefined) {
    result = encode(content, encoding, THOROUGH);
    known.set(encoding, result);
  }
  return result;
}

/** The same answer in the best encoding that the request accepts; for large answers made anew each time. */
export async function packed(answer: Answer, request: Request): Promise<Answer> {
  const encoding = acceptedEncoding(request);
  if (encoding === null || typeof answer.body !== 'string' || answer.body.length < WORTHWHILE_BYTES)
    return answer;
  const body = await encode(new TextEncoder().encode(answer.body), encoding, QUICK);
  const headers = { ...answer.headers, 'content-encoding': encoding, vary: 'accept-encoding' };
  return { ...answer, headers, body };
}

async function encode(content: Bytes, encoding: Encoding, effort: Effort): Promise<Bytes> {
  if (encoding === 'gzip') return new Uint8Array(await gzipped(content, { level: effort.gzip }));
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: effort.br,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return new Uint8Array(await brotli(content, { params: parameters }));
}
