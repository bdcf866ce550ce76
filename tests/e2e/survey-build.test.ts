import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const BUILT = fileURLToPath(new URL('../../dist/survey', import.meta.url));

let page: string;

beforeAll(async () => {
  page = await readFile(join(BUILT, 'index.html'), 'utf8');
});

describe('the built survey', () => {
  it('has the first screen in the page, and no style in an attribute', () => {
    expect(page).toContain('class="screen welcome"');
    expect(page).toContain('Seberapa sesuai ketentuan kehadiran');
    expect(page).not.toMatch(/ style="/);
    expect(page).not.toContain('<!--early-->');
  });

  it('keeps offline exactly what it needs, and nothing of the office', async () => {
    const worker = await readFile(join(BUILT, 'sw.js'), 'utf8');
    // A compressed copy lies beside each file for the endpoint to send; no browser asks for it by name.
    const isCopy = (name: string): boolean => /\.(?:br|gz)$/.test(name);
    for (const name of await readdir(join(BUILT, 'assets')))
      expect(worker.includes(`assets/${name}`), name).toBe(!isCopy(name));
    expect(worker).toContain('index.html');
    expect(worker).not.toMatch(/admin|office/);
  });

  it('names pictures in its manifest that are there', async () => {
    const manifest = JSON.parse(await readFile(join(BUILT, 'survey.webmanifest'), 'utf8')) as {
      readonly icons: readonly { readonly src: string; readonly purpose?: string }[];
    };
    const names = await readdir(BUILT);
    for (const { src } of manifest.icons) expect(names).toContain(src.slice(1));
    expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  });
});
