import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import type { InlineConfig, Plugin, Rolldown } from 'vite';
import { leanly } from './prerender-survey.ts';

const FOLDER = 'src/survey/rescue';

/**
 * Adds the rescue page to the survey: a page, a style sheet and a script of its own that share no file with the app, and
 * a small worker that keeps them. Their names never change, so that the page's address is always right.
 */
export function rescuePage(): Plugin {
  let root = '';
  let define: InlineConfig['define'] = {};
  return {
    name: 'skm-rescue-page',
    apply: 'build',
    configResolved(config) {
      ({ root, define = {} } = config);
    },
    async generateBundle() {
      const page = await readFile(join(root, FOLDER, 'penyelamatan.html'), 'utf8');
      const files = new Map<string, string | Uint8Array>([['penyelamatan.html', page]]);
      for (const file of await bundled(root, `${FOLDER}/main.ts`, 'penyelamatan', define)) {
        files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
      }
      const version = createHash('sha256');
      for (const source of files.values()) version.update(source);
      const worker = { __RESCUE_VERSION__: JSON.stringify(version.digest('hex').slice(0, 12)) };
      for (const file of await bundled(root, 'src/pwa/rescue-worker.ts', 'penyelamatan-sw', worker)) {
        if (file.type === 'chunk') files.set(file.fileName, file.code);
      }
      for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

async function bundled(
  root: string,
  entry: string,
  name: string,
  define: InlineConfig['define'],
): Promise<(Rolldown.OutputChunk | Rolldown.OutputAsset)[]> {
  const result = await build({
    root,
    define: { ...define },
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      copyPublicDir: false,
      rolldownOptions: { treeshake: leanly },
      lib: { entry, formats: ['iife'], name: 'rescue', fileName: () => `${name}.js`, cssFileName: name },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  return outputs.flatMap(({ output }) => output);
}
