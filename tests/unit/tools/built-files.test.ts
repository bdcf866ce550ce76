import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BuiltApp, elements } from '../../tools/built-app.ts';
import {
  forbiddenInPage,
  foreignHosts,
  missingParts,
  overBudget,
  wrongCompression,
} from '../../tools/built-files.ts';

const manifest = {
  ...{ id: '/', name: 'Survei', short_name: 'Survei', lang: 'id', start_url: '/', scope: '/' },
  ...{ display: 'standalone', theme_color: '#14573a', background_color: '#ffffff' },
  icons: [
    { src: '/192.png', sizes: '192x192' },
    { src: '/512.png', sizes: '512x512' },
    { src: '/mask.png', sizes: '512x512', purpose: 'maskable' },
  ],
};

const head = `
  <meta name="viewport" content="width=device-width" />
  <meta name="theme-color" content="#14573a" />
  <meta name="apple-mobile-web-app-title" content="Survei" />
  <link rel="manifest" href="/survey.webmanifest" />
  <link rel="icon" href="/icon.svg" />
  <link rel="apple-touch-icon" href="/apple.png" />
  <script type="module" src="/assets/main.js"></script>`;

const whole: Record<string, string> = {
  'index.html': `<!doctype html><html><head>${head}</head><body><p>Halo</p></body></html>`,
  'survey.webmanifest': JSON.stringify(manifest),
  'sw.js': '',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
  'apple.png': '',
  '192.png': '',
  '512.png': '',
  'mask.png': '',
  'assets/main.js': 'import{a}from"./part.js";const later=()=>import("./lazy.js");',
  'assets/part.js': 'export const a=1;',
  'assets/lazy.js': 'export const b=1;',
};

function survey(changes: Record<string, string | Buffer | undefined> = {}): BuiltApp {
  const files = Object.entries({ ...whole, ...changes }).filter((entry) => entry[1] !== undefined);
  return new BuiltApp('survey', new Map(files.map(([path, content]) => [path, Buffer.from(content ?? '')])));
}

const withBody = (body: string) =>
  survey({ 'index.html': `<html><head>${head}</head><body>${body}</body></html>` });

test('a whole app breaks no rule', () => {
  const rules = [missingParts, wrongCompression, foreignHosts, forbiddenInPage];
  expect(rules.flatMap((each) => each(survey()))).toEqual([]);
});

describe('parts', () => {
  test.each(['sw.js', 'icon.svg', 'apple.png', 'survey.webmanifest', '192.png', 'mask.png'])(
    '%s is missed',
    (name) => {
      expect(missingParts(survey({ [name]: undefined })).join()).toContain(name);
    },
  );

  test('a manifest without a field or a maskable icon is noticed', () => {
    const poor = { ...manifest, short_name: undefined, icons: manifest.icons.slice(0, 2) };
    expect(missingParts(survey({ 'survey.webmanifest': JSON.stringify(poor) }))).toEqual([
      'survey.webmanifest: no short_name',
      'survey.webmanifest: no maskable icon',
    ]);
  });
});

describe('other hosts', () => {
  test.each([
    ['a script', 'index.html', '<script src="https://cdn.test.org/x.js"></script>'],
    ['a font', 'assets/main.css', '@font-face{src:url(//fonts.test.org/a.woff2)}'],
    ['a request', 'assets/lazy.js', 'fetch("https://test.org/count")'],
    ['a socket', 'assets/lazy.js', 'new WebSocket("wss://test.org")'],
  ])('%s is noticed', (_, path, text) => {
    expect(foreignHosts(survey({ [path]: text }))).toHaveLength(1);
  });

  test('the name of a vocabulary is no load', () => {
    expect(foreignHosts(survey({ 'assets/lazy.js': 'e("http://www.w3.org/2000/svg")' }))).toEqual([]);
  });
});

describe('what the content policy forbids', () => {
  test.each([
    '<p style="color:red">Halo</p>',
    '<button onclick="x()">Kirim</button>',
    '<a href="javascript:x()">Kirim</a>',
    '<img src="data:image/png;base64,AA" alt="">',
    '<iframe src="/x"></iframe>',
  ])('%s', (body) => {
    expect(forbiddenInPage(withBody(body))).toHaveLength(1);
  });

  test('inline scripts and styles run by their hash', () => {
    expect(forbiddenInPage(withBody('<style>p{margin:0}</style><script>start()</script>'))).toEqual([]);
  });
});

describe('bytes', () => {
  test('the first files are the page and what its script imports at once', () => {
    expect(survey().firstFiles).toEqual(['index.html', 'assets/main.js', 'assets/part.js']);
  });

  const LONG = 'x'.repeat(10_000);
  const packed = { 'assets/main.js.br': brotliCompressSync(LONG), 'assets/main.js.gz': gzipSync(LONG) };

  test('are counted as they are sent, and too many are said by how many', () => {
    const app = survey({ 'assets/main.js': LONG, ...packed });
    const bytes = app.onTheWire('assets/main.js');
    expect(bytes).toBe(packed['assets/main.js.br'].length);
    expect(overBudget(app, ['assets/main.js'], bytes)).toEqual([]);
    expect(overBudget(app, ['assets/main.js'], bytes - 1)).toEqual([`${bytes} bytes, 1 too many`]);
  });

  test('a text without its compressed forms, or with those of another text, is noticed', () => {
    expect(wrongCompression(survey({ 'assets/main.js': LONG, ...packed }))).toEqual([]);
    expect(wrongCompression(survey({ 'assets/main.js': LONG }))).toHaveLength(2);
    expect(wrongCompression(survey({ 'assets/main.js': `${LONG}y`, ...packed }))).toEqual([
      'assets/main.js.br is missing or another text',
      'assets/main.js.gz is missing or another text',
    ]);
  });
});

test('tags are read with every way to write an attribute, and not inside scripts', () => {
  const read = elements(`<a href='x' hidden data-n=1>t</a><script>if (a<b && c>d) "<p style='x'>"</script>`);
  expect(read.map(({ tag, attributes }) => [tag, ...attributes])).toEqual([
    ['a', ['href', 'x'], ['hidden', ''], ['data-n', '1']],
    ['script'],
  ]);
});
