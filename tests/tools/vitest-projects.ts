import type { TestProjectInlineConfiguration } from 'vitest/config';

/** Rooms whose tests need a document; every other room is tested in plain Node. */
const roomsThatDraw = ['admin', 'pwa', 'survey', 'ui'];

/** A test without a single assertion cannot fail; it fails for that. */
const expectations = { requireAssertions: true };

/** A story waits for screens as long as a slow and busy machine may take to draw them. */
const inBrowsers = { testTimeout: 120_000, hookTimeout: 180_000 };

/** For a machine that is much slower, or busy; what never ends still fails. */
const withoutBrowsers = { testTimeout: 30_000 };

const drawingTests = roomsThatDraw.map((room) => `tests/unit/${room}/**/*.test.ts`);

/**
 * The five groups of tests, selected with `vitest run --project <name>`. A single file may still ask for
 * another environment with a `@vitest-environment` comment.
 */
export const testProjects: TestProjectInlineConfiguration[] = [
  {
    extends: true,
    test: {
      name: 'unit',
      ...withoutBrowsers,
      expect: expectations,
      environment: 'node',
      // The files share the modules of their worker: what they test keeps nothing between two calls, and loading it anew for
      // each of a hundred files took a third of the time.
      isolate: false,
      include: ['tests/unit/**/*.test.ts'],
      exclude: drawingTests,
    },
  },
  {
    extends: true,
    test: {
      name: 'screens',
      ...withoutBrowsers,
      expect: expectations,
      environment: 'happy-dom',
      include: drawingTests,
      // Vuetify's modules import style sheets, which Node alone cannot load.
      server: { deps: { inline: ['vuetify'] } },
    },
  },
  {
    extends: true,
    test: {
      name: 'contract',
      ...withoutBrowsers,
      expect: expectations,
      environment: 'node',
      include: ['tests/contract/**/*.test.ts'],
    },
  },
  {
    extends: true,
    test: {
      name: 'e2e',
      // A condition on a screen has as long as a person would wait; the second that vitest gives is no fault of the screen.
      expect: { ...expectations, poll: { timeout: 30_000, interval: 100 } },
      environment: 'node',
      // Two stories side by side: each waits for a third of its time, and they share nothing. 307 s came down to 186.
      include: ['tests/e2e/*.test.ts'],
      ...inBrowsers,
    },
  },
  {
    extends: true,
    test: {
      name: 'engines',
      expect: expectations,
      environment: 'node',
      include: ['tests/e2e/engines/*.test.ts'],
      ...inBrowsers,
    },
  },
];
