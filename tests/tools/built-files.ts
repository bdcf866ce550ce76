import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { inlineHashes } from '#server/http/inline-hashes.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import { BuiltApp, elements } from './built-app.ts';
import type { Rule } from './rule.ts';

/** What a phone's first visit to the survey may cost, in bytes as they are sent to a browser that takes brotli. */
const BUDGETS = {
  /** The page alone: from then on the first question can be tapped, and the tap is kept. */
  page: 6_000,
  /** Page and program until it acts on the tap. */
  firstQuestion: 32_000,
  /** All that is loaded to go on without a network, in one language. */
  wholeSurvey: 75_000,
  /** The rescue page with all it needs; loaded by kiosks, and by phones that have something to lose. */
  rescuePage: 10_000,
  /** What only kiosks load and keep. */
  kiosk: 32_000,
} as const;
/** The worker, what only one of the languages needs, and the rescue page: it is not loaded with the app. */
const NO_PART = /^sw\.js|english|^penyelamatan/;

/** Hosts that may be named, because nothing is ever loaded from them. */
const NAMED_HOSTS = new Set([
  // Names of XML vocabularies, of pages and of spreadsheets.
  ...['www.w3.org', 'schemas.openxmlformats.org', 'purl.oclc.org', 'www.wps.cn'],
  // Words in errors of vue, its router and store, vuetify, dexie and workbox.
  ...['vuejs.org', 'router.vuejs.org', 'pinia.vuejs.org', 'vuetifyjs.com', 'tinyurl.com', 'bit.ly'],
]);
/** Kept for examples by the rules of the network. */
const EXAMPLE_HOST = /(?:^|\.)(?:example|localhost)(?:\.\w+)?$/;

/** What is true of the apps as they are served. They must have been built. */
export const builtFileRules: readonly Rule[] = [
  forEachApp('has its page, its worker, its manifest and every icon', missingParts),
  forEachApp('has every text compressed beside it, and the same text', wrongCompression),
  forEachApp('loads nothing from another host', foreignHosts),
  forEachApp('needs nothing that its content policy forbids', forbiddenInPage),
  rule(`survey: at most ${BUDGETS.page} bytes of page`, () => {
    const survey = BuiltApp.read('survey');
    return overBudget(survey, [survey.pageName], BUDGETS.page);
  }),
  rule(`survey: at most ${BUDGETS.firstQuestion} bytes until the first question is there for good`, () => {
    const survey = BuiltApp.read('survey');
    return overBudget(survey, survey.firstFiles, BUDGETS.firstQuestion);
  }),
  rule(`survey: at most ${BUDGETS.wholeSurvey} bytes with everything, in one language`, () => {
    const survey = BuiltApp.read('survey');
    const all = [...survey.files.keys()].filter((path) => /\.(?:html|css|js)$/.test(path));
    return overBudget(
      survey,
      all.filter((path) => !kioskFiles(survey).includes(path) && !NO_PART.test(path)),
      BUDGETS.wholeSurvey,
    );
  }),
  rule(`survey: at most ${BUDGETS.kiosk} bytes that only kiosks load, in both languages`, () => {
    const survey = BuiltApp.read('survey');
    return overBudget(survey, kioskFiles(survey), BUDGETS.kiosk);
  }),
  rule(`survey: at most ${BUDGETS.rescuePage} bytes of rescue page`, () => {
    const survey = BuiltApp.read('survey');
    const files = [...survey.files.keys()].filter(
      (path) => path.startsWith('penyelamatan') && !/\.(?:br|gz)$/.test(path),
    );
    return overBudget(survey, files, BUDGETS.rescuePage);
  }),
].flat();

/** As the worker has them: what is loaded and kept by kiosks only. */
export function kioskFiles(survey: BuiltApp): string[] {
  const list = /kiosk:\[(?<files>[^\]]*)\]/.exec(survey.text('sw.js'))?.groups?.files ?? '';
  return [...list.matchAll(/["'`](?<file>[^"'`]+)["'`]/g)].map(({ groups }) => groups?.file ?? '');
}

function rule(name: string, breaches: () => string[]): Rule {
  return { name, breaches: async () => breaches() };
}

function forEachApp(name: string, breaches: (app: BuiltApp) => string[]): Rule[] {
  return (['survey', 'office'] as const).map((app) =>
    rule(`${app}: ${name}`, () => {
      const built = BuiltApp.read(app);
      return built.files.has(built.pageName) ? breaches(built) : [`dist/${app} has no ${built.pageName}`];
    }),
  );
}

export function overBudget(app: BuiltApp, paths: readonly string[], budget: number): string[] {
  const sizes = paths.map((path) => ({ path, bytes: app.onTheWire(path) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`  ${total} bytes: ${sizes.map(({ path, bytes }) => `${path} ${bytes}`).join(', ')}`);
  return total <= budget ? [] : [`${total} bytes, ${total - budget} too many`];
}

export function missingParts(app: BuiltApp): string[] {
  const problems: string[] = [];
  const needed = (path: string | undefined, what: string): void => {
    if (path === undefined) problems.push(`${app.pageName} names no ${what}`);
    else if (!app.files.has(path.replace(/^\//, ''))) problems.push(`${path} is missing (${what})`);
  };
  const links = elements(app.page).filter(({ tag }) => tag === 'link' || tag === 'meta');
  const link = (rel: string): string | undefined =>
    links.find(({ attributes }) => attributes.get('rel') === rel)?.attributes.get('href');
  needed('sw.js', 'service worker');
  needed(link('icon'), 'icon');
  needed(link('apple-touch-icon'), 'icon for the home screen of iOS');
  needed(link('manifest'), 'manifest');
  for (const name of ['theme-color', 'apple-mobile-web-app-title', 'viewport']) {
    if (!links.some(({ attributes }) => attributes.get('name') === name)) problems.push(`no meta ${name}`);
  }
  const manifest = link('manifest')?.replace(/^\//, '');
  return manifest !== undefined && app.files.has(manifest)
    ? [...problems, ...missingInManifest(app, manifest)]
    : problems;
}

/** The endpoint compresses no files itself: it would keep the first visitor after each start waiting. */
export function wrongCompression(app: BuiltApp): string[] {
  return [...app.files].flatMap(([path, content]) => {
    if (!/\.(?:html|css|js|svg|webmanifest|json)$/.test(path) || content.length < 1024) return [];
    const [brotli, gzip] = [app.files.get(`${path}.br`), app.files.get(`${path}.gz`)];
    return [
      ...(brotli && brotliDecompressSync(brotli).equals(content)
        ? []
        : [`${path}.br is missing or another text`]),
      ...(gzip && gunzipSync(gzip).equals(content) ? [] : [`${path}.gz is missing or another text`]),
    ];
  });
}

interface Manifest {
  readonly icons?: readonly { readonly src: string; readonly sizes?: string; readonly purpose?: string }[];
  readonly [key: string]: unknown;
}

function missingInManifest(app: BuiltApp, path: string): string[] {
  const manifest = JSON.parse(app.text(path)) as Manifest;
  const icons = manifest.icons ?? [];
  const fields = [
    'id',
    'name',
    'short_name',
    'lang',
    'start_url',
    'scope',
    'display',
    'theme_color',
    'background_color',
  ];
  return [
    ...fields.filter((field) => typeof manifest[field] !== 'string').map((field) => `${path}: no ${field}`),
    ...['192x192', '512x512']
      .filter((size) => !icons.some(({ sizes }) => sizes === size))
      .map((size) => `${path}: no icon of ${size}`),
    ...(icons.some(({ purpose }) => purpose === 'maskable') ? [] : [`${path}: no maskable icon`]),
    ...icons
      .filter(({ src }) => !app.files.has(src.replace(/^\//, '')))
      .map(({ src }) => `${path}: ${src} is missing`),
  ];
}

export function foreignHosts(app: BuiltApp): string[] {
  return [...app.files.keys()]
    .filter((path) => /\.(?:html|css|js|svg|webmanifest|json)$/.test(path))
    .flatMap((path) => {
      const found = app
        .text(path)
        .matchAll(/(?:https?:|wss?:|["'(=]\s*)\/\/(?<host>[a-z0-9][a-z0-9.-]*\.[a-z]{2,})/gi);
      const hosts = new Set([...found].map(({ groups }) => (groups?.host ?? '').toLowerCase()));
      return [...hosts]
        .filter((host) => !NAMED_HOSTS.has(host) && !EXAMPLE_HOST.test(host))
        .map((host) => `${path} names ${host}`);
    });
}

/** Inline scripts and styles run by their hash, which the endpoint takes from the page; all else inline is dead. */
export function forbiddenInPage(app: BuiltApp): string[] {
  const policy = securityHeaders({ app: app.name, https: true, ...inlineHashes(app.page) });
  const csp = policy['content-security-policy'] ?? '';
  const problems = /'unsafe-|\*/.test(csp) ? [`the policy is not strict: ${csp}`] : [];
  for (const { tag, attributes } of elements(app.page)) {
    for (const [name, value] of attributes) {
      if (name.startsWith('on') || name === 'style') problems.push(`<${tag} ${name}="${value}">`);
      if (/^\s*(?:javascript|data|blob):/i.test(value)) problems.push(`<${tag} ${name}="${value}">`);
    }
    if (/^(?:base|iframe|object|embed)$/.test(tag)) problems.push(`<${tag}>`);
  }
  return problems;
}
