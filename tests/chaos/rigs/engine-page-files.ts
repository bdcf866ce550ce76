import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { OwnFiles } from './bad-network.ts';

/** Where the harness has its own pages at the survey's origin. */
export const ENGINE_PAGE = '/chaos/engine.html';
export const BLANK_PAGE = '/chaos/blank.html';

let built: Promise<OwnFiles> | null = null;

/** The page with the survey's store and sync, bundled as the app is, and an empty one. */
export function enginePageFiles(): Promise<OwnFiles> {
  built ??= bundle(fileURLToPath(new URL('../pages/engine-page.ts', import.meta.url)));
  return built;
}

async function bundle(entry: string): Promise<OwnFiles> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    base: '/chaos/',
    worker: { format: 'es' },
    build: { write: false, minify: false, modulePreload: false, rolldownOptions: { input: entry } },
  });
  const result = Array.isArray(made) ? made[0] : made;
  if (!result || !('output' in result)) throw new Error(`${entry} was not built.`);
  const page = { type: 'text/html', content: '<!doctype html><title>chaos</title>' };
  const files = new Map<string, { type: string; content: string | Uint8Array }>([[BLANK_PAGE, page]]);
  for (const part of result.output) {
    const content = part.type === 'chunk' ? part.code : part.source;
    files.set(`/chaos/${part.fileName}`, { type: 'text/javascript', content });
    if (part.type !== 'chunk' || !part.isEntry) continue;
    const script = `<script type="module" src="/chaos/${part.fileName}"></script>`;
    files.set(ENGINE_PAGE, { ...page, content: `${page.content}${script}` });
  }
  return files;
}
