import vue from '@vitejs/plugin-vue';
import { build, createServer } from 'vite';
import type { Plugin, Rolldown } from 'vite';

/** The domain is pure: what is not called need not be kept. */
export const leanly: Rolldown.TreeshakingOptions = {
  moduleSideEffects: [{ test: /\/src\/domain\//, sideEffects: false }],
};

/** What the survey's prerender module gives. */
interface Prerendered {
  readonly html: string;
  readonly hash: string;
  readonly firstStep: unknown;
}

interface PrerenderModule {
  prerender(): Promise<Prerendered>;
}

/**
 * Puts the first screen as HTML and its small inline script into the survey's page, so that it is painted and can be
 * tapped with the very first bytes; and tells the app which question it drew there (`__FIRST_STEP__`).
 */
export function prerenderSurvey(): Plugin {
  let root = '';
  let first: Promise<Prerendered> | null = null;
  return {
    name: 'skm-prerender-survey',
    apply: 'build',
    async config({ root: given = process.cwd() }) {
      root = given;
      first = renderFirstScreen(root);
      return { define: { __FIRST_STEP__: JSON.stringify((await first).firstStep) } };
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(page) {
        const { html, hash } = await (first ?? renderFirstScreen(root));
        return fill(page, {
          '<!--early-->': `<script>${await bundleEarly(root)}</script>`,
          '<div id="app"></div>': `<div id="app" data-questionnaire="${hash}">${html}</div>`,
          '<!--show-->': SHOW,
        });
      },
    },
  };
}

const SHOW = '<script id="ready">skmEarly.show()</script>';

/** Has the program fetched at once, but run only when the first screen has been painted; see `EarlyPage.show`. */
export function paintBeforeProgram(): Plugin {
  return {
    name: 'skm-paint-before-program',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(page) {
        const entry = /<script type="module"[^>]* src="([^"]+)"><\/script>/.exec(page);
        if (entry === null || !page.includes(SHOW)) throw new Error('The page of the survey has no program.');
        const [element, path] = entry;
        return page
          .replace(element, `<link rel="modulepreload" href="${path}">`)
          .replace(SHOW, `<script id="ready">skmEarly.show(()=>import("${path}"))</script>`);
      },
    },
  };
}

/** Moves the entry's style sheet into the page: one round trip less before anything is painted. */
export function inlineStyles(): Plugin {
  return {
    name: 'skm-inline-styles',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(page, { bundle = {} }) {
        return page.replace(/<link rel="stylesheet"[^>]* href="\/([^"]+)">/g, (link, name: string) => {
          const asset = bundle[name];
          if (asset?.type !== 'asset')
            throw new Error(`The build has no style sheet ${name}, named by ${link}.`);
          delete bundle[name];
          return `<style data-file="${name}">${String(asset.source).trim()}</style>`;
        });
      },
    },
  };
}

/**
 * Vite's loader of lazy parts is a page of code that looks for links to preload. All that is needed here: their style
 * sheets are there before they are drawn, each once, and not the one that is in the page.
 */
const LOADER = `
const sheets = {};
const isInPage = (file) => document.querySelector('style').dataset.file === file;
const fetchSheet = (file) => new Promise((resolve, reject) => {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/' + file });
  link.onload = resolve;
  link.onerror = (reason) => {
    delete sheets[file];
    link.remove();
    reject(reason);
  };
  document.head.append(link);
});
export const __vitePreload = async (load, files = []) => {
  const needed = files.filter((file) => file.endsWith('.css') && !isInPage(file));
  await Promise.all(needed.map((file) => (sheets[file] ??= fetchSheet(file))));
  return load();
};`;

/** Puts the short loader in the place of Vite's. */
export function shortLoader(): Plugin {
  return {
    name: 'skm-short-loader',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      return id === '\0vite/preload-helper.js' ? LOADER : null;
    },
  };
}

async function renderFirstScreen(root: string): Promise<Prerendered> {
  const server = await createServer({
    root,
    configFile: false,
    plugins: [vue()],
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  try {
    const module = (await server.ssrLoadModule('/src/survey/prerender.ts')) as unknown as PrerenderModule;
    return await module.prerender();
  } finally {
    await server.close();
  }
}

async function bundleEarly(root: string): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      copyPublicDir: false,
      rolldownOptions: { treeshake: leanly },
      lib: { entry: 'src/survey/early.ts', formats: ['iife'], name: 'skm' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const chunk = outputs[0]?.output[0];
  if (chunk === undefined) throw new Error('The inline script of the survey was not built.');
  return chunk.code.trim();
}

function fill(page: string, pieces: Readonly<Record<string, string>>): string {
  let filled = page;
  for (const [place, piece] of Object.entries(pieces)) {
    if (!filled.includes(place))
      throw new Error(`index.html must contain ${place}: the build puts something there.`);
    filled = filled.replace(place, () => piece);
  }
  return filled;
}
