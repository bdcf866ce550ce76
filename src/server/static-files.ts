import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { compressed } from './compression.ts';
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

interface StoredFile {
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
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
 * Reads a built app into memory. Only its exact files are served (routing is behind the `#`); `/` is `page`. A folder
 * that is missing gives an app without files: the API works all the same.
 */
export async function loadStaticFiles(folder: string, page: string): Promise<StaticFiles> {
  const files = new Map<string, StoredFile>();
  for (const path of await filesIn(folder)) {
    const type = TYPES[extname(path)];
    if (type === undefined) continue;
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const content = new Uint8Array(await readFile(path));
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    files.set(name, { type, content, etag, immutable: name.startsWith('/assets/') });
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

async function fileAnswer(file: StoredFile, request: Request): Promise<Answer> {
  const headers = {
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (request.headers.get('if-none-match')?.includes(file.etag) === true) {
    return { status: 304, headers, body: null };
  }
  const { encoding, content } = await compressed(file.content, file.type, request);
  const described = { ...headers, 'content-type': file.type, 'content-length': String(content.length) };
  return {
    status: 200,
    headers: encoding === null ? described : { ...described, 'content-encoding': encoding },
    body: request.method === 'HEAD' ? null : content,
  };
}
