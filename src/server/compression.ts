import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

type Encoding = 'br' | 'gzip';
type Bytes = Uint8Array<ArrayBuffer>;

/** Smaller bodies fit one packet anyway. */
const WORTHWHILE_BYTES = 1024;

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
    result = encode(content, encoding);
    known.set(encoding, result);
  }
  return result;
}

async function encode(content: Bytes, encoding: Encoding): Promise<Bytes> {
  if (encoding === 'gzip') return new Uint8Array(await gzipped(content, { level: 9 }));
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return new Uint8Array(await brotli(content, { params: parameters }));
}
