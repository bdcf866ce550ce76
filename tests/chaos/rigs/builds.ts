import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'vite';
import type { Plugin } from 'vite';
import { surveyApp } from '#server/apps.ts';
import type { App } from '#server/http/app.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { ROOT } from '../../tools/program.ts';
import { scratchFolder } from './scratch.ts';

/** Versions of the survey that the project never shipped: one that only is newer, one whose store has a newer form. */
const VARIANTS = {
  newer: { version: '90.0.0', plugins: [] },
  'newer-schema': { version: '91.0.0', plugins: [nextSchema()] },
} as const satisfies Record<string, { version: string; plugins: Plugin[] }>;
export type Variant = keyof typeof VARIANTS;

export function versionOf(variant: Variant): string {
  return VARIANTS[variant].version;
}

const served = new Map<Variant, Promise<App>>();

/** The pages of such a version as the endpoint would serve them; built once. */
export function pagesOf(variant: Variant): Promise<App> {
  const known = served.get(variant) ?? buildAndServe(variant);
  served.set(variant, known);
  return known;
}

async function buildAndServe(variant: Variant): Promise<App> {
  const { version, plugins } = VARIANTS[variant];
  const folder = await scratchFolder();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outDir = join(folder, 'survey');
  await build({
    ...{ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), mode: 'survey', logLevel: 'error' },
    ...{ define: { __APP_VERSION__: JSON.stringify(version) }, plugins: [...plugins] },
    build: { outDir: relative(ROOT, outDir), emptyOutDir: true },
  });
  const nobody = (): void => undefined;
  const storage = openSqlite(':memory:');
  const [surveyOrigin, adminOrigin] = ['http://localhost', 'http://127.0.0.1'];
  const log = { info: nobody, warn: nobody, error: nobody };
  const endpoint = {
    storage,
    surveyOrigin,
    adminOrigin,
    demo: false,
    appVersion: version,
    now: Date.now,
    log,
  };
  return surveyApp(endpoint, dirname(outDir));
}

/** One more upgrade behind those that there are. */
function nextSchema(): Plugin {
  const [before, after] = [
    'connectStrictly(place, UPGRADES)',
    "connectStrictly(place, [...UPGRADES, (db) => void db.createObjectStore('later', { keyPath: 'id' })])",
  ];
  return {
    name: 'chaos-next-schema',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/src/local/survey/database.ts')) return null;
      if (!code.includes(before)) throw new Error(`${id} does not hold "${before}" any more.`);
      return code.replace(before, after);
    },
  };
}
