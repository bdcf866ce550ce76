/**
 * The table of allowed imports of src/README.md, and who may reach what. Type imports count.
 * @type {import('dependency-cruiser').IConfiguration}
 */

/** Which rooms a room may import, besides itself. */
const allowedRooms = {
  domain: [],
  protocol: ['domain'],
  local: ['domain', 'protocol'],
  sync: ['domain', 'protocol', 'local'],
  ui: ['domain'],
  survey: ['domain', 'protocol', 'local', 'sync', 'ui', 'pwa'],
  admin: ['domain', 'protocol', 'local', 'sync', 'ui', 'pwa'],
  pwa: ['protocol'],
  server: ['domain', 'protocol'],
  cli: ['domain', 'protocol', 'server/storage'],
};

const roomRules = Object.entries(allowedRooms).map(([room, others]) => ({
  name: `${room}-imports`,
  comment: `${room} may import ${['itself', ...others].join(', ')} and nothing else of src`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(?:${[room, ...others].join('|')})(?:/|\\.ts$)` },
}));

/** Which packages a room may import; admin may import any declared one. Node's own modules are ruled below. */
const allowedPackages = {
  domain: [],
  protocol: ['zod'],
  local: ['dexie', 'zod'],
  sync: ['zod'],
  ui: ['uqr', 'vue'],
  survey: ['vue'],
  pwa: [
    '@vitejs/plugin-vue',
    '@vue/server-renderer',
    'vite',
    'vue',
    'workbox-build',
    'workbox-precaching',
    'workbox-window',
  ],
  server: ['hono', '@hono/node-server', 'zod'],
  cli: ['csv-parse', 'hucre'],
};

const packageRules = Object.entries(allowedPackages).map(([room, packages]) => ({
  name: `${room}-packages`,
  comment: `${room} may import ${packages.length === 0 ? 'no package' : packages.join(', ')}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    ...(packages.length === 0 ? {} : { pathNot: `^node_modules/(?:${packages.join('|')})/` }),
  },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    ...packageRules,
    {
      name: 'node-modules-of-node',
      comment: 'only the endpoint, the commands and the build may use modules of Node',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(?:server|cli|pwa/build)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-stands-alone',
      comment: 'src imports nothing from tests, and nothing at the top level',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?!src/|node_modules/)[^/]', dependencyTypesNot: ['core'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-packages-only',
      comment: 'a package must stand in package.json; what runs in production not among devDependencies',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    },
    {
      name: 'no-dev-packages-in-production',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/pwa/build/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-charts-import-chart-js',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/admin/charts/' },
      to: { path: '^node_modules/chart\\.js/' },
    },
    {
      name: 'dexie-is-for-the-office',
      comment: 'the survey keeps its rows through strict-connection.ts, see docs/decisions/0005',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(?:local/office|admin)/' },
      to: { path: '^node_modules/dexie/' },
    },
    {
      name: 'survey-never-reaches-the-office-or-the-endpoint',
      severity: 'error',
      from: { path: '^src/survey/' },
      to: { path: '^src/(?:admin|server|cli)/', reachable: true },
    },
    {
      name: 'survey-stays-small',
      comment: 'not even through another room',
      severity: 'error',
      from: { path: '^src/survey/' },
      to: {
        path: '^node_modules/(?:dexie|pinia|chart\\.js|vuetify|vue-router|@mdi/js|hucre|csv-parse)/',
        reachable: true,
      },
    },
    {
      name: 'office-never-reaches-the-survey-or-the-endpoint',
      severity: 'error',
      from: { path: '^src/admin/' },
      to: { path: '^src/(?:survey|server|cli)/', reachable: true },
    },
    {
      name: 'endpoint-reaches-no-browser-code',
      severity: 'error',
      from: { path: '^src/(?:server|cli)/' },
      to: {
        path: '^src/(?:local|sync|ui|survey|admin|pwa)/|^node_modules/(?:vue|dexie|pinia|vuetify)/',
        reachable: true,
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.vue', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'browser', 'require', 'node', 'default', 'types'],
    },
    combinedDependencies: true,
  },
};
