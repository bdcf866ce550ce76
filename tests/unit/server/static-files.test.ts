import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptedEncoding } from '#server/compression.ts';
import { loadStaticFiles } from '#server/static-files.ts';
import type { StaticFiles } from '#server/static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'skm-static-'));
const SCRIPT = 'console.log("halo");\n'.repeat(200);
let files: StaticFiles;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Survei</title>');
  writeFileSync(join(folder, 'assets', 'app-abc123.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'app-abc123.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'app-abc123.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'sw.js'), 'self.addEventListener("install", () => {});');
  writeFileSync(join(folder, 'manifest.webmanifest'), '{}');
  writeFileSync(join(folder, 'icon.png'), Buffer.alloc(5000));
  writeFileSync(join(folder, 'app.js.map'), '{}');
  writeFileSync(join(folder, '.env'), 'SECRET=1');
  files = await loadStaticFiles(folder, 'index.html');
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  files.answer(new Request(`http://survei.test${path}`, { method, headers }));

describe('only exact built files', () => {
  test.each([
    '/none',
    '/assets',
    '/assets/',
    '/.env',
    '/app.js.map',
    '/assets/app-abc123.js.br',
    '//sw.js',
    '/SW.js',
    '/index.html/',
    '/%2e%2e/x',
  ])('%s is not there', async (path) => {
    expect(await get(path)).toBeNull();
  });

  test('/ is the page; a query does not matter', async () => {
    expect((await get('/'))?.headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await get('/?x=1'))?.status).toBe(200);
    expect(files.page).toContain('<title>Survei</title>');
  });

  test('a file can only be read', async () => {
    await expect(get('/sw.js', {}, 'POST')).rejects.toMatchObject({ code: 'method-not-allowed' });
    const head = await get('/sw.js', {}, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: null });
    expect(head?.headers['content-length']).toBe('43');
  });
});

describe('keeping', () => {
  test('a file with a hash in its name is kept for good; pages, worker and manifest are asked for again', async () => {
    expect((await get('/assets/app-abc123.js'))?.headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
    for (const path of ['/', '/sw.js', '/manifest.webmanifest', '/icon.png']) {
      expect((await get(path))?.headers['cache-control'], path).toBe('no-cache');
    }
  });

  test('an unchanged file is not sent again', async () => {
    const etag = (await get('/'))?.headers['etag'] ?? '';
    expect(await get('/', { 'if-none-match': etag })).toMatchObject({ status: 304, body: null });
    expect((await get('/', { 'if-none-match': '"other"' }))?.status).toBe(200);
  });
});

describe('compression', () => {
  test('is the best one that the browser accepts, and gives the same bytes', async () => {
    const brotli = await get('/assets/app-abc123.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli?.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(brotliDecompressSync(new Uint8Array(brotli?.body as Uint8Array)).toString()).toBe(SCRIPT);
    const gzip = await get('/assets/app-abc123.js', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(new Uint8Array(gzip?.body as Uint8Array)).toString()).toBe(SCRIPT);
    const plain = await get('/assets/app-abc123.js');
    expect(plain?.headers['content-encoding']).toBeUndefined();
    expect(Buffer.from(plain?.body as Uint8Array).toString()).toBe(SCRIPT);
  });

  test('is left out where the build found it not worth it', async () => {
    expect(
      (await get('/icon.png', { 'accept-encoding': 'br' }))?.headers['content-encoding'],
    ).toBeUndefined();
    expect((await get('/sw.js', { 'accept-encoding': 'br' }))?.headers['content-encoding']).toBeUndefined();
  });

  test.each([
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0.0', null],
    ['GZIP ; q=0.5', 'gzip'],
    ['identity', null],
    ['br;q=1.0', 'br'],
    ['', null],
  ])('"%s" means %s', (accepted, expected) => {
    const request = new Request('http://survei.test/', { headers: { 'accept-encoding': accepted } });
    expect(acceptedEncoding(request)).toBe(expected);
  });
});
