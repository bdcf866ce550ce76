// @vitest-environment node
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compressFiles } from '#pwa/build/compress-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skm-compress-'));
  mkdirSync(join(folder, 'assets'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('every text lies compressed beside itself, pictures and tiny files do not', async () => {
  const script = 'console.log("halo");\n'.repeat(200);
  writeFileSync(join(folder, 'assets', 'app.js'), script);
  writeFileSync(join(folder, 'icon.png'), Buffer.alloc(5000));
  writeFileSync(join(folder, 'icon.svg'), '<svg></svg>');
  await compressFiles(folder);
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  expect(names).toEqual([
    'assets',
    'assets/app.js',
    'assets/app.js.br',
    'assets/app.js.gz',
    'icon.png',
    'icon.svg',
  ]);
  expect(brotliDecompressSync(readFileSync(join(folder, 'assets', 'app.js.br'))).toString()).toBe(script);
  expect(gunzipSync(readFileSync(join(folder, 'assets', 'app.js.gz'))).toString()).toBe(script);
});
