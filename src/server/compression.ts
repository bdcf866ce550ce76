import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Answer } from './http/answer.ts';

export type Encoding = 'br' | 'gzip';

/** Smaller bodies fit one packet anyway. */
const WORTHWHILE_BYTES = 1024;
/** Answers are compressed each time they are given. */
const QUICK = 4;

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

/** The same answer in the best encoding that the request accepts; for large answers. */
export async function packed(answer: Answer, request: Request): Promise<Answer> {
  const encoding = acceptedEncoding(request);
  if (encoding === null || typeof answer.body !== 'string' || answer.body.length < WORTHWHILE_BYTES)
    return answer;
  const body = await encode(new TextEncoder().encode(answer.body), encoding);
  const headers = { ...answer.headers, 'content-encoding': encoding, vary: 'accept-encoding' };
  return { ...answer, headers, body };
}

async function encode(content: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await promisify(gzip)(content, { level: QUICK }));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUICK,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return new Uint8Array(await promisify(brotliCompress)(content, { params }));
}
