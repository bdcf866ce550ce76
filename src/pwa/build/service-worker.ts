import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import type { Plugin, ResolvedConfig, Rolldown } from 'vite';
import { getManifest } from 'workbox-build';
import { compressFiles } from './compress-files.ts';

export interface AppFiles {
  readonly app: 'survey' | 'office';
}

/** What a device must have to start without network. Pictures for the system's home screen are not among it. */
const KEPT = ['**/*.{html,js,css,webmanifest,svg}'];
/** Parts of the survey that are loaded on kiosks only, with whatever nothing else needs. */
const KIOSK_PARTS = /\/(?:screens\/EnrolmentScreen\.vue|corner\/corner\.ts|sync\/kiosk-(?:open|line)\.ts)$/;
const LARGEST_FILE = 4 * 1024 * 1024;

/**
 * The installable side of one app: copies its own files out of `public/` (they carry the app's name) and, when all
 * files of the build are written, builds its service worker with the list of exactly those as `sw.js`. Last, all of
 * them are compressed.
 */
export function serviceWorker({ app }: AppFiles): Plugin {
  let config: ResolvedConfig;
  let isWritten = false;
  let kioskFiles: readonly string[] = [];
  return {
    name: `skm-service-worker-${app}`,
    apply: 'build',
    config: () => ({ build: { copyPublicDir: false } }),
    configResolved(resolved) {
      config = resolved;
    },
    async buildStart() {
      const folder = config.publicDir;
      for (const name of await readdir(folder)) {
        if (name.startsWith(`${app}-`) || name.startsWith(`${app}.`)) {
          this.emitFile({ type: 'asset', fileName: name, source: await readFile(join(folder, name)) });
        }
      }
    },
    generateBundle(_, bundle) {
      kioskFiles = filesBehind(bundle, KIOSK_PARTS);
    },
    writeBundle() {
      isWritten = true;
    },
    async closeBundle() {
      // It is called after a failed build too, whose own error must be the one that is told.
      if (!isWritten) return;
      const folder = join(config.root, config.build.outDir);
      const { manifestEntries, warnings } = await getManifest({
        globDirectory: folder,
        globPatterns: KEPT,
        globIgnores: ['sw.js', 'penyelamatan*', ...kioskFiles],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: LARGEST_FILE,
      });
      if (warnings.length > 0)
        throw new Error(`The list of files to keep offline is odd: ${warnings.join(' ')}`);
      await build({
        root: config.root,
        configFile: false,
        logLevel: 'error',
        define: {
          'process.env.NODE_ENV': '"production"',
          __PRECACHE__: JSON.stringify(manifestEntries),
          __KIOSK_FILES__: JSON.stringify(kioskFiles),
        },
        build: {
          outDir: folder,
          emptyOutDir: false,
          copyPublicDir: false,
          lib: {
            entry: `src/pwa/${app}-worker.ts`,
            formats: ['iife'],
            name: 'worker',
            fileName: () => 'sw.js',
          },
        },
      });
      await compressFiles(folder);
    },
  };
}

/** Scripts and styles that are reached only through the chunks whose module fits `parts`. */
function filesBehind(bundle: Rolldown.OutputBundle, parts: RegExp): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const named = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set<string>();
  const visit = (fileName: string): void => {
    const chunk = named.get(fileName);
    if (chunk === undefined || reached.has(fileName) || parts.test(chunk.facadeModuleId ?? '')) return;
    reached.add(fileName);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next);
  };
  // A worker's script is no part of the graph, and belongs to everybody.
  for (const { fileName, isEntry, isDynamicEntry } of chunks) {
    if (isEntry && !isDynamicEntry) visit(fileName);
  }
  const behind = chunks.filter(({ fileName }) => !reached.has(fileName));
  const styles = behind.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  return [...behind.map(({ fileName }) => fileName), ...styles].sort();
}
