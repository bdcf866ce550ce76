/// <reference types="vitest/config" />
import vue from '@vitejs/plugin-vue';
import { defineConfig, type PluginOption, type UserConfig } from 'vite';
import vuetify from 'vite-plugin-vuetify';
import packageFile from './package.json' with { type: 'json' };
import {
  inlineStyles,
  leanly,
  paintBeforeProgram,
  prerenderSurvey,
  shortLoader,
} from './src/pwa/build/prerender-survey.ts';
import { rescuePage } from './src/pwa/build/rescue-page.ts';
import { serviceWorker } from './src/pwa/build/service-worker.ts';
import { testProjects } from './tests/tools/vitest-projects.ts';

/**
 * One configuration, two apps: `vite build --mode survey` writes dist/survey, `--mode office` dist/office.
 * They share nothing at run time, because each is served from an origin of its own. Any other mode (the test
 * runner's) gets the plugins only.
 */
export default defineConfig(({ mode }): UserConfig => {
  if (mode === 'survey') return { ...common, ...survey };
  if (mode === 'office')
    return { ...common, ...office, plugins: [...officePlugins(), serviceWorker({ app: 'office' })] };
  // Every core: vitest leaves one idle, which on two is half of them.
  return { ...common, plugins: officePlugins(), test: { projects: testProjects, maxWorkers: '100%' } };
});

const common: UserConfig = {
  plugins: [vue()],
  worker: { format: 'es' },
  server: { host: '127.0.0.1' },
  define: {
    __VUE_PROD_DEVTOOLS__: 'false',
    __APP_VERSION__: JSON.stringify(packageFile.version),
  },
};

const survey: UserConfig = {
  plugins: [
    vue(),
    prerenderSurvey(),
    inlineStyles(),
    paintBeforeProgram(),
    shortLoader(),
    rescuePage(),
    serviceWorker({ app: 'survey' }),
  ],
  define: {
    ...common.define,
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  // The entry of workbox-window is written for browsers without classes; this is the same code for those of today.
  resolve: { alias: { 'workbox-window': 'workbox-window/build/workbox-window.prod.mjs' } },
  build: {
    outDir: 'dist/survey',
    emptyOutDir: true,
    // The policy allows no data: address, so small files stay files.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      ...{ input: 'index.html', treeshake: leanly },
      // What the first screens need is one file, whatever parts that come later share of it.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
};

/** Imports the components of the library that the office's templates name, and only those. */
function officePlugins(): PluginOption[] {
  return [vue(), vuetify()];
}

const office: UserConfig = {
  build: {
    outDir: 'dist/office',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'admin.html' },
  },
};
