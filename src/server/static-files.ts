import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { acceptedEncoding } from './compression.ts';
import type { Encoding } from './compression.ts';
import type { Answer } from './http/answer.ts';
import { Problem } from './http/problem.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

type Bytes = Uint8Array<ArrayBuffer>;

const ENDINGS: readonly (readonly [Encoding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

interface StoredFile {
  readonly type: string;
  readonly content: Bytes;
  /** What the build laid beside it. */
  readonly packed: ReadonlyMap<Encoding, Bytes>;
  readonly etag: string;
  /** Its name changes with its content. */
  readonly immutable: boolean;
}

export interface StaticFiles {
  /** Answers a GET or HEAD of a file; `null` when there is none of that name. */
  answer(request: Request): Promise<Answer | null>;
  /** Text of the page, for the hashes of its inline parts; `null` when the app is not built. */
  readonly page: string | null;
}

/**
 * Reads a built app into memory. Only its exact files are served (routing is behind the `#`); `/` is `page`. A file that
 * the build also left compressed (`.br`, `.gz`) goes out so to whoever takes that. A folder that is missing gives an app
 * without files: the API works all the same.
 */
export async function loadStaticFiles(folder: string, page: string): Promise<StaticFiles> {
  const files = new Map<string, StoredFile>();
  const paths = new Set(await filesIn(folder));
  for (const path of paths) {
    const type = TYPES[extname(path)];
    if (type === undefined) continue;
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const packed = new Map<Encoding, Bytes>();
    for (const [encoding, ending] of ENDINGS) {
      if (paths.has(path + ending)) packed.set(encoding, await bytesOf(path + ending));
    }
    const content = await bytesOf(path);
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    files.set(name, { type, content, packed, etag, immutable: name.startsWith('/assets/') });
  }
  const start = files.get(`/${page}`);
  if (start !== undefined) files.set('/', start);
  return {
    page: start === undefined ? null : new TextDecoder().decode(start.content),
    answer: async (request) => {
      const file = files.get(new URL(request.url).pathname);
      if (file === undefined) return null;
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new Problem('method-not-allowed', 'Files can only be read.');
      }
      return fileAnswer(file, request);
    },
  };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return [];
    throw reason;
  }
}

async function bytesOf(path: string): Promise<Bytes> {
  return new Uint8Array(await readFile(path));
}

function fileAnswer(file: StoredFile, request: Request): Answer {
  const headers = {
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (request.headers.get('if-none-match')?.includes(file.etag) === true) {
    return { status: 304, headers, body: null };
  }
  const encoding = acceptedEncoding(request);
  const packed = encoding && file.packed.get(encoding);
  const content = packed || file.content;
  const described = { ...headers, 'content-type': file.type, 'content-length': String(content.length) };
  return {
    status: 200,
    headers: packed ? { ...described, 'content-encoding': encoding } : described,
    body: request.method === 'HEAD' ? null : content,
  };
}
