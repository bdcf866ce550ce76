import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './program.ts';

/** A built app as files in memory: path below its folder, content. */
export class BuiltApp {
  readonly name: 'survey' | 'office';
  readonly files: ReadonlyMap<string, Buffer>;

  constructor(name: 'survey' | 'office', files: ReadonlyMap<string, Buffer>) {
    this.name = name;
    this.files = files;
  }

  static read(name: 'survey' | 'office'): BuiltApp {
    const folder = join(ROOT, 'dist', name);
    const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)] as const);
    return new BuiltApp(name, new Map(files));
  }

  get pageName(): string {
    return this.name === 'survey' ? 'index.html' : 'admin.html';
  }

  get page(): string {
    return this.text(this.pageName);
  }

  /** Throws when the app has no such file. */
  text(path: string): string {
    const content = this.files.get(path);
    if (content === undefined) throw new Error(`dist/${this.name} has no ${path}`);
    return content.toString('utf8');
  }

  /** Bytes of a file as the endpoint sends it to a browser that takes brotli. */
  onTheWire(path: string): number {
    return Buffer.byteLength(this.files.get(`${path}.br`) ?? this.text(path));
  }

  /** The page and every script and style sheet it needs before its first script can run. */
  get firstFiles(): string[] {
    const named = elements(this.page)
      .filter(({ tag, attributes }) => tag === 'script' || isLoadingLink(attributes))
      .map(({ attributes }) => attributes.get('src') ?? attributes.get('href'))
      .filter((path) => path !== undefined)
      .map((path) => path.replace(/^\//, ''));
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      if (path.endsWith('.js')) for (const next of staticImports(path, this.text(path))) visit(next);
    };
    for (const path of named) visit(path);
    return [this.pageName, ...reached];
  }
}

function isLoadingLink(attributes: ReadonlyMap<string, string>): boolean {
  return /^(?:stylesheet|modulepreload|preload)$/.test(attributes.get('rel') ?? '');
}

/** Paths, below the app's folder, of the chunks a chunk imports before it runs. */
function staticImports(path: string, code: string): string[] {
  const found = code.matchAll(/\b(?:import|from)\s*["'](?<specifier>\.[^"']+\.js)["']/g);
  return [...found].map(({ groups }) =>
    new URL(groups?.specifier ?? '', `file:///${path}`).pathname.slice(1),
  );
}

export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The start tags of a page with their attributes. */
export function elements(page: string): Element[] {
  const withoutBlocks = page.replace(/(<(?:script|style)\b[^>]*>)[^]*?(?=<\/(?:script|style)>)/gi, '$1');
  return [...withoutBlocks.matchAll(/<(?<tag>[a-z][\w-]*)(?<rest>(?:"[^"]*"|'[^']*'|[^'">])*)>/gi)].map(
    ({ groups }) => ({
      tag: (groups?.tag ?? '').toLowerCase(),
      attributes: attributesOf(groups?.rest ?? ''),
    }),
  );
}

function attributesOf(text: string): Map<string, string> {
  const found = text.matchAll(
    /(?<name>[^\s"'=/>]+)(?:\s*=\s*(?:"(?<a>[^"]*)"|'(?<b>[^']*)'|(?<c>[^\s"'>]+)))?/g,
  );
  return new Map(
    [...found].map(({ groups = {} }) => [
      (groups.name ?? '').toLowerCase(),
      groups.a ?? groups.b ?? groups.c ?? '',
    ]),
  );
}
